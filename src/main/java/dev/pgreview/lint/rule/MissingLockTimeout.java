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

/** A lock that stops reads or writes is taken without lock_timeout. */
@RuleMetadata(
    summary = "A lock that stops reads or writes is taken without lock_timeout",
    category = Category.TRANSACTIONS,
    severity = Severity.WARNING,
    why =
        "Even an instant change waits for every running transaction on the table, and "
            + "all new queries queue up behind it: one long report and the table is down for "
            + "as long as the report runs.",
    fix =
        "Set lock_timeout to a few seconds first, and let the migration be run again "
            + "when it fails.",
    catalogue = {"missing-lock-timeout", "metadata-ddl-no-timeout"},
    equivalents =
        """
          squawk: require-lock-timeout;
          eugene: E9;
          pgfence: missing-lock-timeout;
          pgls: lockTimeoutWarning;
          pgsafe: require-timeout;
          safemigrate-lint: timeout-settings-required;
          django: SM035
          """)
public final class MissingLockTimeout extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (LockTimeouts.stateBefore(statement, context) == LockTimeouts.State.MISSING) {
      RelationLock lock = context.blocking(statement).getFirst();
      String set = LockTimeouts.setting(statement);
      found.accept(
          Diagnosis.of(
                  statement,
                  lock.mode().sql()
                      + " on "
                      + Impact.name(lock.relation())
                      + " is waited for without lock_timeout.")
              .because(
                  "While the statement waits for transactions that are already running, "
                      + Impact.blocked(lock.mode())
                      + " of "
                      + Impact.name(lock.relation())
                      + " queue up behind it, for as long as the longest of them runs.")
              .fix("Set it first, and let the migration be run again when it fails.", set)
              .replaceWith(set + "\n" + statement.statement().sql())
              .onlyFirstOf(LockTimeouts.scope(statement)));
    }
  }
}
