package dev.pgreview.dryrun;

import static dev.pgreview.dryrun.Requests.on;
import static dev.pgreview.migration.TransactionMode.AUTOCOMMIT;
import static dev.pgreview.migration.TransactionMode.WRAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.DryRunReport.Status;
import dev.pgreview.review.DryRunResult;
import dev.pgreview.schema.PostgresVersion;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dry runs on a server that somebody else runs: they work there, and nothing of them stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalDryRunTest {
  private static final int NEWEST = PostgresVersion.NEWEST;

  /** May make databases and roles; only databases; nothing. */
  private static final String CREATOR = "creator";

  private static final String PLAIN = "Plain one";
  private static final String POWERLESS = "powerless";

  private final Map<Integer, PlainServer> servers = new java.util.concurrent.ConcurrentHashMap<>();

  @AfterAll
  void stop() throws Exception {
    for (PlainServer server : servers.values()) {
      server.close();
    }
  }

  private PlainServer server(int major) {
    return servers.computeIfAbsent(
        major,
        wanted -> {
          try {
            PlainServer server = PlainServer.start(wanted, "max_prepared_transactions = 5");
            String login = " LOGIN PASSWORD '" + PlainServer.PASSWORD.replace("'", "''") + "' ";
            server.execute(
                "CREATE ROLE creator" + login + "CREATEDB CREATEROLE",
                "CREATE ROLE \"Plain one\"" + login + "CREATEDB",
                "CREATE ROLE powerless" + login,
                "CREATE ROLE neighbour" + login,
                "CREATE DATABASE neighbours OWNER neighbour");
            return server;
          } catch (Exception failure) {
            throw new IllegalStateException(failure);
          }
        });
  }

  private static ServerDryRunner runner(String address) {
    return new ServerDryRunner(
        () -> ExternalServers.open(Map.of(ExternalAddress.VARIABLE, address)));
  }

  private static DryRunResult run(PlainServer server, String role, Requests requests) {
    try (ServerDryRunner runner = runner(server.address(role))) {
      return runner.run(requests.request());
    }
  }

  /** All that a run could leave on a server. */
  private static List<String> things(PlainServer server) throws SQLException {
    return server.column(
        "SELECT 'database ' || datname FROM pg_database UNION ALL SELECT 'role ' || rolname FROM"
            + " pg_roles UNION ALL SELECT 'prepared ' || gid FROM pg_prepared_xacts UNION ALL"
            + " SELECT 'member ' || member::regrole || ' of ' || roleid::regrole FROM"
            + " pg_auth_members UNION ALL SELECT 'setting ' || setrole || setdatabase FROM"
            + " pg_db_role_setting UNION ALL SELECT 'session' FROM pg_stat_activity WHERE"
            + " application_name = 'pgreview' ORDER BY 1");
  }

  static Stream<Integer> majors() {
    return dev.pgreview.dryrun.testing.TestPostgres.majors();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void aChangeIsTriedAndNothingStays(int major) throws Exception {
    PlainServer server = server(major);
    List<String> before = things(server);
    for (String role : List.of(PlainServer.SUPERUSER, CREATOR, PLAIN)) {
      Requests requests =
          on(major)
              .base("CREATE TABLE t (id int PRIMARY KEY, a text)", "INSERT INTO t VALUES (1, '2')")
              .change(
                  WRAPPED,
                  "ALTER TABLE t ADD b int",
                  "ALTER TABLE t ALTER a TYPE int USING a::int",
                  "CREATE INDEX i ON t (a)")
              .change(AUTOCOMMIT, "CREATE INDEX CONCURRENTLY j ON t (b)");
      DryRunResult result = run(server, role, requests);
      DryRunResult embedded = DryRuns.run(requests);

      DryRunReport report = result.report();
      assertThat(report.skippedBecause()).as(role).isNull();
      assertThat(report.error()).as(role).isNull();
      assertThat(report.status()).isEqualTo(Status.APPLIED);
      assertThat(report.server()).isEqualTo("external");
      assertThat(report.postgresVersion()).startsWith(major + ".");
      assertThat(report.notes())
          .containsExactly(
              "On an external server statements that commit by themselves are run and not"
                  + " observed: 1 of this change.");
      for (int statement = 0; statement < 3; statement++) {
        assertThat(DryRuns.effect(result, statement))
            .isEqualTo(DryRuns.effect(embedded, statement));
      }
      assertThat(result.observations()).doesNotContainKey(3);
      assertThat(things(server)).as(role).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void rolesThatNoMigrationMakesAreAssumedForTheRun(int major) throws Exception {
    PlainServer server = server(major);
    List<String> before = things(server);
    Requests requests =
        on(major)
            .base("CREATE TABLE t (id int)", "GRANT SELECT ON t TO \"a reader\"")
            .change(WRAPPED, "ALTER TABLE t OWNER TO app_owner", "ALTER TABLE t ADD a int");
    for (String role : List.of(PlainServer.SUPERUSER, CREATOR)) {
      DryRunReport report = run(server, role, requests).report();
      assertThat(report.error()).as(role).isNull();
      assertThat(report.skippedBecause()).as(role).isNull();
      assertThat(report.notes())
          .containsExactly(
              "Roles that no migration makes were assumed: a reader.",
              "Roles that no migration makes were assumed: app_owner.");
      assertThat(things(server)).isEqualTo(before);
    }
    assertThat(run(server, PLAIN, requests).report().skippedBecause())
        .isEqualTo(
            "V1.sql:2: role \"a reader\" does not exist; on an external server no database is made"
                + " for a migration that names one, and roles only if its role has CREATEROLE");
    assertThat(things(server)).isEqualTo(before);
  }

  /** A finding would say that the deployment fails in the same way. */
  @Test
  void whatOnlyThisServerRefusesIsNoErrorOfTheMigration() throws Exception {
    PlainServer server = server(NEWEST);
    DryRunResult given =
        run(
            server,
            CREATOR,
            on(NEWEST)
                .base("CREATE TABLE t (id int)")
                .change(AUTOCOMMIT, "ALTER TABLE t ADD a int", "ALTER TABLE t OWNER TO neighbour"));
    assertThat(given.report().status()).isEqualTo(Status.SKIPPED);
    assertThat(given.report().skippedBecause()).contains("V2.sql:2", "neighbour", "no superuser");
    assertThat(given.observations()).containsOnlyKeys(0);

    DryRunResult embedded =
        DryRuns.run(on(NEWEST).change(AUTOCOMMIT, "SELECT 1", "CREATE EXTENSION dblink"));
    assertThat(embedded.report().status()).isEqualTo(Status.SKIPPED);
    assertThat(embedded.observations()).containsOnlyKeys(0);
  }

  @Test
  void whatFailsLeavesNothing() throws Exception {
    PlainServer server = server(NEWEST);
    List<String> before = things(server);
    for (String role : List.of(PlainServer.SUPERUSER, CREATOR, PLAIN)) {
      DryRunReport failed =
          run(server, role, on(NEWEST).change(WRAPPED, "CREATE TABLE t (a nothing)")).report();
      assertThat(failed.error()).contains("type \"nothing\" does not exist");
      DryRunReport endless =
          run(
                  server,
                  role,
                  on(NEWEST)
                      .timeout(Duration.ofSeconds(3))
                      .change(WRAPPED, "SET statement_timeout = 0", "SELECT pg_sleep(10000)"))
              .report();
      assertThat(endless.status()).as(endless.toString()).isEqualTo(Status.TIMED_OUT);
      assertThat(things(server)).as(role).isEqualTo(before);
    }
  }

  /** What an owner can do to its database, and a role to itself, so that they cannot be dropped. */
  @ParameterizedTest
  @MethodSource("majors")
  void aDatabaseThatResistsIsDroppedToo(int major) throws Exception {
    PlainServer server = server(major);
    List<String> before = things(server);
    for (String role : List.of(PlainServer.SUPERUSER, CREATOR)) {
      DryRunReport report =
          run(
                  server,
                  role,
                  on(major)
                      .change(
                          AUTOCOMMIT,
                          "GRANT CREATE ON SCHEMA public TO assumed",
                          "BEGIN",
                          "CREATE TABLE t (id int)",
                          "PREPARE TRANSACTION 'mine'",
                          "ALTER ROLE CURRENT_USER PASSWORD 'other'",
                          "ALTER ROLE CURRENT_USER SET work_mem = '1MB'",
                          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I IS_TEMPLATE true',"
                              + " current_database()); END $$",
                          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 0',"
                              + " current_database()); END $$",
                          "DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM %I',"
                              + " current_database(), current_user); END $$",
                          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET role = ''nobody''',"
                              + " current_database()); EXCEPTION WHEN OTHERS THEN END $$",
                          "DO $$ BEGIN EXECUTE format('REVOKE %I FROM creator', current_user);"
                              + " EXCEPTION WHEN OTHERS THEN END $$"))
              .report();
      assertThat(report.error()).as(role).isNull();
      assertThat(report.skippedBecause()).as(role).isNull();
      assertThat(things(server)).as(role).isEqualTo(before);
    }
  }

  @Test
  void theServerMustBeOfTheMajorAndTheRoleMustBeAbleTo() throws Exception {
    PlainServer server = server(NEWEST);
    List<String> before = things(server);
    Requests any = on(NEWEST).change(WRAPPED, "SELECT 1");
    assertThat(run(server, CREATOR, on(16).change(WRAPPED, "SELECT 1")).report().skippedBecause())
        .contains("/postgres is PostgreSQL 18, and this review is for 16 (postgres in");
    assertThat(run(server, POWERLESS, any).report().skippedBecause())
        .contains("the role powerless may not create databases", "give it CREATEDB");
    try (ServerDryRunner wrong =
        runner(server.address(CREATOR).replaceFirst("password=.*", "password=secret-guess"))) {
      assertThat(wrong.run(any.request()).report().skippedBecause())
          .contains("(PGREVIEW_DRY_RUN_URL) cannot be used", "password authentication failed")
          .doesNotContain("secret-guess");
    }
    assertThat(things(server)).isEqualTo(before);
  }

  /** The driver's log, which goes to standard error, has no secret in it either. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://db.example",
        "postgresql://x:geheim@h/d",
        "jdbc:postgresql://x:geheim@h/d",
        "jdbc:postgresql://h:5432?user=x&password=geheim",
        "jdbc:postgresql://h:port/d?password=geheim",
        "jdbc:postgresql://h/d?password=geheim%",
      })
  void anAddressThatIsNoneIsSaidAndNotRepeated(String address) {
    Logger driver = Logger.getLogger("org.postgresql");
    List<String> logged = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            logged.add(new SimpleFormatter().format(line));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    driver.addHandler(handler);
    try (ServerDryRunner wrong = runner(address)) {
      assertThat(
              wrong.run(on(NEWEST).change(WRAPPED, "SELECT 1").request()).report().skippedBecause())
          .contains("PGREVIEW_DRY_RUN_URL", "jdbc:postgresql://HOST:PORT/DATABASE")
          .doesNotContain("geheim");
    } finally {
      driver.removeHandler(handler);
    }
    assertThat(logged).noneMatch(line -> line.contains("geheim"));
  }

  @Test
  void whatKilledRunsLeftIsRemovedADayLater() throws Exception {
    PlainServer server = server(NEWEST);
    List<String> before = things(server);
    String dead = "pgreview_run_" + Instant.now().minus(Duration.ofHours(25)).getEpochSecond();
    String young = "pgreview_run_" + Instant.now().minus(Duration.ofHours(23)).getEpochSecond();
    String hex = "_0123456789abcdef01234567";
    server.execute(
        "CREATE ROLE " + dead + hex,
        "CREATE DATABASE " + dead + hex + " OWNER " + dead + hex,
        "CREATE DATABASE " + dead + hex + "_alone",
        "CREATE ROLE left_over",
        "COMMENT ON ROLE left_over IS 'pgreview: assumed for " + dead + hex + "'",
        "CREATE ROLE " + young + hex,
        "CREATE DATABASE " + young + hex + " OWNER " + young + hex,
        "CREATE DATABASE " + dead + "_not_ours");
    DryRunReport report =
        run(server, PlainServer.SUPERUSER, on(NEWEST).change(WRAPPED, "SELECT 1")).report();
    assertThat(report.status()).isEqualTo(Status.APPLIED);
    assertThat(things(server))
        .contains(
            "database " + young + hex, "role " + young + hex, "database " + dead + "_not_ours")
        .doesNotContain(
            "role left_over", "role " + dead + hex, "database " + dead + hex + "_alone");
    server.execute(
        "DROP DATABASE " + young + hex,
        "DROP ROLE " + young + hex,
        "DROP DATABASE " + dead + "_not_ours");
    assertThat(things(server)).isEqualTo(before);
  }

  @Test
  void runsTakeTurns() throws Exception {
    PlainServer server = server(NEWEST);
    Requests requests =
        on(NEWEST).change(WRAPPED, "CREATE TABLE t (id int)", "GRANT SELECT ON t TO the_same");
    List<Future<DryRunResult>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        all.add(threads.submit(() -> run(server, CREATOR, requests)));
      }
    }
    for (Future<DryRunResult> one : all) {
      assertThat(one.get().report().status())
          .as(one.get().report().toString())
          .isEqualTo(Status.APPLIED);
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void reachesNothingElse(int major) throws Exception {
    PlainServer server = server(major);
    List<String> before = things(server);
    for (String role : List.of(PlainServer.SUPERUSER, CREATOR)) {
      DryRunServer running =
          ExternalServers.open(Map.of(ExternalAddress.VARIABLE, server.address(role)))
              .start(on(major).change(WRAPPED, "SELECT 1").request(), List.of())
              .server();
      try (HostileSession hostile =
          HostileSession.on(
              new TestServer.Running(running, () -> {}), new PostgresVersion(major))) {
        hostile.run(ATTACKS);
        assertThat(hostile.refused()).as(role).containsExactlyElementsOf(ATTACKS);
        assertThat(hostile.breaches()).as(role).isEmpty();
        assertThat(server.log()).doesNotContain("trapped: ");
      }
      assertThat(things(server)).as(role).isEqualTo(before);
    }
  }

  private static final List<String> ATTACKS =
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
          "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p",
          "CREATE ROLE another",
          "CREATE ROLE another SUPERUSER",
          "CREATE DATABASE another",
          "DROP DATABASE neighbours",
          "ALTER DATABASE neighbours RENAME TO mine",
          "ALTER DATABASE neighbours OWNER TO CURRENT_USER",
          "ALTER ROLE operator PASSWORD 'x'",
          "ALTER ROLE creator PASSWORD 'x'",
          "ALTER ROLE neighbour PASSWORD 'x'",
          "DO $$ BEGIN EXECUTE 'ALTER ROLE CURRENT_USER SUPERUSER'; END $$",
          "ALTER ROLE CURRENT_USER CREATEROLE",
          "ALTER ROLE CURRENT_USER CREATEDB",
          "DO $$ BEGIN EXECUTE 'ALTER ROLE CURRENT_USER BYPASSRLS'; END $$",
          "COMMENT ON ROLE neighbour IS 'pgreview: assumed for"
              + " pgreview_run_1_0123456789abcdef01234567'",
          "GRANT operator TO CURRENT_USER",
          "GRANT creator TO CURRENT_USER",
          "GRANT neighbour TO CURRENT_USER",
          "GRANT pg_execute_server_program TO CURRENT_USER",
          "GRANT pg_read_server_files TO CURRENT_USER",
          "GRANT pg_read_all_data TO CURRENT_USER",
          "GRANT pg_signal_backend TO CURRENT_USER",
          "SET ROLE operator",
          "SET ROLE creator",
          "SET ROLE neighbour",
          "SET SESSION AUTHORIZATION operator",
          "SET SESSION AUTHORIZATION creator",
          "REASSIGN OWNED BY neighbour TO CURRENT_USER",
          "DROP OWNED BY neighbour",
          "DROP ROLE neighbour",
          "LOAD '/usr/lib/libc.so'",
          "CREATE TABLESPACE x LOCATION '/tmp'",
          "ALTER TABLE pg_class ADD x int",
          "UPDATE pg_authid SET rolsuper = true",
          "UPDATE pg_database SET datallowconn = false",
          "CREATE LANGUAGE plperlu",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN ('operator',"
              + " 'creator') AND pid <> pg_backend_pid()",
          "ALTER ROLE neighbour SET search_path = x",
          "ALTER DATABASE template1 IS_TEMPLATE false");
}
