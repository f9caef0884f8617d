package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.report.Severity;
import java.util.function.Consumer;

/** A lock_timeout that was set is no longer in effect. */
@RuleMetadata(
    summary = "A lock_timeout that was set is no longer in effect",
    category = Category.TRANSACTIONS,
    severity = Severity.WARNING,
    why =
        "SET LOCAL ends with its transaction and does nothing outside of one; RESET and "
            + "ROLLBACK take a setting back. The author believes that the wait is limited, "
            + "and it is not.",
    fix =
        "Use SET LOCAL inside each transaction, or SET at the start of a file that runs "
            + "without one.",
    catalogue = "timeout-not-in-effect")
public final class TimeoutNotInEffect extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (LockTimeouts.stateBefore(statement, context) == LockTimeouts.State.LOST) {
      RelationLock lock = context.blocking(statement).getFirst();
      String set = LockTimeouts.setting(statement);
      found.accept(
          Diagnosis.of(
                  statement,
                  "The lock_timeout that this file sets is not in effect here: "
                      + lock.mode().sql()
                      + " on "
                      + Impact.name(lock.relation())
                      + " is waited for without limit.")
              .fix(
                  statement.inTransactionBlock()
                      ? "Set it inside this transaction."
                      : "SET LOCAL does nothing outside a transaction block; use SET.",
                  set)
              .onlyFirstOf(LockTimeouts.scope(statement)));
    }
  }
}
