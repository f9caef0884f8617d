package dev.pgreview.detect.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.detect.Detected;
import dev.pgreview.detect.MigrationDetection;
import org.junit.jupiter.api.Test;

/** Tools that are known by names, places and files of their own. */
class NamedToolsTest {
  private static final String SQL = "SELECT 1;";

  @Test
  void golangMigratePairs() {
    MigrationDetection found =
        Detected.in(
            "go.mod", "require github.com/golang-migrate/migrate/v4 v4.17.0",
            "migrations/10_b.up.sql", SQL,
            "migrations/10_b.down.sql", SQL,
            "migrations/2_a.up.sql", SQL,
            "migrations/3_c.down.sql", SQL,
            "migrations/notes.sql", SQL);
    assertThat(Detected.lines(found))
        .containsExactly(
            "golang-migrate migrations",
            "  V 2 migrations/2_a.up.sql",
            "  V 10 migrations/10_b.up.sql <- migrations/10_b.down.sql");
    assertThat(Detected.sections(found.migrations().getFirst().up()))
        .containsExactly("IMPLICIT: SELECT 1;");
    assertThat(Detected.places(found.notices()))
        .containsExactly(
            "MISSING_DOWN migrations/2_a.up.sql:1",
            "ORPHAN_DOWN migrations/3_c.down.sql:1",
            "MISNAMED migrations/notes.sql:1");
  }

  @Test
  void sqlxTakesPairsAndSingleFiles() {
    MigrationDetection found =
        Detected.in(
            "server/Cargo.toml",
            "[dependencies]\nsqlx = { version = \"0.8\", features = [\"postgres\"] }",
            "server/migrations/20240102_b.up.sql",
            SQL,
            "server/migrations/20240102_b.down.sql",
            SQL,
            "server/migrations/20240101_a.sql",
            "-- no-transaction\n" + SQL,
            "server/migrations/20240103_c.sql",
            "-- no-transaction\n" + SQL + SQL);
    assertThat(Detected.lines(found))
        .containsExactly(
            "sqlx server/migrations",
            "  V 20240101 server/migrations/20240101_a.sql",
            "  V 20240102 server/migrations/20240102_b.up.sql"
                + " <- server/migrations/20240102_b.down.sql",
            "  V 20240103 server/migrations/20240103_c.sql");
    assertThat(found.migrations())
        .extracting(m -> m.up().sections().getFirst().transactionMode().name())
        .containsExactly("AUTOCOMMIT", "WRAPPED", "IMPLICIT");
    assertThat(Detected.places(found.notices()))
        .contains("TRANSACTION server/migrations/20240103_c.sql:1");
  }

  @Test
  void dieselHasAFolderForEach() {
    MigrationDetection found =
        Detected.in(
            "diesel.toml", "",
            "migrations/2024-01-02-000000_b/up.sql", SQL,
            "migrations/2024-01-02-000000_b/down.sql", SQL,
            "migrations/2024-01-02-000000_b/metadata.toml", "run_in_transaction = false",
            "migrations/00000000000000_setup/up.sql", SQL,
            "migrations/00000000000000_setup/down.sql", SQL);
    assertThat(Detected.lines(found))
        .containsExactly(
            "diesel migrations",
            "  V 00000000000000 migrations/00000000000000_setup/up.sql"
                + " <- migrations/00000000000000_setup/down.sql",
            "  V 20240102000000 migrations/2024-01-02-000000_b/up.sql"
                + " <- migrations/2024-01-02-000000_b/down.sql");
    assertThat(found.migrations())
        .extracting(m -> m.up().transactional())
        .containsExactly(true, false);
    assertThat(found.notices()).isEmpty();
  }

  @Test
  void prismaHasAFolderForEachAndNoWayBack() {
    MigrationDetection found =
        Detected.in(
            "prisma/migrations/migration_lock.toml", "provider = \"postgresql\"",
            "prisma/migrations/20240102_b/migration.sql", SQL,
            "prisma/migrations/0_init/migration.sql", SQL,
            "other/migrations/migration_lock.toml", "provider = \"mysql\"",
            "other/migrations/0_init/migration.sql", SQL);
    assertThat(Detected.lines(found))
        .containsExactly(
            "prisma prisma/migrations",
            "  V 0_init prisma/migrations/0_init/migration.sql",
            "  V 20240102_b prisma/migrations/20240102_b/migration.sql");
    assertThat(Detected.sections(found.migrations().getFirst().up()))
        .containsExactly("IMPLICIT: SELECT 1;");
  }

  @Test
  void drizzleFollowsItsJournal() {
    MigrationDetection found =
        Detected.in(
            "drizzle/meta/_journal.json",
            "{\"dialect\":\"postgresql\",\"entries\":[\n\t{\"idx\":0,\"tag\":\"0001_z\"},"
                + "{\"idx\":1,\"tag\":\"0000_a\"},{\"idx\":2,\"tag\":\"0003_gone\"}]}",
            "drizzle/0000_a.sql",
            "SELECT 1;--> statement-breakpoint\nSELECT 2;",
            "drizzle/0001_z.sql",
            SQL,
            "drizzle/0002_unlisted.sql",
            SQL);
    assertThat(Detected.paths(found.migrations()))
        .containsExactly("drizzle/0001_z.sql", "drizzle/0000_a.sql");
    assertThat(found.migrations()).extracting(m -> m.tool().id()).containsOnly("drizzle");
    assertThat(Detected.places(found.notices()))
        .containsExactly(
            "NOT_LISTED drizzle/0002_unlisted.sql:1", "NOT_LISTED drizzle/meta/_journal.json:1");
  }

  @Test
  void newerDrizzleHasFolders() {
    MigrationDetection found =
        Detected.in(
            "drizzle/20240102000000_b/migration.sql",
            SQL,
            "drizzle/20240102000000_b/snapshot.json",
            "{}",
            "drizzle/20240101000000_a/migration.sql",
            SQL,
            "drizzle/20240101000000_a/snapshot.json",
            "{}");
    assertThat(Detected.lines(found))
        .containsExactly(
            "drizzle drizzle",
            "  V 20240101000000_a drizzle/20240101000000_a/migration.sql",
            "  V 20240102000000_b drizzle/20240102000000_b/migration.sql");
  }

  @Test
  void supabaseIsKnownByItsPlace() {
    MigrationDetection found =
        Detected.in(
            "supabase/migrations/20240102000000_b.sql", SQL,
            "supabase/migrations/20240101000000_a.sql", SQL,
            "supabase/seed.sql", SQL);
    assertThat(Detected.lines(found))
        .containsExactly(
            "supabase supabase/migrations",
            "  V 20240101000000 supabase/migrations/20240101000000_a.sql",
            "  V 20240102000000 supabase/migrations/20240102000000_b.sql");
  }

  @Test
  void popPrefersTheDialect() {
    MigrationDetection found =
        Detected.in(
            "migrations/20240101_a.up.sql", SQL,
            "migrations/20240101_a.down.sql", SQL,
            "migrations/20240101_a.postgres.up.sql", SQL,
            "migrations/20240101_a.mysql.up.sql", SQL,
            "migrations/20240102_b.mysql.up.sql", SQL,
            "migrations/20240103_c.autocommit.up.sql", SQL,
            "migrations/20240103_c.autocommit.down.sql", SQL,
            "migrations/20240104_d.up.fizz", "add_column()");
    assertThat(Detected.lines(found))
        .containsExactly(
            "pop migrations",
            "  V 20240101 migrations/20240101_a.postgres.up.sql <- migrations/20240101_a.down.sql",
            "  V 20240103 migrations/20240103_c.autocommit.up.sql"
                + " <- migrations/20240103_c.autocommit.down.sql");
    assertThat(found.migrations())
        .extracting(m -> m.up().transactional())
        .containsExactly(true, false);
    assertThat(Detected.places(found.notices()))
        .containsExactly("CODE_MIGRATION migrations/20240104_d.up.fizz:1");
  }

  @Test
  void sqitchFollowsItsPlan() {
    MigrationDetection found =
        Detected.in(
            "sqitch.plan",
            """
            %syntax-version=1.0.0
            %project=flipr

            appschema 2013-12-30T23:19:36Z Me <me@x> # Add schema
            users [appschema] 2013-12-30T23:49:00Z Me <me@x> # Users
            @v1.0 2014-01-01T00:00:00Z Me <me@x> # Tag
            users [users@v1.0] 2014-01-02T00:00:00Z Me <me@x> # Rework
            """,
            "deploy/users.sql",
            "BEGIN; SELECT 3; COMMIT;",
            "deploy/users@v1.0.sql",
            "BEGIN; SELECT 2; COMMIT;",
            "deploy/appschema.sql",
            SQL,
            "revert/appschema.sql",
            SQL,
            "revert/users.sql",
            SQL,
            "verify/users.sql",
            SQL,
            "deploy/unplanned.sql",
            SQL);
    assertThat(Detected.paths(found.migrations()))
        .containsExactly("deploy/appschema.sql", "deploy/users@v1.0.sql", "deploy/users.sql");
    assertThat(found.migrations()).extracting(m -> m.up().transactional()).containsOnly(false);
    assertThat(Detected.places(found.notices())).contains("NOT_LISTED deploy/unplanned.sql:1");
  }

  @Test
  void sqitchTakesTheFirstTagOfAnEarlierFormThatHasAFile() {
    MigrationDetection found =
        Detected.in(
            "sqitch.plan",
            """
            %project=flipr

            users 2013-12-30T23:49:00Z Me <me@x> # Users
            @v1.0 2014-01-01T00:00:00Z Me <me@x> # Tag
            @v1.1 2014-01-01T00:00:00Z Me <me@x> # Tag
            lists 2014-01-01T00:00:00Z Me <me@x> # Lists
            @v1.2 2014-01-01T00:00:00Z Me <me@x> # Tag
            users [users@v1.2] 2014-01-02T00:00:00Z Me <me@x> # Rework
            @v2.0 2014-01-03T00:00:00Z Me <me@x> # Tag
            lists [lists@v2.0] 2014-01-04T00:00:00Z Me <me@x> # Rework
            """,
            "deploy/users.sql",
            SQL,
            "deploy/users@v1.1.sql",
            SQL,
            "deploy/lists@v1.2.sql",
            SQL,
            "deploy/lists.sql",
            SQL);
    assertThat(Detected.paths(found.migrations()))
        .containsExactly(
            "deploy/users@v1.1.sql",
            "deploy/lists@v1.2.sql",
            "deploy/users.sql",
            "deploy/lists.sql");
  }

  @Test
  void sqlBesideTheFolderOfAToolIsNoMigration() {
    MigrationDetection found =
        Detected.in(
            "migrate/views.sql", SQL,
            "migrate/migrations/1_a.up.sql", SQL,
            "migrate/migrations/1_a.down.sql", SQL,
            "pkg/stub/migrations/1_b.up.sql", SQL);
    assertThat(Detected.paths(found.migrations())).containsExactly("migrate/migrations/1_a.up.sql");
  }

  @Test
  void aFolderForAnotherDatabaseMayUseWordsOfPostgres() {
    MigrationDetection found =
        Detected.in(
            "driversqlite/migration/1_a.up.sql",
            "CREATE TABLE t (a jsonb, b blob);",
            "driverpgx/migration/1_a.up.sql",
            "CREATE TABLE t (a jsonb, b bytea);");
    assertThat(Detected.paths(found.migrations()))
        .containsExactly("driverpgx/migration/1_a.up.sql");
  }

  @Test
  void plainFoldersAreOrderedByNumber() {
    MigrationDetection found =
        Detected.in(
            "migrations/10.sql", SQL,
            "migrations/9_a.sql", SQL,
            "migrations/2_a.rollback.sql", SQL,
            "migrations/helper.sql", SQL,
            "patches/b.sql", SQL,
            "patches/a.sql", SQL,
            "queries/1_users.sql", SQL);
    assertThat(Detected.lines(found))
        .containsExactly(
            "plain migrations",
            "  V 9 migrations/9_a.sql",
            "  V 10 migrations/10.sql",
            "plain patches",
            "  V  patches/a.sql",
            "  V  patches/b.sql");
    assertThat(found.migrations().getFirst().up().transactional()).isFalse();
  }
}
