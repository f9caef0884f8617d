package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import java.util.List;
import java.util.function.Consumer;

/** A foreign key over a column that may be NULL. */
@RuleMetadata(
    summary = "A foreign key over a column that may be NULL",
    category = Category.CONSTRAINTS,
    severity = Severity.NOTICE,
    why = "Rows without a reference escape the check, and every join has to think of " + "them.",
    fix = "Make the column NOT NULL, or say in a comment what NULL means.",
    catalogue = "fk-nullable",
    equivalents =
        """
          pgsafe: forbid-nullable-fk
          """,
    enabled = false)
public final class FkNullable extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    for (AddedForeignKeys.Added added : AddedForeignKeys.in(statement, context)) {
      List<String> nullable =
          added.link().key().columns().stream()
              .filter(
                  name ->
                      added
                          .link()
                          .child()
                          .column(name)
                          .filter(column -> !column.notNull())
                          .isPresent())
              .toList();
      if (!nullable.isEmpty()) {
        found.accept(
            Diagnosis.of(
                statement,
                added.range(),
                "Foreign key column "
                    + Impact.name(added.link().child().name())
                    + "."
                    + Impact.columns(nullable)
                    + " may be NULL."));
      }
    }
  }
}
