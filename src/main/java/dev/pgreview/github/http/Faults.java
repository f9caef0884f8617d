package dev.pgreview.github.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** From an answer that is no success to the exception that says what it means. */
final class Faults {
  /** Faults that pass sooner are worth another try at once. */
  static final Duration SHORT = Duration.ofSeconds(15);

  private static final Duration SERVER_FAULT = Duration.ofSeconds(10);
  private static final int LONGEST = 500;

  private Faults() {}

  /**
   * The exception for a status that is not 2xx.
   *
   * @param message GitHub's words
   * @param limited how long to wait when it is a rate limit
   */
  static GitHubException of(Answer answer, String message, Optional<Duration> limited) {
    ApiRequest request = answer.request();
    int status = answer.status();
    String text = text(answer, message);
    if (limited.isPresent()) {
      return new GitHubException.Temporary(text, limited.get(), false, null);
    }
    if (status >= 500 || status == 408) {
      Duration delay =
          answer
              .headers()
              .firstValue("retry-after")
              .filter(seconds -> seconds.matches("\\d{1,5}"))
              .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
              .orElse(SERVER_FAULT);
      return new GitHubException.Temporary(text, delay, !request.reads(), null);
    }
    return switch (status) {
      case 401, 403 -> new GitHubException.Forbidden(text, status);
      case 404, 410, 451 -> new GitHubException.Gone(text);
      default -> new GitHubException.Refused(text, status, message);
    };
  }

  static GitHubException.Temporary notSent(ApiRequest request, Throwable cause) {
    return new GitHubException.Temporary(
        request.display() + ": GitHub cannot be reached: " + cause, SERVER_FAULT, false, cause);
  }

  static GitHubException.Temporary noAnswer(
      ApiRequest request, String why, @Nullable Throwable cause) {
    return new GitHubException.Temporary(
        request.display() + ": no answer: " + why, SERVER_FAULT, !request.reads(), cause);
  }

  private static String text(Answer answer, String message) {
    String id =
        answer.headers().firstValue("x-github-request-id").map(is -> ", request " + is).orElse("");
    return answer.request().display()
        + ": GitHub answered "
        + answer.status()
        + (message.isEmpty() ? "" : " (" + message + ")")
        + id;
  }

  /** What GitHub says, with the details of its list of errors. */
  static String message(JsonNode body) {
    StringBuilder text = new StringBuilder(body.path("message").asString(""));
    for (JsonNode error : body.path("errors")) {
      String detail =
          error.isString()
              ? error.asString()
              : error.has("message")
                  ? error.path("message").asString("")
                  : (error.path("resource").asString("")
                          + " "
                          + error.path("field").asString("")
                          + " "
                          + error.path("code").asString(""))
                      .strip();
      text.append(text.isEmpty() ? "" : ": ").append(detail);
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text.toString();
  }
}
