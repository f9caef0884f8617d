package dev.pgreview.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attempts to get a superuser's rights by way of extensions and of our own functions. */
class ExtensionEscapeTest {
  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#all")
  void extensionScriptsDoNotMeetObjectsOfTheMigration(TestServer place) throws Exception {
    try (HostileSession hostile =
        HostileSession.on(place, "dblink", "postgres_fdw", "pg_stat_statements", "file_fdw")) {
      hostile.run(
          List.of(
              "CREATE SCHEMA lair",
              "CREATE DOMAIN lair.text AS pg_catalog.text CHECK (public.trap())",
              "CREATE DOMAIN lair.int4 AS pg_catalog.int4 CHECK (public.trap())",
              "CREATE FUNCTION lair.dblink_connect(pg_catalog.text) RETURNS pg_catalog.text"
                  + " LANGUAGE plpgsql AS $$ BEGIN PERFORM public.trap(); RETURN ''; END $$",
              "CREATE FUNCTION lair.file_fdw_handler() RETURNS fdw_handler"
                  + " LANGUAGE internal AS 'int4in'",
              "CREATE VIEW lair.pg_stat_statements AS SELECT trap()",
              "CREATE EXTENSION dblink SCHEMA lair CASCADE",
              "CREATE EXTENSION postgres_fdw WITH SCHEMA lair",
              "CREATE EXTENSION pg_stat_statements SCHEMA lair",
              "DROP EXTENSION IF EXISTS dblink",
              "CREATE EXTENSION dblink SCHEMA lair VERSION '1.1'",
              "DROP EXTENSION file_fdw",
              "CREATE EXTENSION file_fdw SCHEMA lair; SELECT trap()",
              "CREATE EXTENSION \"file_fdw\" SCHEMA lair",
              "SET standard_conforming_strings = off",
              "CREATE EXTENSION file_fdw VERSION '\\''; SELECT trap(); --'",
              "RESET standard_conforming_strings",
              "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw",
              "CREATE FOREIGN TABLE passwords (l pg_catalog.text) SERVER files"
                  + " OPTIONS (filename '/etc/passwd')",
              "INSERT INTO loot SELECT 'a file' FROM passwords LIMIT 1",
              "CREATE FOREIGN TABLE program (l pg_catalog.text) SERVER files"
                  + " OPTIONS (program 'id')",
              "INSERT INTO loot SELECT 'a program' FROM program LIMIT 1",
              "CREATE EXTENSION plpython3u",
              "CREATE EXTENSION adminpack",
              "CREATE EXTENSION hstore_plpython3u CASCADE",
              "ALTER EXTENSION dblink ADD FUNCTION public.trap()",
              "CREATE FOREIGN DATA WRAPPER w HANDLER postgres_fdw_handler",
              "ALTER FOREIGN DATA WRAPPER postgres_fdw OWNER TO postgres",
              "ALTER FUNCTION dblink_connect_u(pg_catalog.text) OWNER TO postgres"));
      assertThat(hostile.breaches()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#all")
  void trustedExtensionsKeepTheirPromise(TestServer place) throws Exception {
    try (HostileSession hostile = HostileSession.on(place)) {
      hostile.run(
          List.of(
              "CREATE SCHEMA lair",
              "CREATE DOMAIN lair.text AS pg_catalog.text CHECK (public.trap())",
              "CREATE DOMAIN lair.int4 AS pg_catalog.int4 CHECK (public.trap())",
              "CREATE DOMAIN lair.bool AS pg_catalog.bool CHECK (public.trap())",
              "CREATE FUNCTION lair.equal(oid, regtype) RETURNS boolean LANGUAGE plpgsql AS"
                  + " $$ BEGIN RETURN public.trap(); END $$",
              "CREATE OPERATOR lair.= (LEFTARG = oid, RIGHTARG = regtype, PROCEDURE = lair.equal)",
              "CREATE FUNCTION lair.lower(pg_catalog.text) RETURNS pg_catalog.text LANGUAGE plpgsql"
                  + " AS $$ BEGIN PERFORM public.trap(); RETURN $1; END $$",
              "SET search_path = lair, pg_catalog, public"));
      List<String> trusted =
          List.of(
              "btree_gin",
              "btree_gist",
              "citext",
              "cube",
              "fuzzystrmatch",
              "hstore",
              "intarray",
              "isn",
              "lo",
              "ltree",
              "pg_trgm",
              "pgcrypto",
              "seg",
              "tablefunc",
              "tcn",
              "unaccent",
              "\"uuid-ossp\"",
              "tsm_system_rows",
              "dict_int",
              "plperl",
              "pltcl");
      for (String extension : trusted) {
        hostile.run(List.of("CREATE EXTENSION " + extension + " SCHEMA lair CASCADE"));
      }
      hostile.run(
          List.of(
              "ALTER EXTENSION hstore SET SCHEMA public",
              "ALTER EXTENSION citext UPDATE",
              "CREATE FUNCTION owned() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS"
                  + " $$ BEGIN PERFORM public.trap(); END $$",
              "ALTER EXTENSION cube ADD FUNCTION owned()",
              "SELECT owned()"));
      assertThat(hostile.breaches()).as("%s", hostile.refusals()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#all")
  void theTwoFunctionsOfTheSuperuserTakeNoStatements(TestServer place) throws Exception {
    try (HostileSession hostile = HostileSession.on(place, "dblink")) {
      for (String text :
          List.of(
              "x; SELECT public.trap(); --",
              "x\" FOR ALL TABLES; SELECT public.trap(); --",
              "x' ; SELECT public.trap(); --",
              "\\'; SELECT public.trap(); --")) {
        for (String strings : List.of("on", "off")) {
          String quoted = "$q$" + text + "$q$";
          hostile.run(
              List.of(
                  "SET standard_conforming_strings = " + strings,
                  "SELECT pgreview_publish(" + quoted + ", '{}', '{}', current_user)",
                  "SELECT pgreview_publish('s', ARRAY[" + quoted + "], '{}', current_user)",
                  "SELECT pgreview_publish('o', '{}', ARRAY[" + quoted + ", 'x'], current_user)",
                  "SELECT pgreview_publish('v', '{}', ARRAY['publish', "
                      + quoted
                      + "], current_user)",
                  "SELECT pgreview_publish('w', '{}', '{}', 'pgreview')",
                  "SELECT pgreview_move_extension(" + quoted + ", 'public')",
                  "SELECT pgreview_move_extension('dblink', " + quoted + ")",
                  "SELECT pgreview_move_extension('dblink', 'pg_catalog')"));
        }
      }
      hostile.run(
          List.of(
              "CREATE FUNCTION public.pgreview_publish(text) RETURNS void LANGUAGE sql AS ''",
              "CREATE OR REPLACE FUNCTION pg_catalog.pgreview_move_extension(extension name, target"
                  + " name) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS"
                  + " $$ BEGIN PERFORM trap(); END $$",
              "ALTER FUNCTION pgreview_move_extension(name, name) RESET search_path",
              "ALTER FUNCTION pgreview_move_extension(name, name) OWNER TO postgres",
              "DROP FUNCTION pgreview_move_extension(name, name)"));
      assertThat(hostile.breaches()).as("%s", hostile.refusals()).isEmpty();
    }
  }
}
