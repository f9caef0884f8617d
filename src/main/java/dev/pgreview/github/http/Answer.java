package dev.pgreview.github.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** An answer as it came, of any status. */
final class Answer {
  private final ApiRequest request;
  private final URI address;
  private final int status;
  private final HttpHeaders headers;
  private final byte[] content;

  Answer(ApiRequest request, URI address, int status, HttpHeaders headers, byte[] content) {
    this.request = request;
    this.address = address;
    this.status = status;
    this.headers = headers;
    this.content = content;
  }

  ApiRequest request() {
    return request;
  }

  URI address() {
    return address;
  }

  int status() {
    return status;
  }

  HttpHeaders headers() {
    return headers;
  }

  byte[] content() {
    return content;
  }

  /** Where a redirect leads; empty for any other answer. */
  Optional<URI> redirect() {
    return switch (status) {
      case 301, 302, 307, 308 -> headers.firstValue("location").map(address::resolve);
      default -> Optional.empty();
    };
  }

  /** By GitHub's clock. */
  Optional<Instant> serverTime() {
    try {
      return headers
          .firstValue("date")
          .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeParseException other) {
      return Optional.empty();
    }
  }

  /**
   * The body.
   *
   * @throws GitHubException.Temporary when it is not JSON: a proxy's page
   */
  JsonNode json() {
    if (content.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JsonMapper.shared().readTree(content);
    } catch (JacksonException broken) {
      throw Faults.noAnswer(request, "the answer is not JSON", broken);
    }
  }
}
