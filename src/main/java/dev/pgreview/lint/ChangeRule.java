package dev.pgreview.lint;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.SchemaChange;
import java.util.function.Consumer;

/** A rule about statements of one kind. */
public abstract class ChangeRule<C extends SchemaChange> extends StatementRule {
  private final Class<C> kind;

  protected ChangeRule(Class<C> kind) {
    this.kind = kind;
  }

  @Override
  protected final void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (kind.isInstance(statement.statement().change())) {
      check(kind.cast(statement.statement().change()), statement, context, found);
    }
  }

  protected abstract void check(
      C change, AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found);
}
