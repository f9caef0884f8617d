package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.SessionChange;
import java.util.List;
import java.util.function.Consumer;

/** BEGIN inside a transaction. */
@RuleMetadata(
    summary = "BEGIN inside a transaction",
    category = Category.TRANSACTIONS,
    severity = Severity.WARNING,
    why =
        "PostgreSQL has no nested transactions: BEGIN only warns, and the first COMMIT "
            + "ends the outer transaction, so that what follows is no longer protected by it.",
    fix = "Leave BEGIN and COMMIT to the tool; or switch its transaction off for this " + "file.",
    catalogue = "transaction-nesting",
    equivalents =
        """
          squawk: transaction-nesting;
          pgls: transactionNesting;
          safemigrate-lint: transaction-nesting-banned
          """)
public final class TransactionNesting extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (List<AnalyzedStatement> file : context.files()) {
      boolean open = false;
      for (AnalyzedStatement statement : file) {
        if (statement.outer().isEmpty()
            && statement.statement().change() instanceof SessionChange.Transaction transaction) {
          if (transaction.kind() == SessionChange.TransactionKind.BEGIN) {
            if (open || statement.mode() == TransactionMode.WRAPPED) {
              found.accept(
                  Diagnosis.of(
                      statement,
                      open
                          ? "A transaction is already open."
                          : statement.migration().tool().id()
                              + " already runs this file in a transaction."));
            }
            open = true;
          } else if (transaction.kind() == SessionChange.TransactionKind.COMMIT
              || transaction.kind() == SessionChange.TransactionKind.ROLLBACK) {
            open = false;
          }
        }
      }
    }
  }
}
