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

/** Lock_timeout is set after the statement that needs it. */
@RuleMetadata(
    summary = "lock_timeout is set after the statement that needs it",
    category = Category.TRANSACTIONS,
    severity = Severity.WARNING,
    why =
        "The statement before it waits without limit, and all new queries on its table "
            + "queue up behind it.",
    fix = "Set lock_timeout in the first line of the migration.",
    catalogue = "timeout-set-too-late",
    equivalents =
        """
          pgfence: lock-timeout-after-dangerous-statement
          """)
public final class TimeoutSetTooLate extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (LockTimeouts.stateBefore(statement, context) == LockTimeouts.State.SET_LATER) {
      RelationLock lock = context.blocking(statement).getFirst();
      found.accept(
          Diagnosis.of(
                  statement,
                  "lock_timeout is set only after this statement has waited for "
                      + lock.mode().sql()
                      + " on "
                      + Impact.name(lock.relation())
                      + ".")
              .onlyFirstOf(LockTimeouts.scope(statement)));
    }
  }
}
