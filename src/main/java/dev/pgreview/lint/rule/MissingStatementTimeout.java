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

/** A statement that locks a table in use runs without statement_timeout. */
@RuleMetadata(
    summary = "A statement that locks a table in use runs without statement_timeout",
    category = Category.TRANSACTIONS,
    severity = Severity.NOTICE,
    why =
        "lock_timeout only limits the wait for the lock; how long it is then held is "
            + "limited by statement_timeout alone.",
    fix = "Set statement_timeout to the longest time for which the lock may be held.",
    catalogue = "missing-statement-timeout",
    equivalents =
        """
          squawk: require-statement-timeout;
          pgfence: missing-statement-timeout;
          pgls: requireStatementTimeout;
          pgsafe: require-timeout
          """,
    enabled = false)
public final class MissingStatementTimeout extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (!context.blocking(statement).isEmpty()
        && statement.settings().time("statement_timeout").filter(Duration::isPositive).isEmpty()) {
      found.accept(
          Diagnosis.of(
                  statement,
                  "Nothing limits how long this statement runs: statement_timeout is not set.")
              .onlyFirstOf(LockTimeouts.scope(statement)));
    }
  }
}
