package dev.pgreview.schema;

/** Kinds of objects that DROP, ALTER … RENAME, COMMENT and the like name. */
public enum ObjectKind {
  TABLE("TABLE"),
  INDEX("INDEX"),
  VIEW("VIEW"),
  MATERIALIZED_VIEW("MATERIALIZED VIEW"),
  SEQUENCE("SEQUENCE"),
  FOREIGN_TABLE("FOREIGN TABLE"),
  COLUMN("COLUMN"),
  CONSTRAINT("CONSTRAINT"),
  DOMAIN_CONSTRAINT("DOMAIN CONSTRAINT"),
  TRIGGER("TRIGGER"),
  POLICY("POLICY"),
  RULE("RULE"),
  TYPE("TYPE"),
  ATTRIBUTE("ATTRIBUTE"),
  DOMAIN("DOMAIN"),
  FUNCTION("FUNCTION"),
  PROCEDURE("PROCEDURE"),
  AGGREGATE("AGGREGATE"),
  OPERATOR("OPERATOR"),
  SCHEMA("SCHEMA"),
  DATABASE("DATABASE"),
  EXTENSION("EXTENSION"),
  STATISTICS("STATISTICS"),
  ROLE("ROLE"),
  PUBLICATION("PUBLICATION"),
  SUBSCRIPTION("SUBSCRIPTION"),
  EVENT_TRIGGER("EVENT TRIGGER"),
  OTHER("OBJECT");

  private final String sql;

  ObjectKind(String sql) {
    this.sql = sql;
  }

  /** As in SQL, upper case. */
  public String sql() {
    return sql;
  }

  /** Whether objects of this kind live in pg_class and can be locked. */
  public boolean isRelation() {
    return switch (this) {
      case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE -> true;
      case COLUMN,
          CONSTRAINT,
          DOMAIN_CONSTRAINT,
          TRIGGER,
          POLICY,
          RULE,
          TYPE,
          ATTRIBUTE,
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
