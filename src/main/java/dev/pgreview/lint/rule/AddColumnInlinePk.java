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

/** ADD COLUMN … PRIMARY KEY. */
@RuleMetadata(
    summary = "ADD COLUMN … PRIMARY KEY",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "Without a default it fails as soon as there is a row; with one the whole table "
            + "is written anew and the index built under ACCESS EXCLUSIVE.",
    fix =
        "Add the column, fill it in batches, make it NOT NULL the safe way, build a "
            + "unique index concurrently, and make it the primary key with USING INDEX.",
    catalogue = "add-column-inline-pk",
    equivalents =
        """
          pgsafe: add-column-not-null-no-default;
          squawk: adding-serial-primary-key-field;
          pgls: addingPrimaryKeyConstraint
          """)
public final class AddColumnInlinePk extends AlterTableRule<AlterTableAction.AddColumn> {
  public AddColumnInlinePk() {
    super(AlterTableAction.AddColumn.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddColumn action, AlterSite site, Consumer<Diagnosis> found) {
    for (ConstraintDefinition constraint : action.column().constraints()) {
      if (constraint instanceof ConstraintDefinition.Unique unique && unique.primaryKey()) {
        found.accept(UniqueBuild.diagnose(site, unique, "PRIMARY KEY"));
      }
    }
  }
}
