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
import java.util.Optional;
import java.util.function.Consumer;

/** BEGIN without COMMIT. */
@RuleMetadata(
    summary = "BEGIN without COMMIT",
    category = Category.TRANSACTIONS,
    severity = Severity.ERROR,
    why =
        "What the file does is rolled back when the session ends, or its locks are held "
            + "until some later file commits.",
    fix = "End the transaction with COMMIT in the same file.",
    catalogue = "uncommitted-transaction",
    equivalents =
        """
          squawk: ban-uncommitted-transaction;
          pgfence: unclosed-transaction;
          safemigrate-lint: uncommitted-transaction-banned
          """)
public final class UncommittedTransaction extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (List<AnalyzedStatement> file : context.files()) {
      Optional<AnalyzedStatement> open = Optional.empty();
      for (AnalyzedStatement statement : file) {
        if (statement.mode() != TransactionMode.WRAPPED
            && statement.outer().isEmpty()
            && statement.statement().change() instanceof SessionChange.Transaction transaction) {
          open =
              switch (transaction.kind()) {
                case BEGIN -> Optional.of(open.orElse(statement));
                case COMMIT, ROLLBACK, PREPARE -> Optional.empty();
                case SAVEPOINT, RELEASE, ROLLBACK_TO, OTHER -> open;
              };
        }
      }
      open.ifPresent(
          statement ->
              found.accept(Diagnosis.of(statement, "This transaction is never committed.")));
    }
  }
}
