package dev.pgreview.dryrun;

import static dev.pgreview.dryrun.Requests.on;
import static dev.pgreview.migration.TransactionMode.AUTOCOMMIT;
import static dev.pgreview.migration.TransactionMode.WRAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.report.DryRunReport.Status;
import dev.pgreview.review.DryRunResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Migrations that do not end, or fill the disk. */
class RunLimitsTest {
  @Test
  void timeEndsAlsoWhatCatchesCancellation() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base("CREATE TABLE t (id int)")
                .change(
                    WRAPPED,
                    "ALTER TABLE t ADD a int",
                    "SET statement_timeout = 0",
                    "DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(60);"
                        + " EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$",
                    "SELECT 1")
                .timeout(Duration.ofSeconds(8)));

    assertThat(result.report().status()).isEqualTo(Status.TIMED_OUT);
    assertThat(result.report().error()).isEqualTo("V2.sql:3: not done after 8 s (dry_run.timeout)");
    assertThat(DryRuns.effect(result, 0)).isEqualTo("public.t=ACCESS EXCLUSIVE");
    assertThat(DryRuns.effect(result, 3)).isEqualTo("not reached");
  }

  @Test
  void theMigrationsOwnTimeoutIsItsFailure() {
    DryRunResult result =
        DryRuns.run(
            on(16).change(AUTOCOMMIT, "SET statement_timeout = '50ms'", "SELECT pg_sleep(30)"));

    assertThat(result.report().status()).isEqualTo(Status.FAILED);
    assertThat(result.report().error())
        .isEqualTo("V1.sql:2: ERROR: canceling statement due to statement timeout");
  }

  @Test
  void roomIsLimited() throws Exception {
    try (TestInstallation installation = TestInstallation.create().linkBinaries(16);
        ServerDryRunner runner = installation.runner(64L << 20)) {
      DryRunResult result =
          runner.run(
              on(16)
                  .change(
                      WRAPPED,
                      "CREATE TABLE t AS SELECT repeat(md5(g::text), 30) FROM generate_series(1, 100000000) g")
                  .request());

      assertThat(result.report().status()).isEqualTo(Status.SKIPPED);
      assertThat(result.report().skippedBecause())
          .startsWith("V1.sql:1: the data took more room than a dry run may take in /");
      assertThat(installation.left()).isEmpty();
    }
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    CompletableFuture<DryRunResult> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  DryRunResult interrupted =
                      DryRuns.run(on(16).change(WRAPPED, "SELECT pg_sleep(600)"));
                  assertThat(Thread.currentThread().isInterrupted()).isTrue();
                  result.complete(interrupted);
                });
    Thread.sleep(1500);
    thread.interrupt();

    assertThat(result.join().report().skippedBecause()).isEqualTo("it was interrupted");
  }

  @Test
  void aServerThatIsGoneIsSaid() {
    DryRunResult result =
        DryRuns.run(on(16).change(AUTOCOMMIT, "SELECT pg_terminate_backend(pg_backend_pid())"));

    assertThat(result.report().status()).isEqualTo(Status.SKIPPED);
    assertThat(result.report().skippedBecause()).startsWith("V1.sql:1: the server ended: ");
  }
}
