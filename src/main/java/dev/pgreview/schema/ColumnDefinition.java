package dev.pgreview.schema;

import dev.pgreview.migration.TextRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column in CREATE TABLE or ADD COLUMN.
 *
 * @param defaultValue DEFAULT expression
 * @param notNull NOT NULL, or implied by PRIMARY KEY, serial or identity
 * @param identity GENERATED { ALWAYS | BY DEFAULT } AS IDENTITY
 * @param identitySequence its SEQUENCE NAME, as pg_dump writes it
 * @param generated GENERATED ALWAYS AS (expression)
 * @param constraints the column's CHECK, UNIQUE, PRIMARY KEY, REFERENCES and (PostgreSQL 18, named)
 *     NOT NULL constraints, with their columns filled in
 * @param range in the statement
 */
public record ColumnDefinition(
    String name,
    ColumnType type,
    Optional<SqlExpression> defaultValue,
    boolean notNull,
    Optional<Identity> identity,
    Optional<QualifiedName> identitySequence,
    Optional<Generated> generated,
    @Nullable String collation,
    List<ConstraintDefinition> constraints,
    TextRange range) {
  public ColumnDefinition {
    constraints = List.copyOf(constraints);
  }

  ColumnDefinition named(String newName) {
    return new ColumnDefinition(
        newName,
        type,
        defaultValue,
        notNull,
        identity,
        identitySequence,
        generated,
        collation,
        constraints,
        range);
  }

  ColumnDefinition typed(ColumnType newType) {
    return new ColumnDefinition(
        name,
        newType,
        defaultValue,
        notNull,
        identity,
        identitySequence,
        generated,
        collation,
        constraints,
        range);
  }

  /** Which values an identity column accepts. */
  public enum Identity {
    ALWAYS,
    BY_DEFAULT
  }

  /**
   * A generated column.
   *
   * @param stored STORED; otherwise VIRTUAL, which PostgreSQL 18 takes when neither is written
   * @param kindSpelled whether STORED or VIRTUAL is written
   */
  public record Generated(SqlExpression expression, boolean stored, boolean kindSpelled) {}
}
