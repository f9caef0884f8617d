package dev.pgreview.lint;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.TableChange;
import java.util.function.Consumer;

/** A rule about one sub-command of ALTER TABLE, on relations that are in use. */
public abstract class AlterTableRule<A extends AlterTableAction> extends StatementRule {
  private final Class<A> action;

  protected AlterTableRule(Class<A> action) {
    this.action = action;
  }

  @Override
  protected final void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (statement.statement().change() instanceof TableChange.AlterTable alter
        && context.inUse(statement, alter.name())) {
      for (TableChange.Command command : alter.commands()) {
        if (action.isInstance(command.action())) {
          AlterSite site = new AlterSite(context, statement, alter, command);
          check(action.cast(command.action()), site, found);
        }
      }
    }
  }

  protected abstract void check(A action, AlterSite site, Consumer<Diagnosis> found);
}
