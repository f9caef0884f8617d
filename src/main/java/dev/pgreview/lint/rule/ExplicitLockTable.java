package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.LockMode;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.TableChange;
import java.util.function.Consumer;

/** LOCK TABLE in a mode that stops reads or writes. */
@RuleMetadata(
    summary = "LOCK TABLE in a mode that stops reads or writes",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "The lock is held until the transaction ends, whatever else it does; and while "
            + "it is waited for, all new queries queue up behind it.",
    fix =
        "Rely on the locks that the statements take themselves. If it must be, use "
            + "NOWAIT and lock_timeout, and do as little as possible while it is held.",
    catalogue = "explicit-lock-table",
    subsumes = {"missing-lock-timeout"})
public final class ExplicitLockTable extends ChangeRule<TableChange.LockTable> {
  public ExplicitLockTable() {
    super(TableChange.LockTable.class);
  }

  @Override
  protected void check(
      TableChange.LockTable change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    LockMode mode = LockMode.bySql(change.mode()).orElse(LockMode.ACCESS_EXCLUSIVE);
    for (QualifiedName name : change.relations()) {
      if (mode.blocksWrites() && !change.nowait() && context.inUse(statement, name)) {
        found.accept(
            Diagnosis.of(
                    statement,
                    "LOCK TABLE keeps "
                        + Impact.blocked(mode)
                        + " of "
                        + Impact.name(statement.before().fullName(name))
                        + " waiting until the transaction ends.")
                .fix(
                    "Rely on the locks that the statements take themselves; if it must be, do not wait for it.",
                    "LOCK TABLE " + name.sql() + " IN " + mode.sql() + " MODE NOWAIT;"));
      }
    }
  }
}
