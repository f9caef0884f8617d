package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.persistence.testing.StoreDatabase;
import dev.pgreview.webhook.WebhookSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServerTest {
  private static final WebhookSignature SIGNATURE = new WebhookSignature("topsecret");
  private static final String PUSH =
      """
      {"action":"synchronize","installation":{"id":7},"repository":{"full_name":"acme/shop"},
       "pull_request":{"number":12,"head":{"sha":"abc"}}}
      """;

  private static StoreDatabase database;
  private static Server server;
  private static HttpClient client;

  @BeforeAll
  static void start() throws SQLException {
    database = new StoreDatabase();
    server = Server.start(settings(database));
    client = HttpClient.newHttpClient();
  }

  private static Map<String, Object> settings(StoreDatabase database) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("pgreview.port", 0);
    settings.put("pgreview.github-app-id", "42");
    settings.put("pgreview.github-private-key", privateKey());
    // Nobody answers there: this test is about what comes in.
    settings.put("pgreview.github-api-url", "http://127.0.0.1:9");
    settings.put("pgreview.github-webhook-secret", "topsecret");
    settings.put("pgreview.database-url", database.settings().url());
    settings.put("pgreview.database-user", database.settings().user().orElseThrow());
    settings.put("pgreview.database-password", "secret");
    return settings;
  }

  private static String privateKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder().encodeToString(key)
          + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  @AfterAll
  static void stop() throws SQLException {
    server.close();
    database.close();
  }

  @Test
  void aDeliveryIsAcceptedOnce() throws Exception {
    assertThat(deliver("a1", "pull_request", PUSH).body()).contains("\"accepted\"");
    assertThat(database.column("SELECT state FROM delivery WHERE id = 'a1'"))
        .containsExactly("accepted");
    HttpResponse<String> again = deliver("a1", "pull_request", PUSH);
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.body()).contains("\"duplicate\"");
  }

  @Test
  void whatAsksForNothingIsAnsweredAndIgnored() throws Exception {
    for (String event : new String[] {"ping", "star", "no_such_event"}) {
      HttpResponse<String> answer = deliver("i-" + event, event, "{\"zen\":\"x\"}");
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body()).contains("\"ignored\"", event);
    }
  }

  @Test
  void aWrongOrMissingSignatureIsRefused() throws Exception {
    assertThat(send("b1", "ping", "{}", SIGNATURE.sign("{ }".getBytes(StandardCharsets.UTF_8))))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(401);
    assertThat(send("b2", "ping", "{}", "").statusCode()).isEqualTo(401);
    assertThat(send("b3", "ping", "{}", "sha1=abc").statusCode()).isEqualTo(401);
    assertThat(database.column("SELECT count(*) FROM delivery WHERE id LIKE 'b%'"))
        .containsExactly("0");
  }

  @Test
  void whatIsNoJsonIsRefused() throws Exception {
    assertThat(deliver("c1", "ping", "{").statusCode()).isEqualTo(400);
    assertThat(deliver("c2", "ping", "[]").statusCode()).isEqualTo(400);
    assertThat(deliver("c3", "ping", "").statusCode()).isEqualTo(400);
    assertThat(deliver("", "ping", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void bodiesHaveALimit() throws Exception {
    String large = "{\"x\":\"" + "a".repeat(24 << 20) + "\"}";
    assertThat(deliver("d1", "ping", large).statusCode()).isEqualTo(202);
    String tooLarge = "{\"x\":\"" + "a".repeat(26 << 20) + "\"}";
    assertThat(deliver("d2", "ping", tooLarge).statusCode()).isEqualTo(413);
  }

  @Test
  void healthAndMetricsAreServed() throws Exception {
    deliver("e1", "ping", "{}");
    assertThat(get("/health").body()).isEqualTo("{\"status\":\"UP\",\"store\":\"UP\"}");
    assertThat(get("/health/liveness").statusCode()).isEqualTo(200);
    assertThat(get("/prometheus").body()).contains("pgreview_webhook_deliveries_total");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path)).build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> deliver(String id, String event, String body)
      throws Exception {
    return send(id, event, body, SIGNATURE.sign(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpResponse<String> send(String id, String event, String body, String signature)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/webhooks/github"))
            .timeout(java.time.Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", event)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!id.isEmpty()) {
      request.header("X-GitHub-Delivery", id);
    }
    if (!signature.isEmpty()) {
      request.header("X-Hub-Signature-256", signature);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
