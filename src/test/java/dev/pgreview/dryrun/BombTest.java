package dev.pgreview.dryrun;

import static dev.pgreview.dryrun.Requests.on;
import static dev.pgreview.migration.TransactionMode.AUTOCOMMIT;
import static dev.pgreview.migration.TransactionMode.WRAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.DryRunReport.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Migrations that want to bring the machine down: each ends with its run, and the next one works.
 */
class BombTest {
  private static final Set<Status> ENDED = Set.of(Status.SKIPPED, Status.TIMED_OUT, Status.FAILED);

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#kinds")
  void theNextRunIsAsIfNothingHadBeen(TestServer place) throws Exception {
    int major = place.major();
    Map<String, Requests> bombs = new LinkedHashMap<>();
    bombs.put(
        "loop",
        on(major)
            .timeout(Duration.ofSeconds(8))
            .change(
                WRAPPED,
                "SET statement_timeout = 0",
                "DO $$ BEGIN LOOP BEGIN PERFORM 1; EXCEPTION WHEN query_canceled"
                    + " THEN NULL; END; END LOOP; END $$"));
    bombs.put(
        "memory",
        on(major)
            .timeout(Duration.ofSeconds(60))
            .change(
                WRAPPED,
                "SET work_mem = '100GB'",
                "DO $$ DECLARE a text[] := '{}'; BEGIN LOOP a := a || repeat('x', 200000000);"
                    + " END LOOP; END $$"));
    bombs.put(
        "temporary files",
        on(major)
            .timeout(Duration.ofSeconds(60))
            .change(WRAPPED, "SELECT repeat('x', 1000) FROM generate_series(1, 100000000)"));
    bombs.put(
        "messages",
        on(major)
            .change(
                WRAPPED,
                "DO $$ BEGIN LOOP RAISE NOTICE '%', repeat('x', 10000); END LOOP; END $$"));
    bombs.put(
        "log",
        on(major)
            .timeout(Duration.ofSeconds(60))
            .change(
                AUTOCOMMIT,
                "SET client_min_messages = error",
                "DO $$ BEGIN FOR i IN 1..200 LOOP RAISE LOG '%', repeat('x', 1000000);"
                    + " END LOOP; END $$",
                "SELECT pg_terminate_backend(pg_backend_pid())"));
    bombs.put(
        "the server's other processes",
        on(major)
            .change(
                AUTOCOMMIT,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
                "SELECT pg_cancel_backend(pid) FROM pg_stat_activity",
                "SELECT pg_terminate_backend(pg_backend_pid())"));

    Optional<TestContainers> containers =
        place.container() ? Optional.of(TestContainers.of(major)) : Optional.empty();
    try (ServerDryRunner runner =
        containers.map(TestContainers::runner).orElseGet(DryRuns::runner)) {
      for (Map.Entry<String, Requests> bomb : bombs.entrySet()) {
        DryRunReport report = runner.run(bomb.getValue().request()).report();

        assertThat(report.status()).as("%s: %s", bomb.getKey(), report).isIn(ENDED);
        assertThat(report.server()).as("%s: %s", bomb.getKey(), report).isNotNull();
        if (containers.isPresent()) {
          assertThat(containers.get().left()).as(bomb.getKey()).isZero();
        }
      }
      DryRunReport next =
          runner.run(on(major).change(WRAPPED, "CREATE TABLE t (id int)").request()).report();
      assertThat(next.status()).as("%s", next).isEqualTo(Status.APPLIED);
    } finally {
      if (containers.isPresent()) {
        containers.get().close();
      }
    }
  }
}
