package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ConstraintDefinition;
import java.util.function.Consumer;

/** ADD COLUMN … UNIQUE. */
@RuleMetadata(
    summary = "ADD COLUMN … UNIQUE",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "All reads and writes wait under ACCESS EXCLUSIVE until the index over all rows "
            + "is built, although the column is new.",
    fix =
        "Add the column first, build the unique index concurrently, and make it the "
            + "constraint with USING INDEX.",
    catalogue = "add-column-inline-unique",
    equivalents =
        """
          squawk: disallowed-unique-constraint;
          pgls: disallowUniqueConstraint;
          pgsafe: add-unique-constraint
          """)
public final class AddColumnInlineUnique extends AlterTableRule<AlterTableAction.AddColumn> {
  public AddColumnInlineUnique() {
    super(AlterTableAction.AddColumn.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddColumn action, AlterSite site, Consumer<Diagnosis> found) {
    for (ConstraintDefinition constraint : action.column().constraints()) {
      if (constraint instanceof ConstraintDefinition.Unique unique && !unique.primaryKey()) {
        found.accept(UniqueBuild.diagnose(site, unique, "UNIQUE"));
      }
    }
  }
}
