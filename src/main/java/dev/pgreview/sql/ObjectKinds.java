package dev.pgreview.sql;

import dev.pgreview.schema.ObjectKind;

/** ObjectType (src/include/nodes/parsenodes.h) as the schema room names it. */
final class ObjectKinds {
  private ObjectKinds() {}

  static ObjectKind kind(String objectType) {
    return switch (objectType) {
      case "OBJECT_TABLE" -> ObjectKind.TABLE;
      case "OBJECT_INDEX" -> ObjectKind.INDEX;
      case "OBJECT_VIEW" -> ObjectKind.VIEW;
      case "OBJECT_MATVIEW" -> ObjectKind.MATERIALIZED_VIEW;
      case "OBJECT_SEQUENCE" -> ObjectKind.SEQUENCE;
      case "OBJECT_FOREIGN_TABLE" -> ObjectKind.FOREIGN_TABLE;
      case "OBJECT_COLUMN" -> ObjectKind.COLUMN;
      case "OBJECT_TABCONSTRAINT" -> ObjectKind.CONSTRAINT;
      case "OBJECT_DOMCONSTRAINT" -> ObjectKind.DOMAIN_CONSTRAINT;
      case "OBJECT_TRIGGER" -> ObjectKind.TRIGGER;
      case "OBJECT_POLICY" -> ObjectKind.POLICY;
      case "OBJECT_RULE" -> ObjectKind.RULE;
      case "OBJECT_TYPE" -> ObjectKind.TYPE;
      case "OBJECT_ATTRIBUTE" -> ObjectKind.ATTRIBUTE;
      case "OBJECT_DOMAIN" -> ObjectKind.DOMAIN;
      case "OBJECT_FUNCTION", "OBJECT_ROUTINE" -> ObjectKind.FUNCTION;
      case "OBJECT_PROCEDURE" -> ObjectKind.PROCEDURE;
      case "OBJECT_AGGREGATE" -> ObjectKind.AGGREGATE;
      case "OBJECT_OPERATOR" -> ObjectKind.OPERATOR;
      case "OBJECT_SCHEMA" -> ObjectKind.SCHEMA;
      case "OBJECT_DATABASE" -> ObjectKind.DATABASE;
      case "OBJECT_EXTENSION" -> ObjectKind.EXTENSION;
      case "OBJECT_STATISTIC_EXT" -> ObjectKind.STATISTICS;
      case "OBJECT_ROLE" -> ObjectKind.ROLE;
      case "OBJECT_PUBLICATION" -> ObjectKind.PUBLICATION;
      case "OBJECT_SUBSCRIPTION" -> ObjectKind.SUBSCRIPTION;
      case "OBJECT_EVENT_TRIGGER" -> ObjectKind.EVENT_TRIGGER;
      default -> ObjectKind.OTHER;
    };
  }

  /** Kinds whose name is that of a relation with the object's own name behind it. */
  static boolean isMember(ObjectKind kind) {
    return switch (kind) {
      case COLUMN, CONSTRAINT, DOMAIN_CONSTRAINT, TRIGGER, POLICY, RULE, ATTRIBUTE -> true;
      case TABLE,
          INDEX,
          VIEW,
          MATERIALIZED_VIEW,
          SEQUENCE,
          FOREIGN_TABLE,
          TYPE,
          DOMAIN,
          FUNCTION,
          PROCEDURE,
          AGGREGATE,
          OPERATOR,
          SCHEMA,
          DATABASE,
          EXTENSION,
          STATISTICS,
          ROLE,
          PUBLICATION,
          SUBSCRIPTION,
          EVENT_TRIGGER,
          OTHER ->
          false;
    };
  }
}
