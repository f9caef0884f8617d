package dev.pgreview.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgreview.github.http.AppCredential;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.github.testing.Fault;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubAppTest {
  private static final String TOKENS = "POST /app/installations/{installation_id}/access_tokens";

  private TestClock clock;
  private GitHubDouble hub;
  private GitHubApp app;

  @BeforeEach
  void start() {
    clock = new TestClock();
    hub = GitHubDouble.start(clock);
    hub.repository("acme/shop");
    app = TestApp.on(hub, clock);
  }

  @AfterEach
  void stop() {
    app.close();
    hub.close();
  }

  private void use() {
    var _ =
        TestApp.repository(app, hub, "acme/shop")
            .contents()
            .file("README.md", "main")
            .orElseThrow();
  }

  @Test
  void anAppKnowsItself() {
    assertThat(app.identity().login()).isEqualTo(hub.botLogin());
    app.identity();
    assertThat(hub.requests("GET /app")).isEqualTo(1);
  }

  @Test
  void bothFormsOfAKeyAreRead() {
    for (String pem : List.of(hub.privateKey(), hub.privateKeyPkcs8())) {
      try (GitHubApp with =
          new GitHubApp(
              TestApp.settings(hub),
              new AppCredential(hub.appId(), pem.replace("\n", "\r\n"), clock),
              clock,
              new SimpleMeterRegistry())) {
        assertThat(with.identity().id()).isEqualTo(Long.parseLong(hub.appId()));
      }
    }
  }

  @Test
  void aBadKeyIsRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> new AppCredential("1", "/etc/key.pem", clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BEGIN RSA PRIVATE KEY");
    String damaged = hub.privateKey().replaceFirst("MII[A-Za-z]{4}", "AAAAAAA");
    assertThatThrownBy(() -> new AppCredential("1", damaged, clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged")
        .hasMessageNotContaining(damaged.substring(60, 90));
  }

  @Test
  void aTokenIsSharedAndRenewedBeforeItEnds() {
    use();
    use();
    assertThat(hub.requests(TOKENS)).isEqualTo(1);

    clock.advance(Duration.ofMinutes(54));
    use();
    assertThat(hub.requests(TOKENS)).isEqualTo(1);

    clock.advance(Duration.ofMinutes(2));
    use();
    assertThat(hub.requests(TOKENS)).isEqualTo(2);
  }

  @Test
  void manyThreadsAskForOneToken() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(threads.submit(this::use));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(hub.requests(TOKENS)).isEqualTo(1);
  }

  @Test
  void aTokenThatIsNoLongerGoodIsReplacedOnce() {
    use();
    hub.faults().next("GET /repos/{owner}/{repo}/contents/{path}", new Fault.TokenRevoked());
    use();
    assertThat(hub.requests(TOKENS)).isEqualTo(2);
  }

  @Test
  void anAppThatWasTakenAwayIsSaidToBeGone() {
    Contents contents = TestApp.repository(app, hub, "acme/shop").contents();
    contents.tree("main");
    hub.uninstall("acme");
    assertThatThrownBy(() -> contents.tree("main"))
        .isInstanceOf(GitHubException.NotInstalled.class)
        .hasMessageContaining("access_tokens");
  }

  @Test
  void aClockThatIsWrongIsCorrectedByGitHubs() {
    for (Duration drift : List.of(Duration.ofMinutes(50), Duration.ofMinutes(-50))) {
      TestClock wrong = new TestClock();
      wrong.advance(drift);
      try (GitHubApp drifting = TestApp.on(hub, wrong)) {
        assertThat(drifting.identity().slug()).isNotEmpty();
        TestApp.repository(drifting, hub, "acme/shop").contents().tree("main");
        TestApp.repository(drifting, hub, "acme/shop").contents().tree("main");
      }
    }
  }

  @Test
  void anotherAppsKeyIsForbidden() {
    try (GitHubApp stranger =
        new GitHubApp(
            TestApp.settings(hub),
            new AppCredential("99", hub.privateKey(), clock),
            clock,
            new SimpleMeterRegistry())) {
      assertThatThrownBy(stranger::identity)
          .isInstanceOf(GitHubException.Forbidden.class)
          .hasMessageContaining("GET /app: GitHub answered 401");
    }
  }

  @Test
  void anEnterpriseServerIsAnotherRoot() {
    try (GitHubDouble enterprise = GitHubDouble.startEnterprise()) {
      enterprise
          .repository("acme/shop")
          .push(
              "main",
              dev.pgreview.github.testing.Change.of("1", "1")
                  .and("2", "2")
                  .and("3", "3")
                  .and("4", "4"));
      try (GitHubApp there = TestApp.on(enterprise)) {
        Contents contents = TestApp.repository(there, enterprise, "acme/shop").contents();
        List<String> shas = contents.tree("main").files().stream().map(GitTree.File::sha).toList();
        assertThat(contents.blobs(shas)).hasSize(5);
      }
      assertThat(enterprise.api().getPath()).isEqualTo("/api/v3");
      assertThat(enterprise.requests()).contains("POST /graphql 200");
    }
  }

  @Test
  void theManifestFlowHandsOverTheSecretsOnce() {
    String code = hub.manifestCode();
    AppManifest.NewApp made =
        AppManifest.convert(hub.api(), code, InstantSource.system(), new SimpleMeterRegistry());

    assertThat(made.id()).isEqualTo(hub.appId());
    assertThat(made.privateKey()).isEqualTo(hub.privateKey());
    assertThat(made.webhookSecret()).isEqualTo("webhook secret");
    assertThat(made.toString()).doesNotContain("secret").doesNotContain("PRIVATE");

    assertThatThrownBy(
            () ->
                AppManifest.convert(
                    hub.api(), code, InstantSource.system(), new SimpleMeterRegistry()))
        .isInstanceOf(GitHubException.Gone.class)
        .hasMessageNotContaining(code);
  }
}
