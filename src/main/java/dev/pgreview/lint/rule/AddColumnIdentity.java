package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import java.util.function.Consumer;

/** ADD COLUMN … GENERATED AS IDENTITY. */
@RuleMetadata(
    summary = "ADD COLUMN … GENERATED AS IDENTITY",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "Every row gets its own number: the whole table and all its indexes are written "
            + "anew under ACCESS EXCLUSIVE, and all reads and writes wait until it is done.",
    fix =
        "Add a plain column, give it a sequence as default for new rows, and fill the "
            + "old rows in batches; make it an identity column when it is filled and NOT "
            + "NULL.",
    catalogue = "add-column-identity",
    equivalents =
        """
          squawk: adding-field-with-default;
          eugene: E11;
          pgsafe: add-column-identity;
          safemigrate-lint: identity-column-add-rewrites
          """)
public final class AddColumnIdentity extends AlterTableRule<AlterTableAction.AddColumn> {
  public AddColumnIdentity() {
    super(AlterTableAction.AddColumn.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddColumn action, AlterSite site, Consumer<Diagnosis> found) {
    if (AddedColumn.rewriteCause(action, site) == AddedColumn.Cause.IDENTITY) {
      found.accept(
          AddedColumn.rewrite(site, action, "as identity, which numbers every row")
              .fix(
                  "Add a plain column, give it a sequence as default for new rows, and fill the old rows in batches.",
                  AddedColumn.numbering(action, site)));
    }
  }
}
