package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import java.util.function.Consumer;

/** ADD COLUMN of type serial. */
@RuleMetadata(
    summary = "ADD COLUMN of type serial",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "Every row gets its own number: the whole table and all its indexes are written "
            + "anew under ACCESS EXCLUSIVE, and all reads and writes wait until it is done.",
    fix =
        "Add a plain column, give it a sequence as default for new rows, and fill the "
            + "old rows in batches.",
    catalogue = "add-column-serial",
    equivalents =
        """
          eugene: E11;
          strong_migrations: add_column_auto_incrementing;
          pgfence: add-column-serial;
          pgls: addSerialColumn;
          pgsafe: add-column-serial
          """)
public final class AddColumnSerial extends AlterTableRule<AlterTableAction.AddColumn> {
  public AddColumnSerial() {
    super(AlterTableAction.AddColumn.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddColumn action, AlterSite site, Consumer<Diagnosis> found) {
    if (AddedColumn.rewriteCause(action, site) == AddedColumn.Cause.SERIAL) {
      found.accept(
          AddedColumn.rewrite(site, action, "of type serial, which numbers every row")
              .fix(
                  "Add a plain column, give it a sequence as default for new rows, and fill the old rows in batches.",
                  AddedColumn.numbering(action, site)));
    }
  }
}
