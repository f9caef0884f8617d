package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.SessionChange;
import java.time.Duration;
import java.util.function.Consumer;

/** Transaction_timeout in a migration. */
@RuleMetadata(
    summary = "transaction_timeout in a migration",
    category = Category.TRANSACTIONS,
    severity = Severity.WARNING,
    why =
        "From PostgreSQL 17 on it ends the whole session when the transaction takes "
            + "longer, however far the migration has come; before 17 the setting does not "
            + "exist and SET fails.",
    fix =
        "Limit the wait with lock_timeout and each statement with statement_timeout " + "instead.",
    catalogue = "transaction-timeout-pg17",
    equivalents =
        """
          strong_migrations: transaction_timeout
          """)
public final class TransactionTimeoutPg17 extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (statement.statement().change() instanceof SessionChange.SetVariable set
        && set.name().equals("transaction_timeout")
        && LockTimeouts.time(set).filter(Duration::isZero).isEmpty()
        && set.value() != null) {
      if (context.version().atLeast(17)) {
        found.accept(
            Diagnosis.of(
                statement,
                "transaction_timeout ends the session when the whole migration takes longer than "
                    + set.value()
                    + "."));
      } else {
        found.accept(
            Diagnosis.of(
                    statement,
                    "PostgreSQL "
                        + context.version().major()
                        + " has no setting transaction_timeout.")
                .as(Severity.ERROR)
                .because(
                    "SET of an unknown setting fails: the migration stops when it is deployed."));
      }
    }
  }
}
