package dev.pgreview.schema;

import dev.pgreview.migration.TextRange;
import java.util.List;
import java.util.Optional;

/** Statements that make, alter or empty tables, views and sequences. */
public sealed interface TableChange extends SchemaChange {

  /**
   * CREATE TABLE, CREATE FOREIGN TABLE.
   *
   * @param columns in order; those of {@code like} and {@code inherits} come on top
   * @param constraints table constraints; column constraints are with their columns
   * @param dropOnCommit ON COMMIT DROP
   */
  record CreateTable(
      QualifiedName name,
      Persistence persistence,
      boolean foreign,
      boolean ifNotExists,
      List<ColumnDefinition> columns,
      List<ConstraintDefinition> constraints,
      List<QualifiedName> inherits,
      List<Like> like,
      Optional<PartitionOf> partitionOf,
      Optional<PartitionKey> partitionBy,
      Optional<QualifiedName> ofType,
      boolean dropOnCommit)
      implements TableChange {}

  /**
   * LIKE source INCLUDING ….
   *
   * @param including options in lower case, {@code all} among them
   * @param position how many of the table's own columns stand before it
   */
  record Like(QualifiedName source, List<String> including, int position) {
    /** Whether this is copied too. */
    public boolean includes(String option) {
      return including.contains("all") || including.contains(option);
    }
  }

  /**
   * PARTITION OF parent.
   *
   * @param bound the text after FOR VALUES; empty for the default partition
   */
  record PartitionOf(QualifiedName parent, Optional<String> bound) {
    public boolean isDefault() {
      return bound.isEmpty();
    }
  }

  /** PARTITION BY: strategy is {@code range}, {@code list} or {@code hash}. */
  record PartitionKey(String strategy, List<IndexKey> keys) {}

  /** CREATE TABLE AS, SELECT INTO, CREATE MATERIALIZED VIEW. */
  record CreateTableAs(
      QualifiedName name,
      Persistence persistence,
      boolean materializedView,
      boolean ifNotExists,
      boolean withData,
      boolean dropOnCommit,
      List<String> columnNames,
      SqlQuery query,
      QueryShape shape)
      implements TableChange {}

  /** CREATE VIEW; options as {@code security_invoker=true}. */
  record CreateView(
      QualifiedName name,
      boolean replace,
      Persistence persistence,
      List<String> columnNames,
      List<String> options,
      SqlQuery query,
      QueryShape shape)
      implements TableChange {}

  /**
   * ALTER TABLE, and ALTER INDEX, VIEW, MATERIALIZED VIEW, SEQUENCE, FOREIGN TABLE and TYPE in the
   * same form.
   *
   * @param kind the keyword written; PostgreSQL lets ALTER TABLE name indexes and views too
   */
  record AlterTable(
      QualifiedName name, ObjectKind kind, boolean ifExists, boolean only, List<Command> commands)
      implements TableChange {}

  /** One sub-command of ALTER TABLE, with its place in the statement. */
  record Command(AlterTableAction action, TextRange range) {}

  /** CREATE SEQUENCE; {@code ownedBy} is table and column. */
  record CreateSequence(
      QualifiedName name,
      boolean ifNotExists,
      Persistence persistence,
      Optional<ColumnType> type,
      Optional<ColumnReference> ownedBy)
      implements TableChange {}

  /**
   * ALTER SEQUENCE; options are lower case names as in the grammar ({@code restart}, {@code as}).
   */
  record AlterSequence(
      QualifiedName name,
      boolean ifExists,
      List<String> options,
      Optional<ColumnType> type,
      Optional<ColumnReference> ownedBy)
      implements TableChange {}

  /** A column with its table. */
  record ColumnReference(QualifiedName table, String column) {}

  /** TRUNCATE; {@code only} leaves out what inherits, and is written before the first relation. */
  record Truncate(
      List<QualifiedName> relations, boolean cascade, boolean restartIdentity, boolean only)
      implements TableChange {}

  /**
   * LOCK TABLE.
   *
   * @param mode as in the documentation, for instance {@code ACCESS EXCLUSIVE}
   * @param only leaves out what inherits; written before the first relation
   */
  record LockTable(List<QualifiedName> relations, String mode, boolean nowait, boolean only)
      implements TableChange {}
}
