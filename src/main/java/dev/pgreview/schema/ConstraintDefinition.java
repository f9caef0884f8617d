package dev.pgreview.schema;

import dev.pgreview.migration.TextRange;
import java.util.List;
import java.util.Optional;

/** A constraint in CREATE TABLE, ADD COLUMN, ADD CONSTRAINT, CREATE or ALTER DOMAIN. */
public sealed interface ConstraintDefinition {
  /** The written name; empty when PostgreSQL makes one. */
  Optional<String> name();

  /** In the statement. */
  TextRange range();

  /** CHECK (expression). */
  record Check(
      Optional<String> name,
      SqlExpression expression,
      boolean notValid,
      boolean noInherit,
      boolean enforced,
      TextRange range)
      implements ConstraintDefinition {}

  /** NOT NULL as a constraint of its own (PostgreSQL 18), or of a domain. */
  record NotNull(
      Optional<String> name, String column, boolean notValid, boolean noInherit, TextRange range)
      implements ConstraintDefinition {}

  /**
   * PRIMARY KEY or UNIQUE.
   *
   * @param usingIndex name of the index in USING INDEX; {@code columns} is then empty
   * @param withoutOverlaps PostgreSQL 18's temporal key
   */
  record Unique(
      Optional<String> name,
      boolean primaryKey,
      List<String> columns,
      List<String> include,
      Optional<String> usingIndex,
      boolean nullsNotDistinct,
      boolean deferrable,
      boolean withoutOverlaps,
      TextRange range)
      implements ConstraintDefinition {}

  /** EXCLUDE. */
  record Exclusion(
      Optional<String> name,
      String method,
      List<IndexKey> keys,
      Optional<SqlExpression> where,
      TextRange range)
      implements ConstraintDefinition {}

  /**
   * FOREIGN KEY or REFERENCES.
   *
   * @param referencedColumns empty for the primary key
   */
  record ForeignKey(
      Optional<String> name,
      List<String> columns,
      QualifiedName referenced,
      List<String> referencedColumns,
      ReferentialAction onDelete,
      ReferentialAction onUpdate,
      boolean notValid,
      boolean deferrable,
      boolean enforced,
      TextRange range)
      implements ConstraintDefinition {}

  /** What happens to referencing rows. */
  enum ReferentialAction {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT
  }
}
