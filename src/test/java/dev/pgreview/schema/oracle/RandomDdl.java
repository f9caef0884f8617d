package dev.pgreview.schema.oracle;

import java.util.ArrayList;
import java.util.List;

/** Random statements, most of which PostgreSQL accepts. */
final class RandomDdl {
  private final Choices choose;
  private final RandomTables tables;

  RandomDdl(Choices choose) {
    this.choose = choose;
    this.tables = new RandomTables(choose);
  }

  String statement() {
    int kind = choose.number(100);
    if (kind < 16 && !choose.isFull()) {
      return tables.create();
    }
    if (kind < 52) {
      return new RandomAlterations(choose, tables).statement();
    }
    if (kind < 60) {
      return index();
    }
    if (kind < 68) {
      return view();
    }
    if (kind < 77) {
      return type();
    }
    if (kind < 83) {
      return routine();
    }
    if (kind < 90) {
      return drop();
    }
    return kind < 96 ? session() : schema();
  }

  private String index() {
    String table = choose.oneIn(8) ? choose.materializedView() : choose.table();
    String column = choose.column(table);
    String key =
        switch (choose.number(6)) {
          case 0 -> "lower(" + column + "::text)";
          case 1 -> "(" + column + " IS NULL)";
          case 2 -> column + " DESC";
          default -> choose.columns(table);
        };
    String name = choose.freshLocal("i");
    return switch (choose.number(10)) {
      case 0 -> "ALTER INDEX " + choose.anyIndex() + " RENAME TO " + choose.freshLocal("i");
      case 1 -> "REINDEX INDEX " + choose.anyIndex();
      case 2 -> "ALTER INDEX " + choose.index() + " ATTACH PARTITION " + choose.index();
      case 3 ->
          "COMMENT ON INDEX " + choose.anyIndex() + " IS '" + choose.freshLocal("comment ") + "'";
      default ->
          "CREATE "
              + choose.one("", "", "UNIQUE ")
              + "INDEX "
              + choose.one("", "", name + " ", "IF NOT EXISTS " + name + " ")
              + "ON "
              + choose.one("", "", "", "ONLY ")
              + table
              + " ("
              + key
              + ")"
              + choose.one("", "", " INCLUDE (" + choose.column(table) + ")")
              + choose.one("", "", "", " WHERE " + choose.column(table) + " IS NOT NULL");
    };
  }

  private String view() {
    String from = choose.readable();
    String query =
        switch (choose.number(6)) {
          case 0 -> "SELECT * FROM " + from;
          case 1 -> {
            String other = choose.readable();
            yield "SELECT x.*, y."
                + choose.column(other)
                + " AS other FROM "
                + from
                + " x CROSS JOIN "
                + other
                + " y";
          }
          case 2 ->
              "SELECT count(*) AS n FROM " + from + " WHERE " + choose.column(from) + " IS NULL";
          case 3 ->
              "WITH w AS (SELECT * FROM " + from + ") SELECT " + choose.column(from) + " FROM w";
          case 4 -> {
            String other = choose.table();
            yield "SELECT "
                + choose.column(from)
                + " FROM "
                + from
                + " q WHERE EXISTS (SELECT 1 FROM "
                + other
                + " r WHERE r."
                + choose.column(other)
                + " IS NOT NULL)";
          }
          default -> "SELECT " + choose.columns(from) + " FROM " + from;
        };
    return switch (choose.number(8)) {
      case 0 -> "CREATE MATERIALIZED VIEW " + choose.fresh("m") + " AS " + query;
      case 1 -> "CREATE TABLE " + choose.fresh("t") + " AS " + query;
      case 2 -> "CREATE OR REPLACE VIEW " + choose.view() + " AS " + query;
      case 3 -> "ALTER VIEW " + choose.view() + " RENAME TO " + choose.freshLocal("v");
      case 4 ->
          "ALTER VIEW "
              + choose.view()
              + " RENAME COLUMN "
              + choose.anyColumn()
              + " TO "
              + choose.anyColumn();
      case 5 -> "CREATE TEMP VIEW " + choose.freshLocal("v") + " AS " + query;
      default -> "CREATE VIEW " + choose.fresh("v") + " AS " + query;
    };
  }

  private String type() {
    String enumeration = choose.enumeration();
    String domain = choose.domain();
    String composite = choose.composite();
    return switch (choose.number(17)) {
      case 0, 1 -> "CREATE TYPE " + choose.fresh("e") + " AS ENUM ('x', 'y')";
      case 2 ->
          "ALTER TYPE "
              + enumeration
              + " ADD VALUE IF NOT EXISTS '"
              + choose.freshLocal("v")
              + "' "
              + choose.one("BEFORE", "AFTER")
              + " '"
              + choose.enumValue(enumeration)
              + "'";
      case 3 -> "ALTER TYPE " + enumeration + " ADD VALUE '" + choose.freshLocal("v") + "'";
      case 4 ->
          "ALTER TYPE "
              + enumeration
              + " RENAME VALUE '"
              + choose.enumValue(enumeration)
              + "' TO '"
              + choose.freshLocal("v")
              + "'";
      case 5, 6 ->
          "CREATE DOMAIN "
              + choose.fresh("d")
              + " AS "
              + choose.one("int", "text", enumeration, domain)
              + choose.one("", " NOT NULL", " CHECK (VALUE IS NOT NULL)", " DEFAULT NULL");
      case 7 ->
          "ALTER DOMAIN " + domain + " ADD CHECK (VALUE IS NULL)" + choose.one("", " NOT VALID");
      case 8 ->
          "ALTER DOMAIN " + domain + choose.one(" SET NOT NULL", " DROP NOT NULL", " DROP DEFAULT");
      case 9 ->
          "CREATE TYPE "
              + choose.fresh("c")
              + " AS (x int, y "
              + choose.one("text", enumeration, domain)
              + ")";
      case 10 ->
          "ALTER TYPE "
              + composite
              + choose.one(" ADD ATTRIBUTE z int", " DROP ATTRIBUTE x", " RENAME ATTRIBUTE y TO w")
              + choose.one("", " CASCADE");
      case 11 -> "ALTER TYPE " + choose.userType() + " RENAME TO " + choose.freshLocal("e");
      case 12 -> "ALTER DOMAIN " + domain + " RENAME TO " + choose.freshLocal("d");
      case 13 -> "ALTER TYPE " + choose.userType() + " SET SCHEMA " + choose.schema();
      case 14 -> "CREATE TYPE " + choose.fresh("r") + "range AS RANGE (subtype = int8)";
      case 15 -> "CREATE TABLE " + choose.fresh("t") + " OF " + composite;
      default -> "DROP TYPE " + choose.userType() + choose.one("", " CASCADE", " CASCADE");
    };
  }

  private String routine() {
    String table = choose.table();
    return switch (choose.number(12)) {
      case 0 ->
          "CREATE OR REPLACE FUNCTION "
              + choose.fresh("f")
              + "(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1'";
      case 1 ->
          "CREATE FUNCTION "
              + choose.fresh("f")
              + "("
              + choose.one("text", choose.userType(), table)
              + ") RETURNS int LANGUAGE sql AS 'SELECT 1'";
      case 2 ->
          "CREATE OR REPLACE FUNCTION "
              + choose.fresh("g")
              + "() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'";
      case 3, 4 ->
          "CREATE TRIGGER "
              + choose.freshLocal("g")
              + choose.one(" BEFORE", " AFTER")
              + " INSERT OR UPDATE"
              + choose.one("", " OF " + choose.column(table))
              + " ON "
              + table
              + choose.one(" FOR EACH ROW", " FOR EACH STATEMENT")
              + " EXECUTE FUNCTION "
              + choose.triggerFunction();
      case 5 -> "ALTER FUNCTION " + choose.function() + " RENAME TO " + choose.freshLocal("f");
      case 6 ->
          "ALTER FUNCTION "
              + choose.function()
              + choose.one(" STABLE", " VOLATILE", " SECURITY DEFINER");
      case 7 -> "ALTER FUNCTION " + choose.triggerFunction() + " SET SCHEMA " + choose.schema();
      case 8 -> "DROP TRIGGER " + choose.trigger(table) + " ON " + table;
      case 9 ->
          "ALTER TRIGGER "
              + choose.trigger(table)
              + " ON "
              + table
              + " RENAME TO "
              + choose.freshLocal("g");
      case 10 ->
          "DO $$ BEGIN "
              + tables.create()
              + "; "
              + new RandomAlterations(choose, tables).statement()
              + "; END $$";
      default ->
          "DROP FUNCTION "
              + choose.one(choose.function(), choose.triggerFunction())
              + choose.one("", " CASCADE");
    };
  }

  private String drop() {
    String cascade = choose.one("", " CASCADE", " CASCADE");
    return switch (choose.number(9)) {
      case 0, 1 -> "DROP TABLE " + choose.maybe("IF EXISTS ") + choose.table() + cascade;
      case 2 -> "DROP INDEX " + choose.index() + cascade;
      case 3 -> "DROP VIEW " + choose.view() + cascade;
      case 4 -> "DROP MATERIALIZED VIEW " + choose.materializedView() + cascade;
      case 5 -> "DROP SEQUENCE " + choose.sequence() + cascade;
      case 6 -> "DROP TYPE " + choose.userType() + cascade;
      case 7 -> "DROP INDEX " + choose.anyIndex() + cascade;
      default -> "DROP TABLE " + choose.table() + ", " + choose.table() + cascade;
    };
  }

  private String session() {
    List<String> path = new ArrayList<>(List.of(choose.schema()));
    path.add(choose.schema());
    return switch (choose.number(10)) {
      case 0, 1 -> "BEGIN";
      case 2, 3 -> "COMMIT";
      case 4 -> "ROLLBACK";
      case 5 -> "SAVEPOINT " + choose.one("x", "y");
      case 6 -> "ROLLBACK TO " + choose.one("x", "y");
      case 7 -> "RELEASE " + choose.one("x", "y");
      case 8 -> "SET " + choose.one("", "LOCAL ") + "search_path TO " + String.join(", ", path);
      default -> "RESET search_path";
    };
  }

  private String schema() {
    return switch (choose.number(4)) {
      case 0 -> "CREATE SCHEMA IF NOT EXISTS " + choose.schema();
      case 1 ->
          "CREATE SEQUENCE "
              + choose.fresh("q")
              + choose.one("", " AS int", " OWNED BY " + choose.table() + ".a");
      case 2 ->
          "ALTER SEQUENCE "
              + choose.sequence()
              + choose.one(" RENAME TO q9", " OWNED BY NONE", " AS bigint");
      default -> "DROP SCHEMA " + choose.one("s1", "\"S 2\"") + choose.one("", "", " CASCADE");
    };
  }
}
