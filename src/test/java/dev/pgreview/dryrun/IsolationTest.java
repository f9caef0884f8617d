package dev.pgreview.dryrun;

import static dev.pgreview.dryrun.Requests.on;
import static dev.pgreview.migration.TransactionMode.AUTOCOMMIT;
import static dev.pgreview.migration.TransactionMode.WRAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.DryRunReport.Status;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What migrations cannot do, and what they can although their role is no superuser. */
class IsolationTest {
  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#all")
  void reachesNeitherProgramsNorFilesNorHigherRoles(TestServer place) throws Exception {
    List<String> attempts =
        List.of(
            "COPY (SELECT 1) TO PROGRAM 'cat'",
            "COPY pg_class FROM '/etc/passwd'",
            "COPY (SELECT 1) TO '/tmp/pgreview-was-here'",
            "SELECT pg_read_file('/etc/passwd')",
            "SELECT pg_ls_dir('/')",
            "SELECT lo_import('/etc/passwd')",
            "SELECT lo_export(1, '/tmp/pgreview-was-here')",
            "SELECT pg_reload_conf()",
            "SELECT rolpassword FROM pg_authid",
            "ALTER SYSTEM SET archive_command = 'cat'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc', 'getpid'",
            "CREATE EXTENSION dblink",
            "CREATE EXTENSION file_fdw",
            "CREATE EXTENSION plpython3u",
            "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p",
            "ALTER ROLE pgreview PASSWORD 'x'",
            "GRANT pgreview TO postgres",
            "GRANT pg_execute_server_program TO postgres",
            "GRANT pg_read_server_files TO postgres",
            "GRANT pg_write_server_files TO postgres",
            "SET ROLE pgreview",
            "SET SESSION AUTHORIZATION pgreview",
            "LOAD '/usr/lib/libc.so'",
            "CREATE TABLESPACE x LOCATION '/tmp'",
            "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            "ALTER TABLE pg_class ADD x int",
            "UPDATE pg_authid SET rolsuper = true",
            "DO $$ BEGIN EXECUTE 'ALTER ROLE postgres SUPERUSER'; END $$",
            "DO $$ BEGIN PERFORM lo_import('/proc/self/environ'); END $$",
            "SELECT pg_read_binary_file('/proc/1/environ')",
            "SELECT pg_stat_file('/var/run/docker.sock')",
            "SELECT pg_promote()",
            "SELECT pg_create_physical_replication_slot('s')",
            "SELECT pg_rotate_logfile()",
            "COPY pg_class FROM PROGRAM 'cat /proc/self/environ'",
            "CREATE LANGUAGE plperlu",
            "CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw",
            "SET session_preload_libraries = '/tmp/x'",
            "SET dynamic_library_path = '/tmp'",
            "ALTER ROLE postgres SET session_preload_libraries = '/tmp/x'",
            "CREATE ROLE second SUPERUSER IN ROLE pgreview",
            "ALTER DATABASE template1 IS_TEMPLATE false",
            "DROP ROLE pgreview");
    try (HostileSession hostile = HostileSession.on(place)) {
      hostile.run(attempts);

      assertThat(hostile.breaches()).isEmpty();
      assertThat(hostile.refused()).containsExactlyElementsOf(attempts);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#all")
  void theServerHasNothingOfThisProcessesEnvironment(TestServer place) throws Exception {
    try (TestServer.Running running = place.start();
        Connection superuser = running.server().connectAsSuperuser("app");
        Statement statement = superuser.createStatement()) {
      statement.execute("CREATE TEMP TABLE environment (variable text)");
      statement.execute("COPY environment FROM PROGRAM 'env'");
      List<String> variables = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("SELECT variable FROM environment")) {
        while (rows.next()) {
          variables.add(rows.getString(1));
        }
      }
      assertThat(variables)
          .isNotEmpty()
          .allMatch(variable -> variable.matches("(PATH|PWD|_|LC_[A-Z]+|PG[A-Z_]+)=.*"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void rolesThatNoMigrationMakesAreAssumed(int major) {
    DryRunReport report =
        DryRuns.run(
                on(major)
                    .base(
                        "CREATE TABLE t (id int)",
                        "ALTER TABLE t OWNER TO app_owner",
                        "GRANT SELECT ON t TO reader, \"Odd one\"",
                        "GRANT CONNECT ON DATABASE shop TO reader",
                        "GRANT pg_monitor TO reader")
                    .change(
                        WRAPPED,
                        "ALTER TABLE t ADD a int",
                        "CREATE SCHEMA s AUTHORIZATION other",
                        "CREATE TABLE s.u (id int)",
                        "ALTER TABLE s.u OWNER TO app_owner",
                        "DO $$ BEGIN EXECUTE 'GRANT SELECT ON t TO dynamic'; END $$",
                        "CREATE POLICY p ON t TO app_user USING (true)",
                        "ALTER DEFAULT PRIVILEGES FOR ROLE app_owner GRANT SELECT ON TABLES TO reader",
                        "SET LOCAL ROLE app_owner",
                        "ALTER TABLE t ADD b int"))
            .report();

    assertThat(report.error()).isNull();
    assertThat(report.skippedBecause()).isNull();
    assertThat(report.notes())
        .containsExactlyInAnyOrder(
            "Roles that no migration makes were assumed: app_owner, reader, Odd one.",
            "Databases that the migrations name were assumed: shop.",
            "Roles that no migration makes were assumed: other, dynamic, app_user.");
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void rolesThatMigrationsMakeAreMade(int major) {
    DryRunReport report =
        DryRuns.run(
                on(major)
                    .base(
                        "CREATE ROLE app LOGIN PASSWORD 'x' BYPASSRLS REPLICATION",
                        "CREATE TABLE t (id int)",
                        "ALTER TABLE t OWNER TO app")
                    .change(
                        WRAPPED,
                        "CREATE USER second SUPERUSER",
                        "CREATE SCHEMA s",
                        "CREATE TABLE s.u (id int)",
                        "ALTER TABLE s.u OWNER TO second",
                        "DO $$ BEGIN CREATE ROLE third; END $$",
                        "ALTER SCHEMA s OWNER TO third",
                        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN CREATE ROLE app; END IF; END $$",
                        "ALTER ROLE app SET search_path = s",
                        "GRANT app TO second",
                        "ALTER TABLE t ADD a int"))
            .report();

    assertThat(report.error()).isNull();
    assertThat(report.skippedBecause()).isNull();
    assertThat(report.notes()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void extensionsAreTrustedAllowedOrRefused(int major) {
    Requests trusted =
        on(major)
            .base(
                "CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog",
                "COMMENT ON EXTENSION plpgsql IS 'as in dumps'",
                "CREATE EXTENSION citext")
            .change(
                WRAPPED,
                "CREATE EXTENSION pgcrypto",
                "CREATE EXTENSION \"uuid-ossp\"",
                "CREATE TABLE t (id uuid DEFAULT gen_random_uuid(), name citext)");
    assertThat(DryRuns.run(trusted).report().error()).isNull();

    Requests allowed =
        on(major)
            .extensions("postgres_fdw", "dblink")
            .change(
                WRAPPED,
                "CREATE EXTENSION postgres_fdw",
                "CREATE EXTENSION IF NOT EXISTS dblink",
                "COMMENT ON EXTENSION dblink IS 'ours'");
    assertThat(DryRuns.run(allowed).report())
        .satisfies(
            report -> {
              assertThat(report.skippedBecause()).isNull();
              assertThat(report.error()).isNull();
            });

    assertThat(
            DryRuns.run(on(major).change(WRAPPED, "CREATE EXTENSION dblink"))
                .report()
                .skippedBecause())
        .isEqualTo(
            "V1.sql:1: permission denied to create extension \"dblink\";"
                + " if it may run in dry runs, name it under dry_run.extensions");
    assertThat(
            DryRuns.run(
                    on(major)
                        .change(WRAPPED, "CREATE EXTENSION postgis", "CREATE TABLE u (id int)"))
                .report())
        .satisfies(
            report -> {
              assertThat(report.status()).isEqualTo(Status.APPLIED);
              assertThat(report.notes())
                  .containsExactly(
                      "Left out, because this server does not have them: extension postgis.");
            });
    assertThat(
            DryRuns.run(on(major).extensions("vector").change(WRAPPED, "SELECT 1"))
                .report()
                .skippedBecause())
        .contains("the extension vector, which dry_run.extensions names, cannot be made");
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void allowedExtensionsAppearWhereTheMigrationMakesThem(int major) {
    Requests moved =
        on(major)
            .extensions("dblink", "earthdistance", "xml2")
            .base(
                "CREATE SCHEMA extensions",
                "CREATE EXTENSION dblink WITH SCHEMA extensions",
                "GRANT USAGE ON SCHEMA extensions TO nobody_yet")
            .change(
                WRAPPED,
                "CREATE SCHEMA geo",
                "SET search_path = geo",
                "CREATE /* needed */ EXTENSION -- first\n cube",
                "CREATE EXTENSION \"earthdistance\"",
                "CREATE EXTENSION IF NOT EXISTS xml2",
                "DO $$ BEGIN ASSERT 'extensions.dblink(text)'::regprocedure <> 0;"
                    + " ASSERT 'geo.earth()'::regprocedure <> 0;"
                    + " ASSERT obj_description((SELECT oid FROM pg_extension WHERE extname = 'cube'),"
                    + " 'pg_extension') LIKE 'data type for multi%'; END $$");
    DryRunReport report = DryRuns.run(moved).report();
    assertThat(report.skippedBecause()).isNull();
    assertThat(report.error()).isNull();

    assertThat(
            DryRuns.run(
                    on(major)
                        .extensions("dblink")
                        .change(WRAPPED, "CREATE EXTENSION dblink", "CREATE EXTENSION dblink"))
                .report()
                .error())
        .isEqualTo("V1.sql:2: ERROR: extension \"dblink\" already exists");
    assertThat(
            DryRuns.run(
                    on(major)
                        .extensions("dblink")
                        .change(WRAPPED, "DROP EXTENSION dblink", "CREATE EXTENSION dblink"))
                .report()
                .skippedBecause())
        .isEqualTo(
            "V1.sql:2: permission denied to create extension \"dblink\"; an extension under"
                + " dry_run.extensions is made once, before the migrations, and cannot be made"
                + " again after it was dropped");
    assertThat(
            DryRuns.run(
                    on(major)
                        .extensions("xml2")
                        .change(WRAPPED, "CREATE SCHEMA x", "CREATE EXTENSION xml2 SCHEMA x"))
                .report()
                .skippedBecause())
        .startsWith("V1.sql:2: extension \"xml2\" does not support SET SCHEMA; ");
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void ownersThatMayMakeNothingInTheSchemaGetTheObjects(int major) {
    DryRunReport report =
        DryRuns.run(
                on(major)
                    .base(
                        "CREATE SCHEMA s",
                        "CREATE TABLE s.t (id int)",
                        "CREATE FUNCTION s.f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                        "CREATE TYPE s.e AS ENUM ('a')",
                        "CREATE VIEW s.v AS SELECT * FROM s.t",
                        "CREATE PUBLICATION p FOR TABLE s.t")
                    .change(
                        AUTOCOMMIT,
                        "ALTER TABLE s.t OWNER TO owner",
                        "ALTER FUNCTION s.f(int) OWNER TO owner",
                        "ALTER TYPE s.e OWNER TO \"the owner\"",
                        "BEGIN",
                        "ALTER VIEW s.v OWNER TO owner",
                        "ALTER SCHEMA s OWNER TO owner",
                        "COMMIT",
                        "ALTER PUBLICATION p OWNER TO owner",
                        "DO $$ BEGIN ASSERT (SELECT count(*) FROM pg_class WHERE relowner ="
                            + " 'owner'::regrole) = 2; ASSERT NOT has_schema_privilege("
                            + "'the owner', 's', 'CREATE'); END $$"))
            .report();

    assertThat(report.skippedBecause()).isNull();
    assertThat(report.error()).isNull();
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void publicationsOfWholeSchemasAreMade(int major) {
    Requests wide =
        on(major)
            .base("CREATE TABLE t (id int PRIMARY KEY)", "CREATE SCHEMA \"a b\"")
            .change(
                WRAPPED,
                "create publication \"it's\" for all tables",
                "CREATE PUBLICATION p FOR ALL TABLES WITH (publish = 'insert, update',"
                    + " publish_via_partition_root)",
                "ALTER PUBLICATION p SET (publish = 'insert')",
                "ALTER PUBLICATION p RENAME TO q",
                "DROP PUBLICATION q");
    assertThat(DryRuns.run(wide).report().error()).isNull();
    assertThat(DryRuns.run(wide).report().skippedBecause()).isNull();
    if (major >= 15) {
      DryRunReport schemas =
          DryRuns.run(
                  on(major)
                      .base("CREATE TABLE t (id int PRIMARY KEY)", "CREATE SCHEMA \"a b\"")
                      .change(WRAPPED, "CREATE PUBLICATION s FOR TABLES IN SCHEMA public, \"a b\""))
              .report();
      assertThat(schemas.error()).isNull();
      assertThat(schemas.skippedBecause()).isNull();
    }
    assertThat(
            DryRuns.run(on(major).change(WRAPPED, "CREATE PUBLICATION p FOR ALL TABLES WITH (x)"))
                .report()
                .error())
        .isEqualTo("V1.sql:1: ERROR: unrecognized publication parameter: \"x\"");
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void whatOwnersAndAdministratorsDoWorks(int major) {
    DryRunReport report =
        DryRuns.run(
                on(major)
                    .base("CREATE TABLE t (id int PRIMARY KEY)")
                    .change(
                        AUTOCOMMIT,
                        "CREATE PUBLICATION p FOR ALL TABLES",
                        "ALTER PUBLICATION p SET (publish = 'insert')",
                        "DROP SCHEMA public CASCADE",
                        "CREATE SCHEMA public",
                        "CREATE DATABASE another",
                        "COMMENT ON DATABASE app IS 'x'",
                        "ALTER DATABASE app SET timezone = 'UTC'",
                        "CREATE COLLATION german (provider = icu, locale = 'de-DE')",
                        "CREATE TYPE c AS (x int)",
                        "CREATE CAST (c AS text) WITH INOUT",
                        "CREATE FUNCTION f(internal) RETURNS int LANGUAGE sql AS 'SELECT 1'"))
            .report();

    assertThat(report.skippedBecause()).isNull();
    assertThat(report.error())
        .isEqualTo("V2.sql:11: ERROR: SQL functions cannot have arguments of type internal");
  }
}
