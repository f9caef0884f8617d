package dev.pgreview.github.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * GitHub's GraphQL API, for what REST lacks. The documents are resources, so that a test can hold
 * them against GitHub's schema.
 */
public final class GraphQl {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final ConcurrentMap<String, String> DOCUMENTS = new ConcurrentHashMap<>();

  private final ApiClient client;
  private final Credential credential;

  public GraphQl(ApiClient client, Credential credential) {
    this.client = client;
    this.credential = credential;
  }

  /**
   * Runs a document; all of ours may be repeated.
   *
   * @param document name of the resource without its ending
   * @return {@code data}
   * @throws GitHubException also for errors that GraphQL reports with status 200
   */
  public JsonNode run(String document, ObjectNode variables) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("query", DOCUMENTS.computeIfAbsent(document, GraphQl::text));
    body.set("variables", variables);
    ApiRequest request =
        ApiRequest.post("/graphql")
            .withTarget(client.settings().graphQl().toString())
            .json(body)
            .again(true);
    JsonNode answer = client.send(credential, request).body();
    JsonNode errors = answer.path("errors");
    if (!errors.isEmpty()) {
      throw fault(document, errors);
    }
    return answer.path("data");
  }

  private static GitHubException fault(String document, JsonNode errors) {
    String said = Faults.message(JsonMapper.shared().createObjectNode().set("errors", errors));
    String message = "GraphQL " + document + ": " + said;
    return switch (errors.path(0).path("type").asString("")) {
      case "NOT_FOUND" -> new GitHubException.Gone(message);
      case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> new GitHubException.Forbidden(message, 403);
      case "RATE_LIMITED" -> new GitHubException.Temporary(message, MINUTE, false, null);
      default -> new GitHubException.Refused(message, 200, said);
    };
  }

  private static String text(String document) {
    String name = "/dev/pgreview/github/graphql/" + document + ".graphql";
    try (InputStream in = GraphQl.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException(name, unreadable);
    }
  }
}
