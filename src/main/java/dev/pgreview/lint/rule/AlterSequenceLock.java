package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.TableChange;
import java.util.function.Consumer;

/** ALTER SEQUENCE on a sequence in use. */
@RuleMetadata(
    summary = "ALTER SEQUENCE on a sequence in use",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "SHARE ROW EXCLUSIVE on the sequence makes every nextval() wait, and so every "
            + "INSERT that uses it, until the transaction ends. RESTART can give out numbers "
            + "that are already taken.",
    fix =
        "Set lock_timeout first, and alter the sequence in a transaction of its own. "
            + "Instead of RESTART use setval() with a value above the highest one in use.",
    catalogue = "alter-sequence-lock",
    subsumes = {"missing-lock-timeout"})
public final class AlterSequenceLock extends ChangeRule<TableChange.AlterSequence> {
  public AlterSequenceLock() {
    super(TableChange.AlterSequence.class);
  }

  @Override
  protected void check(
      TableChange.AlterSequence change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (!context.inUse(statement, change.name()) || context.blocking(statement).isEmpty()) {
      return;
    }
    boolean restart = change.options().contains("restart");
    if (restart) {
      found.accept(
          Diagnosis.of(
              statement,
              "RESTART of "
                  + change.name().sql()
                  + " can give out numbers that are already taken, and every nextval() waits for this transaction."));
    } else if (context.lockTimeout(statement).isEmpty()) {
      found.accept(
          Diagnosis.of(
                  statement,
                  "Every nextval() of " + change.name().sql() + " waits for this transaction.")
              .fix(
                  "Set lock_timeout first, and alter it in a transaction of its own.",
                  LockTimeouts.setting(statement)));
    }
  }
}
