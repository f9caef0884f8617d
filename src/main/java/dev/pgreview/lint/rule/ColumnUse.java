package dev.pgreview.lint.rule;

import dev.pgreview.lint.Impact;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.Table;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects that keep PostgreSQL from changing a column's type. */
final class ColumnUse {
  private ColumnUse() {}

  /** The first one, in words. */
  static Optional<String> blockingTypeChange(Catalog catalog, Table table, String column) {
    Stream<String> views =
        catalog.readers(table).stream()
            .filter(view -> view.uses().uses(table, column))
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
}
