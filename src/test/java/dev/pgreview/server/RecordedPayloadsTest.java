package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.Npm;
import dev.pgreview.persistence.testing.StoreDatabase;
import dev.pgreview.webhook.WebhookSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Payloads that GitHub really sent, recorded by Octokit: all that it has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedPayloadsTest {
  private static final String PACKAGE = "@octokit/webhooks-examples@7.6.1";
  private static final String CHECKSUM =
      "De6U3XB6O3DtCa7bKgCMzTHdeopqqZ6SNivMYJnK65ierKL1AnNIA0tkRYCRS7lwGT792d+Ps1WbfHlso6MynQ==";

  private final StoreDatabase database = new StoreDatabase();
  private final RunningService service;
  private final HttpClient http = HttpClient.newHttpClient();

  RecordedPayloadsTest(@TempDir Path folder) throws Exception {
    // Nobody answers there: this test is about what comes in.
    Map<String, Object> settings =
        RunningService.settings(
            URI.create("http://127.0.0.1:9"), "42", GitHubDouble.anyPrivateKey(), folder);
    settings.putAll(RunningService.store(database));
    service = new RunningService(settings, InstantSource.system());
  }

  @AfterAll
  void stop() throws Exception {
    http.shutdownNow();
    service.close();
    database.close();
  }

  private static JsonNode recorded() throws Exception {
    try {
      return JsonMapper.shared()
          .readTree(Npm.kept(PACKAGE, CHECKSUM, "package/api.github.com/index.json"));
    } catch (Npm.UnavailableException unavailable) {
      System.err.println(
          "SKIPPED: payloads that GitHub really sent are NOT tried: " + unavailable.getMessage());
      return Assumptions.abort(String.valueOf(unavailable.getMessage()));
    }
  }

  @Test
  void everyPayloadIsAcceptedOrIgnoredForAReason() throws Exception {
    int sent = 0;
    Map<String, Integer> accepted = new TreeMap<>();
    for (JsonNode event : recorded()) {
      String name = event.path("name").asString();
      for (JsonNode example : event.path("examples")) {
        sent++;
        JsonNode answer = send(name, example);
        // Many are older than Apps, or were sent to a hook of a repository.
        JsonNode installed = send(name, installed(example));
        for (JsonNode one : new JsonNode[] {answer, installed}) {
          assertThat(one.path("status").asString()).isIn("accepted", "ignored");
          assertThat(one.path("status").asString().equals("ignored"))
              .as(one.toString())
              .isEqualTo(!one.path("reason").asString("").isBlank());
        }
        if (installed.path("status").asString().equals("accepted")) {
          accepted.merge(name + "." + example.path("action").asString(""), 1, Integer::sum);
        }
      }
    }
    assertThat(sent).isGreaterThanOrEqualTo(329);
    assertThat(accepted.keySet())
        .contains(
            "pull_request.opened",
            "pull_request.synchronize",
            "pull_request.reopened",
            "pull_request.ready_for_review",
            "check_suite.requested",
            "check_suite.rerequested",
            "merge_group.checks_requested")
        .allMatch(
            name ->
                name.startsWith("pull_request.")
                    || name.startsWith("check_suite.re")
                    || name.equals("merge_group.checks_requested"));
  }

  private static ObjectNode installed(JsonNode example) {
    ObjectNode installed = (ObjectNode) example.deepCopy();
    installed.putObject("installation").put("id", 7);
    return installed;
  }

  private JsonNode send(String event, JsonNode payload) throws Exception {
    byte[] body = payload.toString().getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(service.address("/webhooks/github"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", UUID.randomUUID().toString())
                .header(
                    "X-Hub-Signature-256", new WebhookSignature(RunningService.SECRET).sign(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(event + ": " + answer.body()).isEqualTo(202);
    return JsonMapper.shared().readTree(answer.body());
  }
}
