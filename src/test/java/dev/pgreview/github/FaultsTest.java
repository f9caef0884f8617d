package dev.pgreview.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgreview.github.http.AppCredential;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.github.testing.Fault;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestClock;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final String FILE = "GET /repos/{owner}/{repo}/contents/{path}";
  private static final String COMMENT = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";

  private TestClock clock;
  private GitHubDouble hub;
  private SimpleMeterRegistry registry;
  private GitHubApp app;
  private TestRepository shop;
  private GitHubRepository repository;

  @BeforeEach
  void start() {
    clock = new TestClock();
    hub = GitHubDouble.start(clock);
    shop = hub.repository("acme/shop");
    registry = new SimpleMeterRegistry();
    app = TestApp.on(hub, clock, registry);
    repository = TestApp.repository(app, hub, "acme/shop");
  }

  @AfterEach
  void stop() {
    app.close();
    hub.close();
  }

  private void read() {
    assertThat(repository.contents().file("README.md", "main")).isPresent();
  }

  private GitHubException.Temporary temporary() {
    return catchThrowableOfType(GitHubException.Temporary.class, this::read);
  }

  @Test
  void aReadIsTriedAgainWhenGitHubIsDownForAMoment() {
    hub.faults().times(FILE, Fault.badGateway(), 0, 2);
    read();
    hub.faults().next(FILE, new Fault.CutBefore());
    read();
    hub.faults().next(FILE, new Fault.CutInAnswer());
    read();
    assertThat(registry.get("pgreview.github.retries").counters())
        .singleElement()
        .satisfies(counter -> assertThat(counter.count()).isGreaterThanOrEqualTo(2));
  }

  @Test
  void aLongerOutageIsLeftToTheQueue() {
    hub.faults().times(FILE, Fault.badGateway(), 0, 3);
    GitHubException.Temporary fault = temporary();
    assertThat(fault.delay()).isBetween(Duration.ofSeconds(5), Duration.ofMinutes(1));
    assertThat(fault.uncertain()).isFalse();
    assertThat(fault)
        .hasMessageContaining("502")
        .hasMessageContaining("GET /repos/acme/shop/contents/README.md: ");
    read();
  }

  @Test
  void aServerThatIsNotThereIsSaidSo() {
    try (GitHubApp nowhere =
        GitHubApp.open(URI.create("http://localhost:1"), "1", hub.privateKey(), clock, registry)) {
      GitHubException.Temporary fault =
          catchThrowableOfType(GitHubException.Temporary.class, nowhere::identity);
      assertThat(fault).hasMessageContaining("GitHub cannot be reached");
      assertThat(fault.uncertain()).isFalse();
    }
  }

  @Test
  void aSecondaryLimitIsKeptWithoutAskingAgain() {
    read();
    hub.faults().next(FILE, new Fault.SecondaryLimit(OptionalInt.of(17)));
    assertThat(temporary().delay()).isEqualTo(Duration.ofSeconds(17));

    int requests = hub.requests().size();
    assertThat(temporary().delay()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(17));
    assertThat(hub.requests()).hasSize(requests);

    clock.advance(Duration.ofSeconds(18));
    read();
  }

  @Test
  void aSecondaryLimitWithoutATimeLastsAMinute() {
    hub.faults().next(FILE, new Fault.SecondaryLimit(OptionalInt.empty()));
    assertThat(temporary().delay()).isEqualTo(Duration.ofMinutes(1));
    assertThat(temporary().delay()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
    clock.advance(Duration.ofSeconds(61));
    read();
  }

  @Test
  void aPrimaryLimitLastsUntilGitHubSays() {
    hub.faults().next(FILE, new Fault.PrimaryLimit(Duration.ofMinutes(20)));
    assertThat(temporary().delay()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(21));
    clock.advance(Duration.ofMinutes(21));
    read();
  }

  @Test
  void theLastRequestIsTheLast() {
    read();
    hub.quotas().leave(1, Duration.ofMinutes(5));
    shop.push("main", dev.pgreview.github.testing.Change.of("new", "x"));
    read();
    int requests = hub.requests().size();
    assertThat(temporary().delay()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
    assertThat(hub.requests()).hasSize(requests);
    assertThat(registry.get("pgreview.github.quota.remaining").gauge().value()).isZero();
  }

  @Test
  void anAnswerThatHasNotChangedIsFree() {
    read();
    int used = hub.quotas().used();
    read();
    read();
    assertThat(hub.quotas().used()).isEqualTo(used);
    assertThat(hub.requests()).contains(FILE + " 304");

    shop.push("main", dev.pgreview.github.testing.Change.of("README.md", "other"));
    assertThat(repository.contents().file("README.md", "main")).contains(new Blob.Text("other"));
  }

  @Test
  void aWriteIsNotRepeatedByItself() {
    TestPullRequest pull = pull();
    hub.faults().next(COMMENT, Fault.badGateway());
    GitHubException.Temporary fault =
        catchThrowableOfType(
            GitHubException.Temporary.class,
            () -> repository.conversation(pull.number()).put("summary", "Hello", ""));
    assertThat(fault.uncertain()).isTrue();
    assertThat(pull.conversation()).isEmpty();
    assertThat(hub.requests(COMMENT)).isEqualTo(1);
  }

  private TestPullRequest pull() {
    shop.push("feature", dev.pgreview.github.testing.Change.of("V1.sql", "SELECT 1;\n"));
    return shop.open("feature", "ada");
  }

  @Test
  void whatTheAppMayNotDoIsForbidden() {
    TestPullRequest pull = pull();
    hub.withoutPermission("issues");
    assertThatThrownBy(() -> repository.conversation(pull.number()).put("summary", "Hello", ""))
        .isInstanceOf(GitHubException.Forbidden.class)
        .hasMessageContaining("Resource not accessible by integration");
  }

  @Test
  void whatGitHubRefusesIsToldInItsWords() {
    GitHubException.Refused refused =
        catchThrowableOfType(
            GitHubException.Refused.class,
            () ->
                repository
                    .checkRuns()
                    .create("pgreview", "0".repeat(40), "1", URI.create("http://localhost/")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.reason()).contains("No commit found for SHA");
  }

  @Test
  void aRepositoryThatWasRenamedIsFollowed() {
    TestPullRequest pull = pull();
    shop.rename("acme/store");
    GitHubRepository old = app.repository(hub.installation("acme"), "acme/shop");
    assertThat(old.contents().file("README.md", "main")).isPresent();
    old.conversation(pull.number()).put("summary", "Hello", "");
    assertThat(pull.conversation()).hasSize(1);
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUp() {
    try (GitHubApp impatient =
        new GitHubApp(
            TestApp.settings(hub).withRequestTimeout(Duration.ofMillis(400)),
            new AppCredential(hub.appId(), hub.privateKey(), clock),
            clock,
            registry)) {
      impatient.identity();
      hub.faults().times("GET /app", new Fault.Slow(Duration.ofSeconds(3)), 0, 3);
      try (GitHubApp other =
          new GitHubApp(
              TestApp.settings(hub).withRequestTimeout(Duration.ofMillis(400)),
              new AppCredential(hub.appId(), hub.privateKey(), clock),
              clock,
              registry)) {
        assertThatThrownBy(other::identity)
            .isInstanceOf(GitHubException.Temporary.class)
            .hasMessageContaining("no answer within");
      }
    }
  }

  @Test
  void contentIsWrittenNoFasterThanGitHubAllowsAndCheckRunsDoNotWaitForIt() {
    TestPullRequest pull = pull();
    Conversation conversation = repository.conversation(pull.number());
    GitHubException.Temporary fault =
        catchThrowableOfType(
            GitHubException.Temporary.class,
            () -> {
              for (int i = 0; i < 200; i++) {
                conversation.put("number-" + i, "text", "");
              }
            });
    assertThat(fault.delay()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    assertThat(pull.conversation()).hasSize(80);
    URI details = URI.create("http://localhost/");
    for (int i = 0; i < 100; i++) {
      assertThat(repository.checkRuns().create("run " + i, pull.headSha(), "1", details).id())
          .isPositive();
    }
  }

  @Test
  void noMessageHoldsASecret() {
    hub.faults().times(FILE, Fault.badGateway(), 0, 3);
    Throwable fault = temporary();
    StringBuilder all = new StringBuilder();
    for (Throwable one = fault; one != null; one = one.getCause()) {
      all.append(one);
    }
    assertThat(all.toString()).doesNotContain("ghs_").doesNotContain("Bearer");
  }
}
