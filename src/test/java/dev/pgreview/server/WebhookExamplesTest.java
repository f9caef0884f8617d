package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.Npm;
import dev.pgreview.persistence.testing.StoreDatabase;
import dev.pgreview.webhook.WebhookSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** GitHub's own example payloads, of today and of five versions of its server, signed and sent. */
class WebhookExamplesTest {
  private static final WebhookSignature SIGNATURE = new WebhookSignature("topsecret");

  /**
   * Events whose examples ask for work, once they come from an installation. Comments among them
   * hold no command.
   */
  private static final Set<String> WORK =
      Set.of(
          "check_suite.requested",
          "check_suite.rerequested",
          "merge_group.checks_requested",
          "pull_request.opened",
          "pull_request.ready_for_review",
          "pull_request.reopened",
          "pull_request.synchronize");

  private record Example(String event, ObjectNode payload) {
    String kind() {
      String action = payload.path("action").asString("");
      return action.isEmpty() ? event : event + "." + action;
    }
  }

  private record Answer(int status, String result, String reason) {}

  @Test
  void everyExampleIsAcceptedOrIgnoredForAReason() throws Exception {
    List<Example> examples = examples();
    assertThat(examples.size()).isGreaterThan(500);
    Map<String, Set<String>> results = new TreeMap<>();
    try (StoreDatabase database = new StoreDatabase();
        Server server = Server.start(settings(database));
        HttpClient http = HttpClient.newHttpClient()) {
      for (Example example : examples) {
        Answer answer = send(http, server, example);
        assertThat(answer.status()).as("%s: %s", example.kind(), answer).isEqualTo(202);
        if (answer.result().equals("ignored")) {
          assertThat(answer.reason()).as(example.kind()).isNotBlank();
        }
        example.payload().putObject("installation").put("id", 7);
        Answer installed = send(http, server, example);
        assertThat(installed.status()).as("%s: %s", example.kind(), installed).isEqualTo(202);
        results.computeIfAbsent(installed.result(), _ -> new TreeSet<>()).add(example.kind());
      }
      assertThat(database.column("SELECT count(*) FROM delivery"))
          .containsExactly(Integer.toString(2 * examples.size()));
    }
    assertThat(results).containsOnlyKeys("accepted", "ignored");
    assertThat(results.get("accepted")).containsExactlyInAnyOrderElementsOf(WORK);
  }

  private static List<Example> examples() throws IOException {
    Path folder;
    try {
      folder = Npm.installed().resolve("node_modules/@octokit/webhooks-examples");
    } catch (Npm.UnavailableException unavailable) {
      System.err.println(
          "SKIPPED: GitHub's example payloads are NOT tried: " + unavailable.getMessage());
      return Assumptions.abort(String.valueOf(unavailable.getMessage()));
    }
    List<Example> examples = new ArrayList<>();
    try (Stream<Path> versions = Files.list(folder)) {
      for (Path version : versions.map(path -> path.resolve("index.json")).sorted().toList()) {
        if (Files.exists(version)) {
          for (JsonNode event : JsonMapper.shared().readTree(Files.readAllBytes(version))) {
            String name = event.path("name").asString();
            event
                .path("examples")
                .forEach(payload -> examples.add(new Example(name, (ObjectNode) payload)));
          }
        }
      }
    }
    return examples;
  }

  private static Answer send(HttpClient http, Server server, Example example) throws Exception {
    byte[] body = JsonMapper.shared().writeValueAsBytes(example.payload());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/webhooks/github"))
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", example.event())
            .header("X-GitHub-Delivery", UUID.randomUUID().toString())
            .header("X-Hub-Signature-256", SIGNATURE.sign(body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    JsonNode json = JsonMapper.shared().readTree(answer.body());
    return new Answer(
        answer.statusCode(), json.path("status").asString(""), json.path("reason").asString(""));
  }

  private static Map<String, Object> settings(StoreDatabase database) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("pgreview.port", 0);
    settings.put("pgreview.github-app-id", "42");
    settings.put("pgreview.github-private-key", GitHubDouble.anyPrivateKey());
    // Nobody answers there: this test is about what comes in.
    settings.put("pgreview.github-api-url", "http://127.0.0.1:9");
    settings.put("pgreview.github-webhook-secret", "topsecret");
    settings.put("pgreview.database-url", database.settings().url());
    settings.put("pgreview.database-user", database.settings().user().orElseThrow());
    settings.put("pgreview.database-password", "secret");
    return settings;
  }
}
