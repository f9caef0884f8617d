package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.SessionChange;
import java.util.function.Consumer;

/** COMMIT or ROLLBACK in a file that the tool runs in a transaction. */
@RuleMetadata(
    summary = "COMMIT or ROLLBACK in a file that the tool runs in a transaction",
    category = Category.TRANSACTIONS,
    severity = Severity.ERROR,
    why =
        "It ends the tool's transaction: what comes after it stays although the "
            + "migration is recorded as failed, or the record is made for what was rolled "
            + "back.",
    fix = "Leave transactions to the tool; or switch its transaction off for this file.",
    catalogue = "commit-in-migration",
    equivalents =
        """
          bytebase: STATEMENT_DISALLOW_COMMIT;
          squawk: transaction-nesting
          """)
public final class CommitInMigration extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (statement.mode() == TransactionMode.WRAPPED
        && statement.outer().isEmpty()
        && statement.statement().change() instanceof SessionChange.Transaction transaction) {
      boolean ends =
          switch (transaction.kind()) {
            case COMMIT, ROLLBACK, PREPARE -> true;
            case BEGIN, SAVEPOINT, RELEASE, ROLLBACK_TO, OTHER -> false;
          };
      if (ends) {
        found.accept(
            Diagnosis.of(
                statement,
                transaction.kind()
                    + " ends the transaction that "
                    + statement.migration().tool().id()
                    + " runs this file in."));
      }
    }
  }
}
