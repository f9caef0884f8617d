package dev.pgreview.server;

import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestCheckRun;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import dev.pgreview.github.testing.Webhooks;
import dev.pgreview.persistence.testing.StoreDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Figures of the service as a process, on the double of GitHub: how long a pull request of the shop
 * waits, and what happens when webhooks come in masses.
 *
 * <p>Arguments: {@code latency PULL_REQUESTS} or {@code load WEBHOOKS}. The environment's
 * PGREVIEW_DRY_RUN counts; default embedded. The log is target/service-figures.log.
 */
final class ServiceMeasurement {
  private static final String SECRET = "topsecret";

  private ServiceMeasurement() {}

  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[1]);
    try (GitHubDouble hub = GitHubDouble.start();
        StoreDatabase store = new StoreDatabase();
        ServiceProcess service = ServiceProcess.start(environment(hub, store))) {
      TestRepository shop = Shop.repository(hub, "acme/shop");
      switch (args[0]) {
        case "latency" -> latency(hub, shop, service, count);
        case "load" -> load(hub, shop, service, store, count);
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
    System.exit(0);
  }

  private static Map<String, String> environment(GitHubDouble hub, StoreDatabase store)
      throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("PGREVIEW_PORT", "0");
    environment.put("PGREVIEW_GITHUB_API_URL", hub.api().toString());
    environment.put("PGREVIEW_GITHUB_APP_ID", hub.appId());
    environment.put("PGREVIEW_GITHUB_PRIVATE_KEY", hub.privateKey());
    environment.put("PGREVIEW_GITHUB_WEBHOOK_SECRET", SECRET);
    environment.put("PGREVIEW_DATABASE_URL", store.settings().url());
    environment.put("PGREVIEW_DATABASE_USER", store.settings().user().orElseThrow());
    environment.put("PGREVIEW_DATABASE_PASSWORD", "secret");
    environment.putIfAbsent(
        "PGREVIEW_DRY_RUN",
        Optional.ofNullable(System.getenv("PGREVIEW_DRY_RUN")).orElse("embedded"));
    return environment;
  }

  /** One pull request after the other; the first is not counted. */
  private static void latency(
      GitHubDouble hub, TestRepository shop, ServiceProcess service, int count)
      throws InterruptedException {
    hub.webhooks().to(service.address("/webhooks/github"), SECRET);
    List<Double> lint = new ArrayList<>();
    List<Double> conclusion = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      String branch = "feature" + i;
      shop.push(branch, Shop.brought().and("unique.txt", "number " + i));
      long start = System.nanoTime();
      TestPullRequest pull = shop.open(branch, "ada");
      double linted = -1;
      while (true) {
        Optional<TestCheckRun> run =
            shop.checkRuns().stream()
                .filter(one -> one.headSha().equals(pull.headSha()))
                .findFirst();
        double now = (System.nanoTime() - start) / 1e6;
        if (linted < 0 && run.filter(one -> one.summary().length() > 500).isPresent()) {
          linted = now;
        }
        if (run.flatMap(TestCheckRun::conclusion).isPresent()) {
          if (now > 5_000) {
            System.err.printf(
                Locale.ROOT, "%s: lint %.0f ms, conclusion %.0f ms%n", pull.headSha(), linted, now);
          }
          if (i > 0) {
            lint.add(linted);
            conclusion.add(now);
          }
          break;
        }
        if (now > 120_000) {
          throw new IllegalStateException("no conclusion for " + pull.headSha());
        }
        Thread.sleep(2);
      }
    }
    print("webhook to lint on the check run", lint);
    print("webhook to the conclusion with dry run", conclusion);
  }

  private static void print(String what, List<Double> times) {
    List<Double> sorted = times.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-40s n %d  p50 %.0f ms  p95 %.0f ms  longest %.0f ms%n",
        what,
        sorted.size(),
        at(sorted, 0.5),
        at(sorted, 0.95),
        at(sorted, 1));
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get(Math.max((int) Math.ceil(share * sorted.size()) - 1, 0));
  }

  /** Fifty pull requests, of which webhooks come again and again, each with an id of its own. */
  private static void load(
      GitHubDouble hub, TestRepository shop, ServiceProcess service, StoreDatabase store, int count)
      throws Exception {
    hub.webhooks().to(service.address("/webhooks/github"), SECRET);
    hub.webhooks().outage(true);
    List<TestPullRequest> pulls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      shop.push("feature" + i, Shop.brought().and("unique.txt", "number " + i));
      pulls.add(shop.open("feature" + i, "ada"));
    }
    Path payloads = Files.createTempDirectory("payloads");
    for (Webhooks.Delivery delivery : hub.webhooks().deliveries("pull_request", "opened")) {
      Files.writeString(payloads.resolve(delivery.guid() + ".json"), delivery.payload());
    }
    long start = System.nanoTime();
    Process sender =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WebhookSender.class.getName(),
                service.address("/webhooks/github").toString(),
                SECRET,
                Integer.toString(count),
                "20",
                payloads.toString())
            .inheritIO()
            .start();
    sender.waitFor();
    await(store, "SELECT count(*) FROM delivery WHERE finished_at IS NULL");
    await(store, "SELECT (SELECT count(*) FROM quick_job) + (SELECT count(*) FROM dry_run_job)");
    double drained = (System.nanoTime() - start) / 1e9;
    long recorded = Long.parseLong(first(store, "SELECT count(*) FROM delivery"));
    long concluded =
        pulls.stream()
            .filter(
                pull ->
                    shop.checkRuns().stream()
                        .anyMatch(
                            run ->
                                run.headSha().equals(pull.headSha())
                                    && run.conclusion().isPresent()))
            .count();
    System.out.printf(
        Locale.ROOT,
        "%d deliveries recorded, %d lost, %d of %d pull requests concluded, %d check runs;"
            + " queue drained %.1f s after the first webhook%n",
        recorded,
        count - recorded,
        concluded,
        pulls.size(),
        shop.checkRuns().size(),
        drained);
    System.out.println(
        "states: " + store.column("SELECT state || ' ' || count(*) FROM delivery GROUP BY state"));
  }

  private static void await(StoreDatabase store, String query) throws Exception {
    while (!first(store, query).equals("0")) {
      Thread.sleep(100);
    }
  }

  private static String first(StoreDatabase store, String query) throws SQLException {
    return String.valueOf(store.column(query).getFirst());
  }
}
