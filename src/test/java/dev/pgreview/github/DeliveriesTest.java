package dev.pgreview.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.github.testing.Change;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestClock;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks of the double, and how lost ones are found again. */
class DeliveriesTest {
  private static final String SECRET = "It's a Secret to Everybody";

  private TestClock clock;
  private GitHubDouble hub;
  private GitHubApp app;
  private HttpServer receiver;
  private final AtomicInteger answer = new AtomicInteger(202);
  private final List<Received> received = new CopyOnWriteArrayList<>();

  private record Received(String event, String guid, String signature, String body) {
    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    String name() {
      return event + "." + json().path("action").asString();
    }
  }

  @BeforeEach
  void start() throws IOException {
    clock = new TestClock();
    hub = GitHubDouble.start(clock);
    app = TestApp.on(hub, clock);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/webhooks/github",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          received.add(
              new Received(
                  headers.getFirst("X-GitHub-Event"),
                  headers.getFirst("X-GitHub-Delivery"),
                  headers.getFirst("X-Hub-Signature-256"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(answer.get(), -1);
          exchange.close();
        });
    receiver.start();
    hub.webhooks()
        .to(
            URI.create("http://localhost:" + receiver.getAddress().getPort() + "/webhooks/github"),
            SECRET);
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    app.close();
    hub.close();
  }

  private TestPullRequest open() {
    TestRepository shop = hub.repository("acme/shop");
    shop.push("feature", Change.of("V1.sql", "SELECT 1;\n"));
    return shop.open("feature", "ada");
  }

  private List<String> names() {
    return received.stream().map(Received::name).toList();
  }

  @Test
  void eventsAreSignedAndInOrder() throws Exception {
    TestPullRequest pull = open();
    pull.push(Change.of("V2.sql", "SELECT 2;\n"));
    pull.comment("ada", "/pgreview help");

    assertThat(names())
        .containsExactly(
            "check_suite.requested",
            "check_suite.requested",
            "pull_request.opened",
            "check_suite.requested",
            "pull_request.synchronize",
            "issue_comment.created");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    for (Received one : received) {
      assertThat(one.signature())
          .isEqualTo(
              "sha256="
                  + HexFormat.of()
                      .formatHex(mac.doFinal(one.body().getBytes(StandardCharsets.UTF_8))));
      assertThat(one.json().path("installation").path("id").asLong())
          .isEqualTo(hub.installation("acme"));
    }
    assertThat(received.get(4).json().path("pull_request").path("head").path("sha").asString())
        .isEqualTo(pull.headSha());
  }

  @Test
  void buttonsAndQueuesAreEvents() {
    TestPullRequest pull = open();
    GitHubRepository repository = TestApp.repository(app, hub, "acme/shop");
    repository.checkRuns().create("pgreview", pull.headSha(), "1", URI.create("http://localhost/"));
    TestRepository shop = hub.repository("acme/shop");
    received.clear();
    hub.webhooks().settle();

    shop.rerun(shop.checkRuns().getFirst(), "ada");
    shop.rerunAll(pull.headSha());
    shop.press(shop.checkRuns().getFirst(), "plan", "ada");
    shop.enqueue(pull);

    assertThat(names())
        .endsWith(
            "check_run.rerequested",
            "check_suite.rerequested",
            "check_run.requested_action",
            "merge_group.checks_requested");
  }

  @Test
  void whatTheAppWritesComesBackAsEventsOfABot() {
    TestPullRequest pull = open();
    TestApp.repository(app, hub, "acme/shop").conversation(pull.number()).put("summary", "x", "");
    hub.webhooks().settle();
    Received last = received.getLast();
    assertThat(last.name()).isEqualTo("issue_comment.created");
    assertThat(last.json().path("sender").path("type").asString()).isEqualTo("Bot");
  }

  @Test
  void aForkWithoutTheAppSendsNothingOfItsOwn() {
    TestRepository shop = hub.repository("acme/shop");
    received.clear();
    TestRepository fork = shop.fork("eve");
    fork.push("patch", Change.of("x.sql", "x"));
    assertThat(received).isEmpty();
    shop.openFrom(fork, "patch", "eve");
    assertThat(names()).containsExactly("pull_request.opened");
  }

  @Test
  void lostEventsAreFoundAndReadAgain() {
    Instant begin = clock.instant();
    hub.repository("acme/shop");
    answer.set(500);
    TestPullRequest pull = open();
    answer.set(202);
    pull.push(Change.of("V2.sql", "SELECT 2;\n"));
    hub.webhooks().outage(true);
    pull.push(Change.of("V3.sql", "SELECT 3;\n"));
    hub.webhooks().outage(false);

    List<Deliveries.Attempt> lost = app.deliveries().lostSince(begin);
    assertThat(lost)
        .extracting(Deliveries.Attempt::event)
        .containsExactly("check_suite", "pull_request", "check_suite", "pull_request");

    Deliveries.Content content = app.deliveries().content(lost.getLast().id());
    assertThat(content.guid()).isEqualTo(lost.getLast().guid());
    assertThat(content.event()).isEqualTo("pull_request");
    JsonNode payload = JsonMapper.shared().readTree(content.payload());
    assertThat(payload.path("action").asString()).isEqualTo("synchronize");
    assertThat(payload.path("pull_request").path("head").path("sha").asString())
        .isEqualTo(pull.headSha());
  }

  @Test
  void aRedeliveryHasTheSameIdAndIsThenNoLongerLost() {
    Instant begin = clock.instant();
    answer.set(500);
    open();
    answer.set(202);
    List<Deliveries.Attempt> lost = app.deliveries().lostSince(begin);
    String guid = lost.getLast().guid();
    received.clear();

    app.deliveries().redeliver(lost.getLast().id());
    hub.webhooks().settle();

    assertThat(received).singleElement().extracting(Received::guid).isEqualTo(guid);
    assertThat(app.deliveries().lostSince(begin))
        .hasSize(lost.size() - 1)
        .extracting(Deliveries.Attempt::guid)
        .doesNotContain(guid);
  }

  @Test
  void manyPagesAreReadUpToTheTimeAsked() {
    TestPullRequest pull = open();
    answer.set(500);
    for (int i = 0; i < 60; i++) {
      pull.comment("ada", "before");
    }
    clock.advance(Duration.ofHours(1));
    Instant since = clock.instant();
    for (int i = 0; i < 150; i++) {
      pull.comment("ada", "after");
    }
    assertThat(app.deliveries().lostSince(since)).hasSize(150);
    assertThat(hub.requests("GET /app/hook/deliveries")).isEqualTo(2);
  }

  @Test
  void anUnknownAttemptIsGone() {
    assertThatThrownBy(() -> app.deliveries().content(1)).isInstanceOf(GitHubException.Gone.class);
    assertThatThrownBy(() -> app.deliveries().redeliver(1))
        .isInstanceOf(GitHubException.Gone.class);
  }
}
