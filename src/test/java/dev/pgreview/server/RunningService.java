package dev.pgreview.server;

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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A service that runs in this process, on a port of its own. */
final class RunningService implements AutoCloseable {
  static final String SECRET = "It's a secret to everybody";

  /** A worker must not look dead because a test puts its clock forward. */
  static final Duration NEVER_DEAD = Duration.ofDays(1);

  private final Server server;
  private final HttpClient http = HttpClient.newHttpClient();

  /** How many jobs there are. */
  record Queue(double waiting, double running) {
    boolean isEmpty() {
      return waiting == 0 && running == 0;
    }
  }

  RunningService(Map<String, Object> settings, InstantSource clock) {
    this(settings, clock, NEVER_DEAD);
  }

  RunningService(Map<String, Object> settings, InstantSource clock, Duration heartbeat) {
    this.server =
        Server.start(
            settings,
            new Pace(
                clock,
                workers ->
                    new Workers.Settings(
                        workers,
                        workers,
                        Duration.ofMillis(50),
                        heartbeat,
                        Duration.ofSeconds(20))));
  }

  /**
   * Settings for an App.
   *
   * @param folder for what the service keeps, which the user of its servers must be able to enter
   */
  static Map<String, Object> settings(URI api, String appId, String privateKey, Path folder)
      throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, Object> settings = new HashMap<>();
    settings.put("pgreview.port", 0);
    settings.put("pgreview.data-dir", folder.toString());
    settings.put("pgreview.github-api-url", api.toString());
    settings.put("pgreview.github-app-id", appId);
    settings.put("pgreview.github-private-key", privateKey);
    settings.put("pgreview.github-webhook-secret", SECRET);
    settings.put("pgreview.dry-run", "embedded");
    settings.put("pgreview.public-url", "https://pgreview.example");
    settings.put("pgreview.workers", 2);
    return settings;
  }

  /** Settings for a store on a server that is there already. */
  static Map<String, Object> store(StoreDatabase database) {
    return Map.of(
        "pgreview.database-url", database.settings().url(),
        "pgreview.database-user", database.settings().user().orElseThrow(),
        "pgreview.database-password", database.settings().password().orElseThrow());
  }

  URI address(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
  }

  Queue queue() throws IOException, InterruptedException {
    Map<String, Double> lanes =
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
    return new Queue(
        lanes.getOrDefault("pgreview_queue_waiting", Double.NaN),
        lanes.getOrDefault("pgreview_queue_running", Double.NaN));
  }

  /** Waiting and running jobs are counted one after the other: one may have moved in between. */
  boolean isIdle() throws IOException, InterruptedException {
    for (int look = 0; look < 2; look++) {
      if (!queue().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    http.shutdownNow();
    server.close();
  }
}
