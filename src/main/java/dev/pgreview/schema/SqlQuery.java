package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;

/**
 * A query (SELECT, VALUES, TABLE) inside a statement.
 *
 * @param sql its text
 * @param relations what it reads, as spelled, without its own WITH names
 * @param functions functions that it calls
 * @param columns result columns' names where they can be told; {@code *} stands for a star
 * @param rowLocking FOR UPDATE, FOR SHARE and the like
 * @param limited has LIMIT or FETCH FIRST
 * @param where the top level condition
 * @param valuesRows rows of a top level VALUES, 0 when it is none
 * @param dataChanges INSERT, UPDATE, DELETE and MERGE in its WITH clause
 */
public record SqlQuery(
    String sql,
    List<QualifiedName> relations,
    List<QualifiedName> functions,
    List<String> columns,
    boolean rowLocking,
    boolean limited,
    Optional<SqlExpression> where,
    int valuesRows,
    List<DataChange> dataChanges) {
  public SqlQuery {
    relations = List.copyOf(relations);
    functions = List.copyOf(functions);
    columns = List.copyOf(columns);
    dataChanges = List.copyOf(dataChanges);
  }

  /** The same with another number of rows. */
  public SqlQuery withValuesRows(int rows) {
    return new SqlQuery(
        sql, relations, functions, columns, rowLocking, limited, where, rows, dataChanges);
  }
}
