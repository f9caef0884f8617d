package dev.pgreview.lint;

import dev.pgreview.lock.AnalyzedStatement;
import java.util.function.Consumer;

/** A rule that judges each statement by itself and by the catalog before it. */
public abstract class StatementRule extends Rule {

  @Override
  protected final void check(RuleContext context, Consumer<Diagnosis> found) {
    for (AnalyzedStatement statement : context.analysis().statements()) {
      check(statement, context, found);
    }
  }

  protected abstract void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found);
}
