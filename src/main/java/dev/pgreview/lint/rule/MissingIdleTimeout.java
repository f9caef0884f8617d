package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import java.time.Duration;
import java.util.function.Consumer;

/** A transaction that locks a table in use has no idle_in_transaction_session_timeout. */
@RuleMetadata(
    summary =
        "A transaction that locks a table in use has no " + "idle_in_transaction_session_timeout",
    category = Category.TRANSACTIONS,
    severity = Severity.NOTICE,
    why =
        "When the client hangs or loses its connection between two statements, the "
            + "locks stay until the server notices, which can take hours.",
    fix = "Set idle_in_transaction_session_timeout to a few seconds.",
    catalogue = "missing-idle-timeout",
    equivalents =
        """
          pgfence: missing-idle-timeout;
          pgls: requireIdleInTransactionTimeout
          """,
    enabled = false)
public final class MissingIdleTimeout extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (statement.inTransactionBlock()
        && !context.blocking(statement).isEmpty()
        && statement
            .settings()
            .time("idle_in_transaction_session_timeout")
            .filter(Duration::isPositive)
            .isEmpty()) {
      found.accept(
          Diagnosis.of(
                  statement,
                  "Nothing ends this transaction when its client hangs: idle_in_transaction_session_timeout is not set.")
              .onlyFirstOf(LockTimeouts.scope(statement)));
    }
  }
}
