package dev.pgreview.plan;

import dev.pgreview.schema.Column;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SqlExpression;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new column that is filled step by step, perhaps to take an old one's place: NOT NULL and that
 * one's DEFAULT come at the end.
 */
final class ReplacementColumn {
  private final String alter;
  private final String fresh;
  private final String check;
  private final boolean notNull;
  private final @Nullable String collation;
  private final Optional<SqlExpression> defaultValue;

  /** In an old column's place. */
  ReplacementColumn(RelationName table, Column old, String name) {
    this(table, name, old.notNull(), old.collation(), old.defaultValue());
  }

  /** A column that did not exist. */
  ReplacementColumn(RelationName table, String name, boolean notNull) {
    this(table, name, notNull, null, Optional.empty());
  }

  private ReplacementColumn(
      RelationName table,
      String name,
      boolean notNull,
      @Nullable String collation,
      Optional<SqlExpression> defaultValue) {
    this.alter = "ALTER TABLE " + table.sql() + " ";
    this.fresh = Identifiers.quote(name);
    String base = table.name() + "_" + name;
    this.check = Identifiers.quote(base.substring(0, Math.min(base.length(), 50)) + "_present");
    this.notNull = notNull;
    this.collation = collation;
    this.defaultValue = defaultValue;
  }

  /** Adds it. */
  String expand(String type) {
    String collate = collation == null ? "" : " COLLATE " + Identifiers.quote(collation);
    String add = alter + "ADD COLUMN " + fresh + " " + type + collate + ";\n";
    return notNull
        ? add
            + alter
            + "ADD CONSTRAINT "
            + check
            + " CHECK ("
            + fresh
            + " IS NOT NULL) NOT VALID;\n"
        : add;
  }

  /** After all rows are filled; empty when there is nothing to prove. */
  String migrate() {
    return notNull ? alter + "VALIDATE CONSTRAINT " + check + ";" : "";
  }

  /** When it is proved, and before an old column goes. */
  String contract() {
    String proved =
        notNull
            ? (alter + "ALTER COLUMN " + fresh + " SET NOT NULL;\n")
                + (alter + "DROP CONSTRAINT " + check + ";\n")
            : "";
    return proved
        + defaultValue
            .map(value -> alter + "ALTER COLUMN " + fresh + " SET DEFAULT " + value.sql() + ";\n")
            .orElse("");
  }
}
