package dev.pgreview.schema;

import java.util.Optional;

/**
 * A key of an index: a column or an expression.
 *
 * @param column the column's name; empty for an expression
 * @param expression the expression; empty for a column
 * @param operatorClass as written, empty for the default
 * @param collation as written, empty for the column's
 * @param name of the index's own column; it stays when the table's column is renamed
 */
public record IndexKey(
    Optional<String> column,
    Optional<SqlExpression> expression,
    Optional<String> operatorClass,
    Optional<String> collation,
    boolean descending,
    String name) {}
