package dev.pgreview.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attempts of a hostile migration to get anything done with a superuser's rights. */
class SuperuserEscapeTest {
  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#all")
  void ownershipIsNotGivenToTheSuperuser(TestServer place) throws Exception {
    try (HostileSession hostile = HostileSession.on(place)) {
      hostile.run(
          List.of(
              "CREATE FUNCTION evil() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN"
                  + " PERFORM trap(); ALTER ROLE attacker SUPERUSER; END $$",
              "ALTER FUNCTION evil() OWNER TO pgreview",
              "SELECT evil()",
              "ALTER ROUTINE evil OWNER TO \"pgreview\"",
              "alter function public.evil ( ) owner to pgreview",
              "SELECT evil()",
              "CREATE VIEW secrets AS SELECT rolname, rolpassword FROM pg_authid",
              "ALTER VIEW secrets OWNER TO pgreview",
              "INSERT INTO loot SELECT rolpassword FROM secrets WHERE rolpassword IS NOT NULL",
              "CREATE TABLE indexed (id int)",
              "CREATE INDEX ON indexed ((trap(id)))",
              "INSERT INTO indexed VALUES (1)",
              "ALTER TABLE indexed OWNER TO pgreview",
              "REINDEX TABLE indexed",
              "ANALYZE indexed",
              "VACUUM indexed",
              "CREATE MATERIALIZED VIEW m AS SELECT trap()",
              "ALTER MATERIALIZED VIEW m OWNER TO pgreview",
              "REFRESH MATERIALIZED VIEW m",
              "CREATE SCHEMA theirs",
              "ALTER SCHEMA theirs OWNER TO pgreview",
              "ALTER DATABASE app OWNER TO pgreview",
              "CREATE PUBLICATION owned",
              "ALTER PUBLICATION owned OWNER TO pgreview",
              "REASSIGN OWNED BY postgres TO pgreview"));
      assertThat(hostile.breaches()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#all")
  void nothingOfTheSuperusersIsTaken(TestServer place) throws Exception {
    try (HostileSession hostile = HostileSession.on(place)) {
      hostile.run(
          List.of(
              "ALTER FUNCTION pg_read_file(text) OWNER TO postgres",
              "INSERT INTO loot SELECT 'a file' FROM pg_read_file('postgresql.conf')",
              "ALTER FUNCTION lo_export(oid, text) OWNER TO postgres",
              "ALTER FUNCTION pg_catalog.lo_import(text) OWNER TO postgres",
              "INSERT INTO loot SELECT 'a file' FROM lo_import('/etc/passwd')",
              "SELECT lo_export(lo_from_bytea(0, 'x'), '/tmp/pgreview-escape')",
              "ALTER FUNCTION pg_reload_conf() OWNER TO postgres",
              "ALTER SCHEMA pg_catalog OWNER TO postgres",
              "CREATE FUNCTION pg_catalog.max(oid, text) RETURNS oid LANGUAGE sql AS 'SELECT $1'",
              "ALTER SCHEMA information_schema OWNER TO postgres",
              "ALTER LANGUAGE c OWNER TO postgres",
              "ALTER LANGUAGE internal OWNER TO attacker",
              "ALTER DATABASE template1 OWNER TO postgres",
              "ALTER TABLESPACE pg_default OWNER TO postgres",
              "ALTER TABLE pg_authid OWNER TO postgres",
              "ALTER VIEW pg_shadow OWNER TO postgres",
              "INSERT INTO loot SELECT passwd FROM pg_shadow WHERE passwd IS NOT NULL",
              "ALTER TYPE int4 OWNER TO postgres",
              "ALTER OPERATOR = (int4, int4) OWNER TO postgres",
              "ALTER AGGREGATE max(int4) OWNER TO postgres",
              "REASSIGN OWNED BY pgreview TO postgres"));
      assertThat(hostile.breaches()).isEmpty();
      assertThat(Path.of("/tmp/pgreview-escape")).doesNotExist();
    } finally {
      Files.deleteIfExists(Path.of("/tmp/pgreview-escape"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#all")
  void publicationsEvaluateNothingForTheSuperuser(TestServer place) throws Exception {
    try (HostileSession hostile = HostileSession.on(place)) {
      hostile.run(
          List.of(
              // The input of a domain's array runs its CHECK while the statement is parsed.
              "CREATE DOMAIN poisoned AS int CHECK (trap())",
              "CREATE TABLE filtered (id int PRIMARY KEY, a poisoned[], b poisoned)",
              "CREATE PUBLICATION p FOR TABLE filtered WHERE (a = '{1}'::poisoned[])",
              "CREATE PUBLICATION q FOR TABLE filtered WHERE (b = '1'::poisoned)",
              "CREATE PUBLICATION r",
              "ALTER PUBLICATION r ADD TABLE filtered WHERE (a = '{1}'::poisoned[])",
              "ALTER PUBLICATION r SET TABLE filtered WHERE (trap())",
              // Where a backslash quotes, the text has a second statement.
              "SET standard_conforming_strings = off",
              "ALTER PUBLICATION r ADD TABLE filtered WHERE (id::text <> '\\''); SELECT trap(); --')",
              "CREATE PUBLICATION s WITH (publish = 'insert', publish = '\\''); SELECT trap(); --')",
              "ALTER TABLE victim OWNER TO attacker; SELECT trap()",
              "CREATE PUBLICATION \"p\\'; SELECT trap(); --\" FOR ALL TABLES",
              "CREATE PUBLICATION t FOR ALL TABLES WITH (publish = 'insert') ; SELECT trap()",
              "RESET standard_conforming_strings",
              "CREATE PUBLICATION u FOR ALL TABLES; SELECT trap()"));
      assertThat(hostile.breaches()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#all")
  void settingsOfTheDatabaseDoNotSteerTheObserver(TestServer place) throws Exception {
    try (HostileSession hostile = HostileSession.on(place)) {
      hostile.run(
          List.of(
              "CREATE SCHEMA shadow",
              "CREATE FUNCTION shadow.format(text, name, name) RETURNS text LANGUAGE plpgsql AS"
                  + " $$ BEGIN PERFORM public.trap(); RETURN ''; END $$",
              "CREATE FUNCTION shadow.pg_blocking_pids(int) RETURNS int[] LANGUAGE plpgsql AS"
                  + " $$ BEGIN PERFORM public.trap(); RETURN '{}'::int[]; END $$",
              "CREATE FUNCTION shadow.quote_ident(name) RETURNS text LANGUAGE plpgsql AS"
                  + " $$ BEGIN PERFORM public.trap(); RETURN $1; END $$",
              "CREATE FUNCTION shadow.same(oid, oid) RETURNS boolean LANGUAGE plpgsql AS"
                  + " $$ BEGIN RETURN public.trap(); END $$",
              "CREATE OPERATOR shadow.= (LEFTARG = oid, RIGHTARG = oid, PROCEDURE = shadow.same)",
              "CREATE VIEW shadow.pg_class AS SELECT *, trap() FROM pg_catalog.pg_class",
              "CREATE VIEW shadow.pg_locks AS SELECT *, trap() FROM pg_catalog.pg_locks",
              "ALTER DATABASE app SET search_path = shadow, pg_catalog, public",
              "ALTER DATABASE app SET session_preload_libraries = '/tmp/evil'",
              "ALTER DATABASE app SET local_preload_libraries = '/tmp/evil'",
              "ALTER DATABASE app SET session_authorization = attacker",
              "ALTER DATABASE app SET role = attacker",
              "ALTER DATABASE app SET default_transaction_read_only = on",
              "ALTER DATABASE app SET statement_timeout = '1ms'",
              "ALTER DATABASE app SET standard_conforming_strings = off",
              "ALTER DATABASE app SET log_statement = 'all'",
              "ALTER ROLE ALL SET search_path = shadow",
              "ALTER ROLE pgreview SET search_path = shadow",
              "ALTER ROLE pgreview IN DATABASE app SET search_path = shadow",
              "ALTER ROLE postgres SET role = pgreview",
              "ALTER ROLE postgres SET session_authorization = pgreview",
              "CREATE TEMP TABLE pg_class (oid oid)",
              "CREATE TABLE indexed (id int)",
              "CREATE INDEX ON indexed ((trap(id)))",
              "INSERT INTO indexed VALUES (1)",
              "CREATE TABLE \"a\"\"; SELECT public.trap(); --\" (\"id'); SELECT public.trap(); --\" int)",
              "CREATE INDEX \"i\"\"; SELECT public.trap(); --\" ON \"a\"\"; SELECT public.trap(); --\""
                  + " (\"id'); SELECT public.trap(); --\")",
              "VACUUM indexed",
              "VACUUM",
              "CREATE INDEX CONCURRENTLY ON indexed ((trap(id + 1)))",
              "REINDEX TABLE CONCURRENTLY indexed",
              "ANALYZE indexed"));
      assertThat(hostile.breaches()).isEmpty();
      assertThat(hostile.refusals())
          .noneMatch(refused -> refused.matches("(VACUUM|CREATE INDEX|REINDEX|ANALYZE).*"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#all")
  void madeUpErrorsGiveNoRoles(TestServer place) throws Exception {
    try (HostileSession hostile = HostileSession.on(place)) {
      for (String role :
          List.of(
              "pgreview",
              "pg_read_server_files",
              "pg_write_server_files",
              "pg_execute_server_program",
              "pg_create_subscription",
              "attacker\" TO postgres; ALTER ROLE postgres SUPERUSER; --",
              "x\", pgreview, \"y")) {
        for (String message :
            List.of(
                "must be member of role \"" + role + "\"",
                "must be able to SET ROLE \"" + role + "\"",
                "permission denied to grant role \"" + role + "\"")) {
          hostile.run(List.of(raise("42501", message)));
        }
        hostile.run(List.of(raise("42704", "role \"" + role + "\" does not exist")));
        hostile.run(List.of(raise("3D000", "database \"" + role + "\" does not exist")));
      }
      hostile.run(
          List.of(
              "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1' PUBLICATION p",
              "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1 password=x' PUBLICATION p"
                  + " WITH (connect = false)",
              "SET ROLE pgreview",
              "SET SESSION AUTHORIZATION pgreview",
              "SET SESSION AUTHORIZATION DEFAULT",
              "DO $$ BEGIN EXECUTE 'ALTER ROLE postgres SUPERUSER'; END $$",
              "CREATE ROLE made SUPERUSER",
              "CREATE ROLE super_made ROLE pgreview",
              "CREATE ROLE in_super IN ROLE pgreview",
              "CREATE ROLE \"a b\" /* x */ SUPERUSER -- SUPERUSER",
              "ALTER ROLE attacker WITH SUPERUSER",
              "ALTER USER attacker SUPERUSER PASSWORD 'SUPERUSER'",
              "ALTER GROUP pg_execute_server_program ADD USER postgres",
              "ALTER GROUP pgreview ADD USER postgres"));
      assertThat(hostile.breaches()).isEmpty();
    }
  }

  private static String raise(String state, String message) {
    return "DO $do$ BEGIN RAISE EXCEPTION USING ERRCODE = '"
        + state
        + "', MESSAGE = $m$"
        + message
        + "$m$; END $do$";
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#all")
  void aSecondSessionOfTheMigrationFindsNoMomentOfPower(TestServer place) throws Exception {
    try (HostileSession hostile = HostileSession.on(place, "dblink", "postgres_fdw")) {
      hostile.run(
          List.of(
              "ALTER ROLE postgres PASSWORD 'known'",
              "SELECT dblink_connect('second', '"
                  + hostile.ownServer()
                  + " dbname=app user=postgres password=known')",
              "SELECT dblink_send_query('second', $q$DO $$ BEGIN"
                  + " FOR i IN 1..40000 LOOP PERFORM trap(); PERFORM pg_sleep(0.00005);"
                  + " BEGIN SET ROLE attacker; PERFORM trap(); EXCEPTION WHEN OTHERS THEN NULL; END;"
                  + " RESET ROLE; END LOOP; END $$$q$)",
              "CREATE EXTENSION postgres_fdw",
              "CREATE TABLE given (id int)"));
      for (int i = 0; i < 40; i++) {
        hostile.run(
            List.of(
                "ALTER TABLE given OWNER TO attacker",
                "ALTER TABLE given OWNER TO postgres",
                "CREATE PUBLICATION everything FOR ALL TABLES",
                "DROP PUBLICATION everything",
                "ALTER DATABASE app OWNER TO postgres"));
      }
      hostile.run(
          List.of(
              "SELECT dblink_cancel_query('second')",
              "SELECT * FROM dblink_get_result('second') AS r(x text)",
              "SELECT dblink_disconnect('second')"));
      assertThat(hostile.breaches()).isEmpty();
    }
  }
}
