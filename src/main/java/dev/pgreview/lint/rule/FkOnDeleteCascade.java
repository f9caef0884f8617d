package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.ConstraintDefinition;
import java.util.function.Consumer;

/** A foreign key ON DELETE CASCADE. */
@RuleMetadata(
    summary = "A foreign key ON DELETE CASCADE",
    category = Category.CONSTRAINTS,
    severity = Severity.NOTICE,
    why =
        "One DELETE in the referenced table silently deletes any number of rows here, "
            + "and on from here, all in one transaction, under row locks.",
    fix =
        "Use NO ACTION and delete the dependent rows explicitly, in batches; or state "
            + "in the plan how many rows one delete can take along.",
    catalogue = "fk-on-delete-cascade",
    equivalents =
        """
          bytebase: STATEMENT_DISALLOW_ON_DEL_CASCADE
          """)
public final class FkOnDeleteCascade extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    for (AddedForeignKeys.Added added : AddedForeignKeys.in(statement, context)) {
      if (added.link().key().onDelete() == ConstraintDefinition.ReferentialAction.CASCADE) {
        found.accept(
            Diagnosis.of(
                statement,
                added.range(),
                "Deleting a row of "
                    + Impact.name(added.link().parent().name())
                    + " deletes every row of "
                    + Impact.name(added.link().child().name())
                    + " that refers to it."));
      }
    }
  }
}
