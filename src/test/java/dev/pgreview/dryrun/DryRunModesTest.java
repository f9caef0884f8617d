package dev.pgreview.dryrun;

import static dev.pgreview.dryrun.DryRuns.effect;
import static dev.pgreview.dryrun.Requests.on;
import static dev.pgreview.migration.TransactionMode.AUTOCOMMIT;
import static dev.pgreview.migration.TransactionMode.IMPLICIT;
import static dev.pgreview.migration.TransactionMode.WRAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.lock.Observation;
import dev.pgreview.report.DryRunReport.Status;
import dev.pgreview.review.DryRunResult;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How files are sent, and what happens to them when a statement fails. */
class DryRunModesTest {
  private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, a int)";
  private static final String CONCURRENTLY = "CREATE INDEX CONCURRENTLY t_a ON t (a)";

  @Test
  void aTransactionForbidsConcurrently() {
    DryRunResult result = DryRuns.run(on(16).base(TABLE).change(WRAPPED, CONCURRENTLY));

    assertThat(result.report().status()).isEqualTo(Status.FAILED);
    assertThat(result.report().error())
        .isEqualTo(
            "V2.sql:1: ERROR: CREATE INDEX CONCURRENTLY cannot run inside a transaction block");
    assertThat(DryRuns.observation(result, 0).error())
        .hasValueSatisfying(error -> assertThat(error.state()).isEqualTo("25001"));
  }

  @Test
  void oneStatementInOneQueryIsNoTransactionAndTwoAre() {
    assertThat(DryRuns.run(on(16).base(TABLE).change(IMPLICIT, CONCURRENTLY)).report().status())
        .isEqualTo(Status.APPLIED);
    assertThat(
            DryRuns.run(on(16).base(TABLE).change(IMPLICIT, "SELECT 1", CONCURRENTLY))
                .report()
                .error())
        .isEqualTo(
            "V2.sql:2: ERROR: CREATE INDEX CONCURRENTLY cannot run inside a transaction block");
  }

  @Test
  void theTextsOwnTransactionCounts() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE)
                .change(
                    IMPLICIT,
                    "BEGIN",
                    "ALTER TABLE t ADD b int",
                    "ALTER TABLE t ADD c int",
                    "COMMIT",
                    "ALTER TABLE t ADD d int"));

    assertThat(result.report().status()).isEqualTo(Status.APPLIED);
    assertThat(effect(result, 0)).isEqualTo("nothing");
    assertThat(effect(result, 2)).isEqualTo("public.t=ACCESS EXCLUSIVE");
    assertThat(effect(result, 4)).isEqualTo("public.t=ACCESS EXCLUSIVE");
    assertThat(result.report().notes()).isEmpty();
  }

  @Test
  void aTransactionThatIsLeftOpenIsRolledBackAndSaid() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE)
                .change(AUTOCOMMIT, "BEGIN", "ALTER TABLE t ADD b int")
                .change(AUTOCOMMIT, "ALTER TABLE t ADD b int"));

    assertThat(result.report().status()).isEqualTo(Status.APPLIED);
    assertThat(result.report().notes())
        .containsExactly("V2.sql leaves a transaction open; what it did in it is rolled back.");
  }

  @Test
  void afterAFailureNothingMoreRuns() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE)
                .change(WRAPPED, "ALTER TABLE t ADD b int", "SELECT\n  nothing_here", "SELECT 1")
                .change(WRAPPED, "ALTER TABLE t ADD c int"));

    assertThat(result.report().status()).isEqualTo(Status.FAILED);
    assertThat(result.report().error())
        .isEqualTo("V2.sql:3: ERROR: column \"nothing_here\" does not exist");
    assertThat(effect(result, 0)).isEqualTo("public.t=ACCESS EXCLUSIVE");
    Observation failed = DryRuns.observation(result, 1);
    assertThat(failed.error().orElseThrow().position()).isEqualTo(OptionalInt.of(10));
    assertThat(effect(result, 2)).isEqualTo("not reached");
    assertThat(effect(result, 3)).isEqualTo("not reached");
  }

  @Test
  void beforeAFailureLocksThatWereTakenTwiceAreSeenTwice() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE)
                .change(WRAPPED, "ALTER TABLE t ADD b int", "ALTER TABLE t ADD c int")
                .change(WRAPPED, "SELECT nothing_here"));

    assertThat(result.report().status()).isEqualTo(Status.FAILED);
    assertThat(effect(result, 1)).isEqualTo("public.t=ACCESS EXCLUSIVE");
    assertThat(DryRuns.observation(result, 2).error()).isPresent();
  }

  @Test
  void anExtensionThatTheServerDoesNotHaveIsLeftOutAndSaid() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE, "CREATE EXTENSION IF NOT EXISTS made_up")
                .change(WRAPPED, "ALTER TABLE t ADD b int"));

    assertThat(result.report().status()).isEqualTo(Status.APPLIED);
    assertThat(result.report().notes())
        .containsExactly("Left out, because this server does not have them: extension made_up.");
    assertThat(effect(result, 0)).isEqualTo("public.t=ACCESS EXCLUSIVE");
  }

  @Test
  void whatNeedsAnExtensionThatTheServerDoesNotHaveIsNoFault() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE)
                .change(WRAPPED, "CREATE EXTENSION made_up", "ALTER TABLE t ADD b made_up_type"));

    assertThat(result.report().status()).isEqualTo(Status.SKIPPED);
    assertThat(result.report().skippedBecause())
        .startsWith(
            "V2.sql:2: type \"made_up_type\" does not exist; this server does not have the"
                + " extension made_up, which a migration makes: use a container");
  }

  @Test
  void theToolsOwnTableIsThere() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE)
                .change(WRAPPED, "DELETE FROM __diesel_schema_migrations WHERE version = '1'"));

    assertThat(result.report().status()).isEqualTo(Status.APPLIED);
    assertThat(result.report().notes())
        .containsExactly(
            "Tables that the tool makes for itself were assumed: __diesel_schema_migrations.");
  }

  @Test
  void aSyntaxErrorOfTheChangeIsNotBlamedOnTheBase() {
    DryRunResult result =
        DryRuns.run(on(16).base(TABLE).change(WRAPPED, "ALTER TABLE t ADD ${column} int"));

    assertThat(result.report().error()).isEqualTo("V2.sql:1: ERROR: syntax error at or near \"$\"");
  }

  @Test
  void dataThatBreaksAConstraintFailsAtItsStatement() {
    DryRunResult result =
        DryRuns.run(
            on(17)
                .base(TABLE, "INSERT INTO t VALUES (1, NULL)")
                .change(WRAPPED, "ALTER TABLE t ALTER a SET NOT NULL"));

    assertThat(result.report().error())
        .isEqualTo("V2.sql:1: ERROR: column \"a\" of relation \"t\" contains null values");
  }

  @Test
  void aDeferredConstraintFailsAtTheCommit() {
    DryRunResult result =
        DryRuns.run(
            on(17)
                .base(TABLE, "CREATE TABLE c (t int REFERENCES t DEFERRABLE INITIALLY DEFERRED)")
                .change(WRAPPED, "INSERT INTO c VALUES (7)", "SELECT 1"));

    assertThat(result.report().error())
        .startsWith("V2.sql:2: ERROR: insert or update on table \"c\" violates foreign key");
  }

  @Test
  void aBaseThatDoesNotApplyIsSaid() {
    DryRunResult result =
        DryRuns.run(on(16).base(TABLE).base("ALTER TABLE x ADD a int").change(WRAPPED, "SELECT 1"));

    assertThat(result.report().status()).isEqualTo(Status.FAILED);
    assertThat(result.report().error())
        .isEqualTo(
            "V2.sql:1: ERROR: relation \"x\" does not exist"
                + " (a deployed migration; the change was not tried)");
    assertThat(result.observations()).isEmpty();
  }

  @Test
  void copiedRowsArrive() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE, "COPY t FROM stdin\u00001\t2\n2\t\\N\n")
                .change(
                    AUTOCOMMIT,
                    "COPY t (id, a) FROM STDIN WITH (FORMAT csv)\u00003,4\n",
                    "DO $$ BEGIN ASSERT (SELECT count(*) = 3 AND sum(a) = 6 FROM t); END $$",
                    "COPY t TO STDOUT"));

    assertThat(result.report().error()).isNull();
    assertThat(effect(result, 0)).startsWith("public.t=ROW EXCLUSIVE");
    assertThat(effect(result, 2)).isEqualTo("public.t=ACCESS SHARE scan public.t");
  }

  @Test
  void whatADoBlockDoesIsTheStatements() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE)
                .change(WRAPPED, "DO $$ BEGIN EXECUTE 'ALTER TABLE t ADD b int'; END $$"));

    assertThat(effect(result, 0)).isEqualTo("public.t=ACCESS EXCLUSIVE");
  }

  @Test
  void aBlockThatCommitsIsWatched() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE)
                .change(
                    AUTOCOMMIT,
                    "DO $$ BEGIN ALTER TABLE t ADD b int; COMMIT; CREATE INDEX ON t (b); END $$"));

    assertThat(result.report().error()).isNull();
    assertThat(effect(result, 0)).isEqualTo("public.t=ACCESS EXCLUSIVE scan public.t");
  }

  @Test
  void settingsDoNotPassFromFileToFile() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE)
                .change(AUTOCOMMIT, "SET search_path = pg_catalog", "CREATE TABLE public.u ()")
                .change(AUTOCOMMIT, "ALTER TABLE t ADD b int"));

    assertThat(result.report().status()).isEqualTo(Status.APPLIED);
  }

  @Test
  void isolationLevelsCanStillBeChosen() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE)
                .change(
                    WRAPPED,
                    "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                    "SET LOCAL lock_timeout = '2s'",
                    "ALTER TABLE t ADD b int",
                    "UPDATE t SET b = 1 WHERE id = 2"));

    assertThat(result.report().error()).isNull();
    assertThat(effect(result, 3)).contains("public.t=ROW EXCLUSIVE");
  }

  @Test
  void droppedAndRenamedRelationsKeepTheNamesThatTheyHad() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE, "CREATE SCHEMA s", "CREATE TABLE s.u (id int PRIMARY KEY)")
                .change(
                    WRAPPED,
                    "DROP TABLE t",
                    "ALTER SCHEMA s RENAME TO r",
                    "ALTER TABLE r.u ADD b int"));

    assertThat(effect(result, 0))
        .isEqualTo("public.t=ACCESS EXCLUSIVE public.t_pkey=ACCESS EXCLUSIVE");
    assertThat(effect(result, 2)).isEqualTo("r.u=ACCESS EXCLUSIVE");
  }

  @Test
  void anInvalidIndexIsReported() {
    DryRunResult result =
        DryRuns.run(
            on(16)
                .base(TABLE, "INSERT INTO t VALUES (1, 1), (2, 1)")
                .change(AUTOCOMMIT, "CREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a)"));

    assertThat(result.report().status()).isEqualTo(Status.FAILED);
    assertThat(result.report().error())
        .isEqualTo("V2.sql:1: ERROR: could not create unique index \"t_a\"");
    assertThat(result.report().notes()).containsExactly("The index public.t_a is left invalid.");
  }
}
