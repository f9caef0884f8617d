package dev.pgreview.dryrun;

import static dev.pgreview.dryrun.DryRuns.effect;
import static dev.pgreview.dryrun.Requests.on;
import static dev.pgreview.migration.TransactionMode.AUTOCOMMIT;
import static dev.pgreview.migration.TransactionMode.WRAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.report.DryRunReport.Status;
import dev.pgreview.review.DryRunResult;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerDryRunnerTest {
  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void observesEachStatementOfATransaction(int major) {
    DryRunResult result =
        DryRuns.run(
            on(major)
                .base("CREATE TABLE t (id int PRIMARY KEY, a int, b text)")
                .change(
                    WRAPPED,
                    "ALTER TABLE t ADD COLUMN c int",
                    "ALTER TABLE t ALTER COLUMN a TYPE bigint",
                    "CREATE INDEX t_b ON t (b)",
                    "ALTER TABLE t ADD COLUMN d int",
                    "CREATE TABLE u (id int)",
                    "ALTER TABLE u ADD COLUMN x int",
                    "ALTER TABLE t RENAME TO s",
                    "ALTER TABLE s ADD COLUMN e int"));

    assertThat(result.report().error()).isNull();
    assertThat(result.report().skippedBecause()).isNull();
    assertThat(result.report().status()).isEqualTo(Status.APPLIED);
    assertThat(effect(result, 0)).isEqualTo("public.t=ACCESS EXCLUSIVE");
    assertThat(effect(result, 1))
        .isEqualTo(
            "public.t=ACCESS EXCLUSIVE public.t_pkey=ACCESS EXCLUSIVE"
                + " rewrite public.t,public.t_pkey scan public.t");
    assertThat(effect(result, 2)).isEqualTo("public.t=SHARE scan public.t");
    assertThat(effect(result, 3)).isEqualTo("public.t=ACCESS EXCLUSIVE");
    assertThat(effect(result, 4)).isEqualTo("nothing");
    assertThat(effect(result, 5)).isEqualTo("nothing");
    assertThat(effect(result, 6)).isEqualTo("public.t=ACCESS EXCLUSIVE");
    assertThat(effect(result, 7)).isEqualTo("public.s=ACCESS EXCLUSIVE");
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void watchesConcurrentForms(int major) {
    DryRunResult result =
        DryRuns.run(
            on(major)
                .base("CREATE TABLE t (id int PRIMARY KEY, a int, b text)")
                .change(
                    AUTOCOMMIT,
                    "CREATE INDEX CONCURRENTLY t_b ON t (b)",
                    "REINDEX INDEX CONCURRENTLY t_b",
                    "DROP INDEX CONCURRENTLY t_b",
                    "VACUUM t",
                    "VACUUM FULL t"));

    assertThat(result.report().error()).isNull();
    assertThat(result.report().skippedBecause()).isNull();
    assertThat(effect(result, 0)).isEqualTo("public.t=SHARE UPDATE EXCLUSIVE scan public.t");
    assertThat(effect(result, 1))
        .isEqualTo("public.t_b=ACCESS EXCLUSIVE public.t=SHARE UPDATE EXCLUSIVE scan public.t");
    assertThat(effect(result, 2))
        .isEqualTo("public.t_b=ACCESS EXCLUSIVE public.t=SHARE UPDATE EXCLUSIVE");
    assertThat(effect(result, 3))
        .isEqualTo("public.t=SHARE UPDATE EXCLUSIVE public.t_pkey=ROW EXCLUSIVE");
    assertThat(effect(result, 4))
        .isEqualTo(
            "public.t=ACCESS EXCLUSIVE public.t_pkey=ACCESS EXCLUSIVE"
                + " rewrite public.t,public.t_pkey scan public.t");
    assertThat(result.observations().values())
        .allSatisfy(seen -> assertThat(seen.duration()).isLessThan(Duration.ofMillis(500)));
  }
}
