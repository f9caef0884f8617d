package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import java.util.function.Consumer;

/** SET TABLESPACE. */
@RuleMetadata(
    summary = "SET TABLESPACE",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "Every file of the table or index is copied under ACCESS EXCLUSIVE: all reads "
            + "and writes wait until it is done.",
    fix =
        "Move indexes by building new ones concurrently in the other tablespace; move "
            + "tables with pg_repack, or by copying to a new table in batches.",
    catalogue = "set-tablespace")
public final class SetTablespace extends AlterTableRule<AlterTableAction.SetTablespace> {
  public SetTablespace() {
    super(AlterTableAction.SetTablespace.class);
  }

  @Override
  protected void check(
      AlterTableAction.SetTablespace action, AlterSite site, Consumer<Diagnosis> found) {
    found.accept(
        site.diagnose(
                "SET TABLESPACE copies all files of " + site.name() + " under ACCESS EXCLUSIVE.")
            .because(
                "All reads and writes of "
                    + site.name()
                    + " wait until it is copied"
                    + Impact.duration(site.statement())
                    + "."));
  }
}
