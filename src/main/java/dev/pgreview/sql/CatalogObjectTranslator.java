package dev.pgreview.sql;

import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectChange.CatalogObject;
import dev.pgreview.schema.ObjectChange.ClusterWide;
import java.util.Optional;

/**
 * Statements about objects of system catalogs that lock no relation of a user's. Each was run on
 * PostgreSQL 14 and 18, and pg_locks read in its transaction.
 */
final class CatalogObjectTranslator {
  private CatalogObjectTranslator() {}

  /** Empty for a node that is none of them. */
  static Optional<ObjectChange> translate(String tag, ParseNode node) {
    return switch (tag) {
      case "DefineStmt" -> Optional.of(define(node));
      case "CreateCastStmt" -> Optional.of(of("CREATE CAST", ""));
      case "CreateConversionStmt" ->
          Optional.of(of("CREATE CONVERSION", Nodes.name(node.path("conversion_name")).name()));
      case "CreateTransformStmt" -> Optional.of(of("CREATE TRANSFORM", Nodes.text(node, "lang")));
      case "CreatePLangStmt" -> Optional.of(of("CREATE LANGUAGE", Nodes.text(node, "plname")));
      case "CreateAmStmt" -> Optional.of(of("CREATE ACCESS METHOD", Nodes.text(node, "amname")));
      case "CreateOpClassStmt" ->
          Optional.of(of("CREATE OPERATOR CLASS", Nodes.name(node.path("opclassname")).name()));
      case "CreateOpFamilyStmt" ->
          Optional.of(of("CREATE OPERATOR FAMILY", Nodes.name(node.path("opfamilyname")).name()));
      case "CreateEventTrigStmt" ->
          Optional.of(of("CREATE EVENT TRIGGER", Nodes.text(node, "trigname")));
      case "AlterEventTrigStmt" ->
          Optional.of(of("ALTER EVENT TRIGGER", Nodes.text(node, "trigname")));
      case "AlterCollationStmt" ->
          Optional.of(of("ALTER COLLATION", Nodes.name(node.path("collname")).name()));
      case "AlterOpFamilyStmt" ->
          Optional.of(of("ALTER OPERATOR FAMILY", Nodes.name(node.path("opfamilyname")).name()));
      case "AlterOperatorStmt" ->
          Optional.of(
              of("ALTER OPERATOR", Nodes.name(node.path("opername").path("objname")).name()));
      case "AlterTypeStmt" ->
          Optional.of(of("ALTER TYPE", Nodes.name(node.path("typeName")).name()));
      case "AlterStatsStmt" ->
          Optional.of(of("ALTER STATISTICS", Nodes.name(node.path("defnames")).name()));
      case "AlterTSConfigurationStmt" ->
          Optional.of(
              of("ALTER TEXT SEARCH CONFIGURATION", Nodes.name(node.path("cfgname")).name()));
      case "AlterTSDictionaryStmt" ->
          Optional.of(of("ALTER TEXT SEARCH DICTIONARY", Nodes.name(node.path("dictname")).name()));
      default -> server(tag, node);
    };
  }

  private static CatalogObject of(String statement, String name) {
    return new CatalogObject(statement, name);
  }

  private static ObjectChange define(ParseNode node) {
    return Nodes.text(node, "kind").equals("OBJECT_TYPE")
        ? TypeObjectTranslator.define(node)
        : of("CREATE " + kind(node), Nodes.name(node.path("defnames")).name());
  }

  private static String kind(ParseNode define) {
    return switch (Nodes.text(define, "kind")) {
      case "OBJECT_AGGREGATE" -> "AGGREGATE";
      case "OBJECT_COLLATION" -> "COLLATION";
      case "OBJECT_TSCONFIGURATION" -> "TEXT SEARCH CONFIGURATION";
      case "OBJECT_TSDICTIONARY" -> "TEXT SEARCH DICTIONARY";
      case "OBJECT_TSPARSER" -> "TEXT SEARCH PARSER";
      case "OBJECT_TSTEMPLATE" -> "TEXT SEARCH TEMPLATE";
      default -> "OPERATOR";
    };
  }

  private static Optional<ObjectChange> server(String tag, ParseNode node) {
    return switch (tag) {
      case "CreateFdwStmt" ->
          Optional.of(of("CREATE FOREIGN DATA WRAPPER", Nodes.text(node, "fdwname")));
      case "AlterFdwStmt" ->
          Optional.of(of("ALTER FOREIGN DATA WRAPPER", Nodes.text(node, "fdwname")));
      case "CreateForeignServerStmt" ->
          Optional.of(of("CREATE SERVER", Nodes.text(node, "servername")));
      case "AlterForeignServerStmt" ->
          Optional.of(of("ALTER SERVER", Nodes.text(node, "servername")));
      case "CreateUserMappingStmt" ->
          Optional.of(of("CREATE USER MAPPING", Nodes.text(node, "servername")));
      case "AlterUserMappingStmt" ->
          Optional.of(of("ALTER USER MAPPING", Nodes.text(node, "servername")));
      case "DropUserMappingStmt" ->
          Optional.of(of("DROP USER MAPPING", Nodes.text(node, "servername")));
      case "AlterTableSpaceOptionsStmt" ->
          Optional.of(of("ALTER TABLESPACE", Nodes.text(node, "tablespacename")));
      case "AlterDatabaseSetStmt", "AlterDatabaseRefreshCollStmt" ->
          Optional.of(of("ALTER DATABASE", Nodes.text(node, "dbname")));
      case "AlterDatabaseStmt" -> Optional.of(alterDatabase(node));
      default -> Optional.empty();
    };
  }

  /** Only the move to another tablespace is refused inside a transaction block. */
  private static ObjectChange alterDatabase(ParseNode node) {
    String name = Nodes.text(node, "dbname");
    return Nodes.option(node.path("options"), "tablespace").isMissingNode()
        ? of("ALTER DATABASE", name)
        : new ClusterWide("ALTER DATABASE", name);
  }
}
