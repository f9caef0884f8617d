package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.TransactionRule;
import dev.pgreview.report.Severity;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A statement that cannot run inside a transaction block, inside one. */
@RuleMetadata(
    summary = "A statement that cannot run inside a transaction block, inside one",
    category = Category.TRANSACTIONS,
    severity = Severity.ERROR,
    why = "PostgreSQL refuses it (SQLSTATE 25001): the migration fails when it is " + "deployed.",
    fix = "Put it in a file of its own, and switch the tool's transaction off for that " + "file.",
    catalogue = "non-transactional-statement",
    equivalents =
        """
          bytebase: STATEMENT_NON_TRANSACTIONAL;
          safe-migrate: transaction-incompatible
          """)
public final class NonTransactionalStatement extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (statement.inTransactionBlock()
        && statement.prediction().inTransaction() == TransactionRule.FORBIDDEN
        && !ConcurrentForm.of(statement.statement().change())) {
      String head =
          statement.statement().sql().strip().split("\\s+", 3).length > 1
              ? String.join(
                      " ",
                      List.of(statement.statement().sql().strip().split("\\s+", 3)).subList(0, 2))
                  .toUpperCase(Locale.ROOT)
              : statement.statement().sql().strip().toUpperCase(Locale.ROOT);
      found.accept(Diagnosis.of(statement, head + " cannot run inside a transaction block."));
    }
  }
}
