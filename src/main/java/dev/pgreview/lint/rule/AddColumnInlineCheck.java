package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Identifiers;
import java.util.function.Consumer;

/** ADD COLUMN … CHECK. */
@RuleMetadata(
    summary = "ADD COLUMN … CHECK",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "Even when the column is new and NULL everywhere, PostgreSQL reads the whole "
            + "table under ACCESS EXCLUSIVE to check the constraint: all reads and writes "
            + "wait.",
    fix =
        "Add the column without the check, then the check as NOT VALID, and validate it "
            + "in a later migration.",
    catalogue = "add-column-inline-check",
    equivalents =
        """
          pgsafe: add-check-without-not-valid
          """)
public final class AddColumnInlineCheck extends AlterTableRule<AlterTableAction.AddColumn> {
  public AddColumnInlineCheck() {
    super(AlterTableAction.AddColumn.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddColumn action, AlterSite site, Consumer<Diagnosis> found) {
    for (ConstraintDefinition constraint : action.column().constraints()) {
      if (constraint instanceof ConstraintDefinition.Check check
          && ValidatesRows.of(check)
          && site.scans()) {
        String column = Identifiers.quote(action.column().name());
        String name =
            check
                .name()
                .map(Identifiers::quote)
                .orElseGet(() -> GeneratedName.of(site, action.column().name(), "check"));
        found.accept(
            site.diagnose(
                    "The check on the new column "
                        + site.name()
                        + "."
                        + column
                        + " reads the whole table under ACCESS EXCLUSIVE.")
                .because(
                    "All reads and writes of "
                        + site.name()
                        + " wait while every row is checked"
                        + Impact.duration(site.statement())
                        + ", although the column is new.")
                .fix(
                    "Add the column without the check, then the check as NOT VALID; validate it in a later migration.",
                    "ALTER TABLE "
                        + site.sql()
                        + " ADD COLUMN "
                        + column
                        + " "
                        + action.column().type().display()
                        + ";\nALTER TABLE "
                        + site.sql()
                        + " ADD CONSTRAINT "
                        + name
                        + " CHECK ("
                        + check.expression().sql()
                        + ") NOT VALID;\n-- next migration:\nALTER TABLE "
                        + site.sql()
                        + " VALIDATE CONSTRAINT "
                        + name
                        + ";"));
      }
    }
  }
}
