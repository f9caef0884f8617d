package dev.pgreview.dryrun;

import static dev.pgreview.dryrun.DryRuns.effect;
import static dev.pgreview.dryrun.Requests.on;
import static dev.pgreview.migration.TransactionMode.AUTOCOMMIT;
import static dev.pgreview.migration.TransactionMode.WRAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.DryRunReport.Status;
import dev.pgreview.review.DryRunResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Migrations that mean to hide what they do, or to bring the reviewer down. */
class HostileMigrationTest {
  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void operatorsOfItsOwnHideNoLock(int major) {
    DryRunResult result =
        DryRuns.run(
            on(major)
                .base("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)")
                .change(
                    AUTOCOMMIT,
                    "CREATE SCHEMA liar",
                    no("oid", "oid", "="),
                    no("oid", "oid", ">="),
                    no("oid", "int4", ">="),
                    no("name", "name", "<>"),
                    no("name", "text", "<>"),
                    no("\"char\"", "\"char\"", "="),
                    no("int8", "int8", ">="),
                    no("text", "text", "<>"),
                    "CREATE FUNCTION liar.pg_relation_filenode(oid) RETURNS oid LANGUAGE sql AS"
                        + " 'SELECT 1::oid'",
                    "CREATE FUNCTION liar.pg_stat_get_xact_numscans(oid) RETURNS int8 LANGUAGE sql"
                        + " AS 'SELECT 1::int8'",
                    "CREATE TEMP TABLE pg_class (oid oid)",
                    "SET search_path = liar, pg_temp, pg_catalog, public",
                    "ALTER TABLE public.t ALTER COLUMN id TYPE int8",
                    "CREATE INDEX CONCURRENTLY later ON public.t (id)"));

    assertThat(result.report().error()).isNull();
    assertThat(effect(result, 13))
        .contains("public.t=ACCESS EXCLUSIVE")
        .contains("rewrite public.t");
    assertThat(effect(result, 14)).contains("public.t=SHARE UPDATE EXCLUSIVE");
  }

  private static int functions;

  private static String no(String left, String right, String operator) {
    String name = "liar.no" + functions++;
    return "DO $do$ BEGIN CREATE FUNCTION "
        + name
        + "("
        + left
        + ", "
        + right
        + ") RETURNS boolean LANGUAGE sql AS 'SELECT false'; CREATE OPERATOR liar."
        + operator
        + " (LEFTARG = "
        + left
        + ", RIGHTARG = "
        + right
        + ", PROCEDURE = "
        + name
        + "); END $do$";
  }

  @Test
  void aFloodOfMessagesEndsTheRunAndNotTheReviewer() {
    for (String flood :
        new String[] {
          "DO $$ BEGIN LOOP RAISE NOTICE '%', repeat('x', 100); END LOOP; END $$",
          "DO $$ BEGIN RAISE EXCEPTION '%', repeat('x', 500000000); END $$",
          "SELECT repeat('x', 1000), generate_series(1, 100000000)",
          "COPY (SELECT repeat('x', 1000), generate_series(1, 100000000)) TO STDOUT"
        }) {
      DryRunReport report = DryRuns.run(on(17).change(WRAPPED, flood)).report();

      assertThat(report.status()).as(flood).isEqualTo(Status.SKIPPED);
      assertThat(report.skippedBecause())
          .isEqualTo("V1.sql:1: the server sends more than 64 MB in answer to one statement");
    }
  }

  @Test
  void aLongErrorIsCut() {
    DryRunReport report =
        DryRuns.run(
                on(17)
                    .change(
                        WRAPPED, "DO $$ BEGIN RAISE EXCEPTION '%', repeat('x', 100000); END $$"))
            .report();

    assertThat(report.status()).isEqualTo(Status.FAILED);
    assertThat(report.error()).startsWith("V1.sql:1: ERROR: xxx").hasSizeLessThan(4100);
  }

  @Test
  void aLongLogIsNotReadWhole() {
    DryRunReport report =
        DryRuns.run(
                on(17)
                    .change(
                        WRAPPED,
                        "SET client_min_messages = error",
                        "DO $$ BEGIN FOR i IN 1..400 LOOP"
                            + " RAISE LOG '%', repeat('x', 1000000); END LOOP; END $$",
                        "SELECT pg_terminate_backend(pg_backend_pid())"))
            .report();

    assertThat(report.status()).isEqualTo(Status.SKIPPED);
    assertThat(report.skippedBecause())
        .startsWith("V1.sql:3: the server ended: FATAL:  terminating connection")
        .hasSizeLessThan(600);
  }

  @Test
  void memoryHasALimit() {
    DryRunReport report =
        DryRuns.run(
                on(17)
                    .timeout(Duration.ofSeconds(60))
                    .change(
                        WRAPPED,
                        "SET work_mem = '100GB'",
                        "CREATE TEMP TABLE a AS SELECT array_agg(repeat('x', 90000000)) AS x"
                            + " FROM generate_series(1, 1)",
                        "DO $$ DECLARE all_of_it text[] := '{}'; BEGIN LOOP"
                            + " all_of_it := all_of_it || repeat('x', 200000000); END LOOP; END $$"))
            .report();

    assertThat(report.status()).isEqualTo(Status.SKIPPED);
    assertThat(report.skippedBecause()).startsWith("V1.sql:3: ");
  }

  @Test
  void temporaryFilesHaveALimit() {
    DryRunReport report =
        DryRuns.run(
                on(17)
                    .change(WRAPPED, "SELECT repeat('x', 1000) FROM generate_series(1, 100000000)"))
            .report();

    assertThat(report.status()).isEqualTo(Status.SKIPPED);
    assertThat(report.skippedBecause()).contains("temp_file_limit");
  }

  @Test
  void longAndOddRolesAreReadInTime() {
    String password = "CREATE ROLE long LOGIN SUPERUSER PASSWORD '" + "a'' ".repeat(2000) + "'";
    DryRunReport report =
        DryRuns.run(
                on(17)
                    .change(
                        WRAPPED,
                        password,
                        "CREATE ROLE \"SUPERUSER\" /* SUPERUSER */ BYPASSRLS NOREPLICATION",
                        "ALTER ROLE \"SUPERUSER\" SUPERUSER -- superuser",
                        "ALTER ROLE long PASSWORD '" + "x ".repeat(100_000) + "'"))
            .report();

    assertThat(report.error()).isNull();
    assertThat(report.skippedBecause()).isNull();
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void theRoleMayChangeItsOwnPassword(int major) {
    DryRunResult result =
        DryRuns.run(
            on(major)
                .base(
                    "ALTER ROLE postgres PASSWORD 'secret'",
                    "CREATE TABLE t (id int)",
                    "ALTER DATABASE app CONNECTION LIMIT 0")
                .change(
                    WRAPPED,
                    "ALTER USER postgres PASSWORD 'another'",
                    "ALTER TABLE t ADD a int",
                    "ALTER TABLE t ADD b int"));

    assertThat(result.report().skippedBecause()).isNull();
    assertThat(result.report().error()).isNull();
    assertThat(effect(result, 2)).isEqualTo("public.t=ACCESS EXCLUSIVE");
  }

  @Test
  void encodingsOfItsOwnAreRead() {
    DryRunResult result =
        DryRuns.run(
            on(17)
                .base("CREATE TABLE \"täble\" (id int)")
                .change(
                    AUTOCOMMIT,
                    "SET client_encoding = 'LATIN1'",
                    "ALTER TABLE \"täble\" ADD a int",
                    "SET client_encoding = 'SQL_ASCII'",
                    "ALTER TABLE ONLY \"täble\" ADD b int"));

    assertThat(result.report().status()).isIn(Status.APPLIED, Status.FAILED);
  }
}
