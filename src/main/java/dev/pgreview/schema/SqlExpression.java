package dev.pgreview.schema;

import java.util.List;

/**
 * An expression in a statement, with what can be read from its tree.
 *
 * @param sql its text
 * @param functions functions that it calls, also in a sub-select, without the schema {@code
 *     pg_catalog}; operators and casts are not among them, SQL value functions are, by their lower
 *     case keyword ({@code current_timestamp})
 * @param columns column names that it reads, also in a sub-select, last part only
 * @param constant no column, function, sub-select, parameter or DEFAULT: literals, perhaps cast
 * @param subquery holds a sub-select
 */
public record SqlExpression(
    String sql,
    List<QualifiedName> functions,
    List<String> columns,
    boolean constant,
    boolean subquery) {
  public SqlExpression {
    functions = List.copyOf(functions);
    columns = List.copyOf(columns);
  }

  /** {@code NULL}, perhaps cast. */
  public boolean isNull() {
    return constant && sql.strip().toLowerCase(java.util.Locale.ROOT).matches("null(::.*)?");
  }

  /** The word {@code DEFAULT} in the place of a value. */
  public boolean isDefault() {
    return !constant && sql.strip().equalsIgnoreCase("default");
  }
}
