package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Identifiers;
import java.util.function.Consumer;

/** SET ACCESS METHOD. */
@RuleMetadata(
    summary = "SET ACCESS METHOD",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "The whole table and its indexes are written anew under ACCESS EXCLUSIVE: all "
            + "reads and writes wait until it is done.",
    fix =
        "Make a new table with the wanted access method, copy the rows in batches, and "
            + "swap the names.",
    catalogue = "set-access-method",
    equivalents =
        """
          pgsafe: set-access-method;
          safemigrate-lint: access-method-change-rewrites;
          safe-migrate: table-rewrite-access-method
          """,
    since = 15)
public final class SetAccessMethod extends AlterTableRule<AlterTableAction.SetAccessMethod> {
  public SetAccessMethod() {
    super(AlterTableAction.SetAccessMethod.class);
  }

  @Override
  protected void check(
      AlterTableAction.SetAccessMethod action, AlterSite site, Consumer<Diagnosis> found) {
    if (site.rewrites()) {
      found.accept(
          site.diagnose(
                  "SET ACCESS METHOD "
                      + Identifiers.quote(action.method())
                      + " rewrites "
                      + site.name()
                      + ".")
              .because(
                  "All reads and writes of "
                      + site.name()
                      + " wait while it is written anew under ACCESS EXCLUSIVE"
                      + Impact.duration(site.statement())
                      + "."));
    }
  }
}
