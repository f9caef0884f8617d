package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.DataChange;
import java.util.List;
import java.util.function.Consumer;

/** Schema changes and data changes of tables in use in one transaction. */
@RuleMetadata(
    summary = "Schema changes and data changes of tables in use in one transaction",
    category = Category.TRANSACTIONS,
    severity = Severity.NOTICE,
    why =
        "The locks of the schema change are held until the data change is done, and a "
            + "failure of one takes the other back; they also need different speeds, reviews "
            + "and ways back.",
    fix =
        "Change the schema in one migration, the data in another, and large amounts of "
            + "data in batches outside of migrations.",
    catalogue = "mixed-ddl-dml",
    equivalents =
        """
          bytebase: STATEMENT_DISALLOW_MIX_IN_DDL, STATEMENT_DISALLOW_MIX_IN_DML;
          django: DML:DATA_MIGRATION
          """)
public final class MixedDdlDml extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (List<AnalyzedStatement> transaction : context.transactions()) {
      boolean ddl =
          transaction.stream()
              .anyMatch(
                  statement ->
                      !(statement.statement().change() instanceof DataChange)
                          && !context.blocking(statement).isEmpty());
      if (ddl && transaction.size() > 1) {
        transaction.stream()
            .filter(statement -> writesRows(statement, context))
            .findFirst()
            .ifPresent(
                statement ->
                    found.accept(
                        Diagnosis.of(
                            statement,
                            "This data change shares its transaction with schema changes.")));
      }
    }
  }

  private static boolean writesRows(AnalyzedStatement statement, RuleContext context) {
    return RowChanges.target(statement.statement().change())
        .filter(target -> context.inUse(statement, target))
        .isPresent();
  }
}
