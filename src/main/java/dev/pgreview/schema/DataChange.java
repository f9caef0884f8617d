package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;

/** Statements that read or write rows. */
public sealed interface DataChange extends SchemaChange {

  /**
   * INSERT.
   *
   * @param columns as written; empty when none are
   * @param source VALUES or a query, with what the statement's WITH clause holds; empty for DEFAULT
   *     VALUES
   * @param onConflict has ON CONFLICT
   * @param conflictTarget ON CONFLICT names columns or a constraint
   */
  record Insert(
      QualifiedName target,
      List<String> columns,
      Optional<SqlQuery> source,
      boolean onConflict,
      boolean conflictTarget)
      implements DataChange {}

  /**
   * UPDATE.
   *
   * @param assignments column and value, in order
   * @param relations others that it reads (FROM, sub-selects)
   * @param functions that it calls anywhere
   * @param dataChanges INSERT, UPDATE, DELETE and MERGE in its WITH clause
   * @param only leaves out what inherits
   */
  record Update(
      QualifiedName target,
      List<Assignment> assignments,
      Optional<SqlExpression> where,
      List<QualifiedName> relations,
      List<QualifiedName> functions,
      List<DataChange> dataChanges,
      boolean only)
      implements DataChange {}

  record Assignment(String column, SqlExpression value) {}

  /**
   * DELETE.
   *
   * @param relations others that it reads
   * @param functions that it calls anywhere
   * @param dataChanges INSERT, UPDATE, DELETE and MERGE in its WITH clause
   * @param only leaves out what inherits
   */
  record Delete(
      QualifiedName target,
      Optional<SqlExpression> where,
      List<QualifiedName> relations,
      List<QualifiedName> functions,
      List<DataChange> dataChanges,
      boolean only)
      implements DataChange {}

  /**
   * MERGE.
   *
   * @param relations others that it reads
   * @param functions that it calls anywhere
   * @param dataChanges INSERT, UPDATE, DELETE and MERGE in its WITH clause
   */
  record Merge(
      QualifiedName target,
      List<QualifiedName> relations,
      List<QualifiedName> functions,
      List<DataChange> dataChanges)
      implements DataChange {}

  record Select(SqlQuery query) implements DataChange {}

  /** COPY; {@code fromInput} is COPY … FROM, {@code program} reads or writes a program. */
  record Copy(
      Optional<QualifiedName> relation,
      Optional<SqlQuery> query,
      boolean fromInput,
      boolean standardStream,
      boolean program)
      implements DataChange {}

  /** EXPLAIN; with ANALYZE the statement runs. Its locks are those of the statement. */
  record Explain(SchemaChange statement, boolean analyze) implements DataChange {}
}
