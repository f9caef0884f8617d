package dev.pgreview.server;

import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestCheckRun;
import dev.pgreview.github.testing.TestClock;
import dev.pgreview.github.testing.TestRepository;
import dev.pgreview.persistence.testing.StoreDatabase;
import dev.pgreview.queue.Workers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The real service on the double, both by one clock that a test can turn on. */
final class TestService implements AutoCloseable {
  static final String SECRET = "It's a secret to everybody";
  private static final Duration STEP = Duration.ofSeconds(20);

  final TestClock clock = new TestClock();
  final GitHubDouble hub = GitHubDouble.start(clock);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Object> settings = new HashMap<>();
  private @Nullable Server server;

  /**
   * Not started yet.
   *
   * @param folder for the embedded store, which its user must be able to enter
   */
  TestService(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    settings.put("pgreview.port", 0);
    settings.put("pgreview.data-dir", folder.toString());
    settings.put("pgreview.github-api-url", hub.api().toString());
    settings.put("pgreview.github-app-id", hub.appId());
    settings.put("pgreview.github-private-key", hub.privateKey());
    settings.put("pgreview.github-webhook-secret", SECRET);
    settings.put("pgreview.dry-run", "embedded");
    settings.put("pgreview.public-url", "https://pgreview.example");
    settings.put("pgreview.workers", 2);
  }

  /** Another setting, before it starts. */
  TestService with(String name, Object value) {
    settings.put(name, value);
    return this;
  }

  /** With a store on a server that is there already. */
  TestService on(StoreDatabase database) {
    return with("pgreview.database-url", database.settings().url())
        .with("pgreview.database-user", database.settings().user().orElseThrow())
        .with("pgreview.database-password", database.settings().password().orElseThrow());
  }

  TestService start() {
    Server started =
        Server.start(
            settings,
            new Pace(
                clock,
                // The clock jumps: a worker must not look dead for that.
                workers ->
                    new Workers.Settings(
                        workers,
                        workers,
                        Duration.ofMillis(50),
                        Duration.ofDays(1),
                        Duration.ofSeconds(20))));
    server = started;
    hub.webhooks().to(address("/webhooks/github"), SECRET);
    return this;
  }

  void stop() {
    Server running = server;
    server = null;
    if (running != null) {
      running.close();
    }
  }

  URI address(String path) {
    Server running = server;
    if (running == null) {
      throw new IllegalStateException("the service is not started");
    }
    return URI.create("http://localhost:" + running.port() + path);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
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

  private boolean isIdle() throws IOException, InterruptedException {
    Map<String, Double> queue =
        get("/prometheus")
            .body()
            .lines()
            .filter(line -> line.startsWith("pgreview_queue_"))
            .map(line -> line.split(" "))
            .collect(
                Collectors.toMap(
                    parts -> parts[0].replaceFirst("\\{.*", ""),
                    parts -> Double.valueOf(parts[1]),
                    Double::sum));
    boolean running = queue.getOrDefault("pgreview_queue_running", 1.0) > 0;
    boolean waiting = queue.getOrDefault("pgreview_queue_waiting", 1.0) > 0;
    if (waiting && !running) {
      clock.advance(STEP);
    }
    return !running && !waiting;
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
    http.shutdownNow();
    hub.close();
  }
}
