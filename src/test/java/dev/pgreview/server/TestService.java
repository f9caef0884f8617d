package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.PlainServer;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestCheckRun;
import dev.pgreview.github.testing.TestClock;
import dev.pgreview.github.testing.TestComment;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import dev.pgreview.persistence.testing.StoreDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The real service on the double, both by one clock that a test can turn on. */
final class TestService implements AutoCloseable {
  private static final Duration STEP = Duration.ofSeconds(20);

  final TestClock clock = new TestClock();
  final GitHubDouble hub = GitHubDouble.start(clock);
  private final Map<String, Object> settings;
  private Optional<RunningService> running = Optional.empty();

  /** Not started yet; with an embedded store in this folder. */
  TestService(Path folder) throws IOException {
    settings = RunningService.settings(hub.api(), hub.appId(), hub.privateKey(), folder);
  }

  /** With a store on a server that is there already. */
  TestService on(StoreDatabase database) {
    settings.putAll(RunningService.store(database));
    return this;
  }

  /** With a store on a server that the test stops and starts. */
  TestService on(PlainServer server) {
    settings.put("pgreview.database-url", server.url("postgres"));
    settings.put("pgreview.database-user", PlainServer.SUPERUSER);
    settings.put("pgreview.database-password", PlainServer.PASSWORD);
    return this;
  }

  TestService with(String setting, Object value) {
    settings.put(setting, value);
    return this;
  }

  TestService start() {
    return start(RunningService.NEVER_DEAD);
  }

  TestService start(Duration heartbeat) {
    running = Optional.of(new RunningService(settings, clock, heartbeat));
    hub.webhooks().to(service().address("/webhooks/github"), RunningService.SECRET);
    return this;
  }

  /** One more replica, which gets no webhooks. */
  RunningService replica() {
    return new RunningService(settings, clock, RunningService.NEVER_DEAD);
  }

  /** What a process of its own needs to be a replica. */
  Map<String, Object> settings() {
    return Map.copyOf(settings);
  }

  void stop() {
    running.ifPresent(RunningService::close);
    running = Optional.empty();
  }

  private RunningService service() {
    return running.orElseThrow(() -> new IllegalStateException("the service is not started"));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return service().get(path);
  }

  /**
   * Waits until all events are delivered and all jobs are done, those included that wait for a
   * later try: the clock is turned on for them.
   */
  void settle() throws Exception {
    int seen;
    do {
      seen = hub.webhooks().deliveries().size();
      hub.webhooks().settle();
      Await.until("the queue is empty", this::isIdle);
      hub.webhooks().settle();
    } while (hub.webhooks().deliveries().size() != seen);
  }

  /** As {@link #settle}, but time passes as ever. */
  void awaitEmpty() throws Exception {
    hub.webhooks().settle();
    Await.until("the queue is empty", () -> service().isIdle());
  }

  private boolean isIdle() throws IOException, InterruptedException {
    RunningService.Queue queue = service().queue();
    if (queue.waiting() > 0 && queue.running() == 0) {
      clock.advance(STEP);
    }
    return queue.isEmpty() && service().isIdle();
  }

  /** The only check run of a commit. */
  static TestCheckRun check(TestRepository repository, String sha) {
    List<TestCheckRun> found = checks(repository, sha);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " check runs of " + sha);
    }
    return found.getFirst();
  }

  static List<TestCheckRun> checks(TestRepository repository, String sha) {
    return repository.checkRuns().stream().filter(run -> run.headSha().equals(sha)).toList();
  }

  /**
   * Fails when the shop's change is not shown exactly once: one check run that ended, each
   * annotation once, each comment once, one summary.
   */
  static void assertShownOnce(TestRepository repository, TestPullRequest pull) {
    TestCheckRun check = check(repository, pull.headSha());
    assertThat(check.conclusion()).as(check.history().toString()).contains("failure");
    assertThat(check.title()).contains("8 errors");
    assertThat(check.annotations()).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    assertThat(pull.lineComments()).hasSize(6);
    assertThat(pull.lineComments().stream().map(TestService::key)).doesNotHaveDuplicates();
    assertThat(pull.conversation()).hasSize(1);
  }

  private static String key(TestComment comment) {
    return comment.body().lines().findFirst().orElse("");
  }

  /** Fails when a check run did not end. */
  static void assertEnded(TestRepository repository) {
    Set<String> open =
        repository.checkRuns().stream()
            .filter(run -> run.conclusion().isEmpty())
            .map(run -> run.id() + " " + run.history())
            .collect(Collectors.toSet());
    if (!open.isEmpty()) {
      throw new AssertionError("check runs that did not end: " + open);
    }
  }

  @Override
  public void close() {
    stop();
    hub.close();
  }
}
