package dev.pgreview.lint.rule;

import dev.pgreview.lint.RuleContext;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.TableChange;

/** A view (or table) that takes an old name over before anybody can miss it. */
final class CompatibilityView {
  private CompatibilityView() {}

  /** Whether the same transaction makes something under the name after the statement. */
  static boolean follows(AnalyzedStatement statement, RuleContext context, RelationName name) {
    return context.transactionOf(statement).stream()
        .filter(later -> later.index() > statement.index())
        .anyMatch(later -> makes(later, name));
  }

  private static boolean makes(AnalyzedStatement statement, RelationName name) {
    SchemaChange change = statement.statement().change();
    if (change instanceof TableChange.CreateView view) {
      return statement.before().nameForNew(view.name()).equals(name);
    }
    if (change instanceof TableChange.CreateTableAs create) {
      return statement.before().nameForNew(create.name()).equals(name);
    }
    return change instanceof TableChange.CreateTable create
        && statement.before().nameForNew(create.name()).equals(name);
  }
}
