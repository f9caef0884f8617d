package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.testing.Fault;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import dev.pgreview.github.testing.Webhooks;
import dev.pgreview.persistence.testing.StoreDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replica is killed (SIGKILL) while GitHub has a certain request of its: before GitHub did it, or
 * after. Another one goes on. {@code -Dpgreview.kills=all} tries all requests of a review.
 */
class KillServiceTest {
  /** More than a review of the shop's change makes. */
  private static final int MOST_REQUESTS = 36;

  private static final List<Moment> SOME =
      List.of(
          new Moment(4, true), new Moment(11, false), new Moment(16, true), new Moment(21, true));

  /**
   * When to kill.
   *
   * @param request how many requests GitHub had before
   */
  private record Moment(int request, boolean afterTheEffect) {}

  private final Path folder;

  KillServiceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whateverWasDoneHalfIsDoneOnce() throws Exception {
    List<Moment> moments = new ArrayList<>(SOME);
    if ("all".equals(System.getProperty("pgreview.kills"))) {
      moments.clear();
      for (int i = 0; i < MOST_REQUESTS; i++) {
        moments.add(new Moment(i, false));
        moments.add(new Moment(i, true));
      }
    }
    List<String> killed = new ArrayList<>();
    try (ExecutorService preparation = Executors.newSingleThreadExecutor()) {
      Future<Round> next = preparation.submit(() -> new Round(0));
      for (int i = 0; i < moments.size(); i++) {
        int following = i + 1;
        try (Round round = next.get()) {
          if (following < moments.size()) {
            next = preparation.submit(() -> new Round(following));
          }
          if (round.run(moments.get(i))) {
            killed.add(moments.get(i).toString());
          }
        } catch (AssertionError failed) {
          throw new AssertionError(moments.get(i) + ": " + failed.getMessage(), failed);
        }
      }
    }
    System.out.println("killed at " + killed.size() + " moments of " + moments.size());
    // How many requests there are depends a little on which event is taken first.
    assertThat(killed).hasSizeGreaterThanOrEqualTo(SOME.size() - 1);
  }

  /** A pull request, a replica that dies, and one that goes on. */
  private final class Round implements AutoCloseable {
    private final StoreDatabase database = new StoreDatabase();
    private final TestService service;
    private final TestRepository shop;
    private final Process replica;
    private final URI address;

    Round(int number) throws Exception {
      Path own = Files.createDirectory(folder.resolve("round" + number));
      service = new TestService(own).on(database);
      shop = Shop.repository(service.hub, "acme/shop");
      Path settings = own.resolve("settings.properties");
      Properties properties = new Properties();
      service.settings().forEach((name, value) -> properties.setProperty(name, value.toString()));
      try (OutputStream out = Files.newOutputStream(settings)) {
        properties.store(out, null);
      }
      replica =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  KillableService.class.getName(),
                  settings.toString())
              .redirectError(own.resolve("replica.log").toFile())
              .start();
      address = URI.create("http://localhost:" + port() + "/webhooks/github");
    }

    private int port() throws IOException {
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(replica.getInputStream(), StandardCharsets.UTF_8));
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("PORT ")) {
          return Integer.parseInt(line.substring("PORT ".length()));
        }
      }
      throw new IllegalStateException("the replica did not start");
    }

    /** Whether the moment came. */
    boolean run(Moment moment) throws Exception {
      service
          .hub
          .faults()
          .times(
              "*", new Fault.Meanwhile(this::kill, moment.afterTheEffect()), moment.request(), 1);
      service.hub.webhooks().to(address, RunningService.SECRET);
      TestPullRequest pull = Shop.open(shop, Shop.brought());
      Await.until("the replica is dead, or done", () -> !replica.isAlive() || isDone());
      boolean dead = !replica.isAlive();
      kill();
      service.hub.faults().clear();
      for (String table : List.of("quick_job", "dry_run_job")) {
        // As long ago as it takes to be found dead.
        database.execute(
            "UPDATE " + table + " SET last_heartbeat = now() - interval '30 days' WHERE picked");
      }
      service.start();
      Await.until("all deliveries are known, also the lost ones", this::knowsAllDeliveries);
      service.settle();
      TestService.assertShownOnce(shop, pull);
      return dead;
    }

    private boolean knowsAllDeliveries() throws SQLException {
      return database
          .column("SELECT id FROM delivery")
          .containsAll(
              service.hub.webhooks().deliveries().stream().map(Webhooks.Delivery::guid).toList());
    }

    private boolean isDone() throws Exception {
      return database.column("SELECT 1 FROM review WHERE state = 'done'").equals(List.of("1"))
          && database
              .column("SELECT 1 FROM quick_job UNION ALL SELECT 1 FROM dry_run_job")
              .isEmpty();
    }

    private void kill() {
      replica.destroyForcibly();
      try {
        replica.waitFor();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() throws SQLException {
      kill();
      service.close();
      database.close();
    }
  }
}
