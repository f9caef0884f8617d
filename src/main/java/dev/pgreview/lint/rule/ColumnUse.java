package dev.pgreview.lint.rule;

import dev.pgreview.lint.Impact;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.View;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Objects that keep PostgreSQL from changing a column's type. */
final class ColumnUse {
  private ColumnUse() {}

  /** The first one, in words. */
  static Optional<String> blockingTypeChange(Catalog catalog, Table table, String column) {
    Stream<String> views =
        catalog.readers(table).stream()
            .filter(view -> names(view, column))
            .map(view -> "view " + Impact.name(view.name()));
    Stream<String> policies =
        table.policies().stream()
            .filter(
                policy ->
                    Stream.concat(policy.using().stream(), policy.withCheck().stream())
                        .anyMatch(expression -> reads(expression, column)))
            .map(policy -> "policy " + Identifiers.quote(policy.name()));
    Stream<String> generated =
        table.columns().stream()
            .filter(other -> isGeneratedFrom(other, column))
            .map(other -> "generated column " + Identifiers.quote(other.name()));
    return Stream.of(views, policies, generated).flatMap(users -> users).findFirst();
  }

  private static boolean isGeneratedFrom(Column other, String column) {
    return other.generated().filter(g -> reads(g.expression(), column)).isPresent();
  }

  private static boolean reads(SqlExpression expression, String column) {
    return expression.columns().contains(column);
  }

  /** A view's query is not resolved: the column's name as a word of its text is taken as a use. */
  private static boolean names(View view, String column) {
    return view.query().columns().contains("*")
        || view.columns().contains(column)
        || Pattern.compile("(?<![\\w$])\"?" + Pattern.quote(column) + "\"?(?![\\w$])")
            .matcher(view.query().sql())
            .find();
  }
}
