package dev.pgreview.lint.rule;

import dev.pgreview.lint.Impact;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Objects that PostgreSQL knows to depend on a function. */
final class FunctionUse {
  private FunctionUse() {}

  /** In words: triggers, columns, views and indexes. */
  static List<String> of(Catalog catalog, QualifiedName function) {
    List<String> users = new ArrayList<>();
    for (Table table : catalog.tables()) {
      String name = Impact.name(table.name());
      table.triggers().stream()
          .filter(trigger -> same(trigger.function(), function))
          .forEach(
              trigger -> users.add("trigger " + Identifiers.quote(trigger.name()) + " of " + name));
      table.columns().stream()
          .filter(column -> expressions(column).anyMatch(e -> calls(e.functions(), function)))
          .forEach(column -> users.add("column " + name + "." + Identifiers.quote(column.name())));
    }
    for (View view : catalog.views()) {
      if (calls(view.query().functions(), function)) {
        users.add("view " + Impact.name(view.name()));
      }
    }
    for (Index index : catalog.indexes()) {
      if (expressions(index).anyMatch(e -> calls(e.functions(), function))) {
        users.add("index " + Impact.name(index.name()));
      }
    }
    return users;
  }

  private static Stream<SqlExpression> expressions(Column column) {
    return Stream.concat(
        column.defaultValue().stream(),
        column.generated().stream().map(generated -> generated.expression()));
  }

  private static Stream<SqlExpression> expressions(Index index) {
    return Stream.concat(
        index.where().stream(), index.keys().stream().flatMap(key -> key.expression().stream()));
  }

  private static boolean calls(List<QualifiedName> called, QualifiedName function) {
    return called.stream().anyMatch(name -> same(name, function));
  }

  private static boolean same(QualifiedName one, QualifiedName other) {
    return one.name().equals(other.name())
        && (one.schema() == null || other.schema() == null || one.schema().equals(other.schema()));
  }
}
