package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Persistence;
import java.util.function.Consumer;

/** SET LOGGED or SET UNLOGGED. */
@RuleMetadata(
    summary = "SET LOGGED or SET UNLOGGED",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "The whole table and its indexes are written anew under ACCESS EXCLUSIVE. An "
            + "unlogged table is empty after a crash and does not exist on replicas.",
    fix =
        "Make a new table with the wanted persistence, copy the rows in batches, and "
            + "swap the names.",
    catalogue = "set-logged-unlogged",
    equivalents =
        """
          pgfence: set-logged-unlogged;
          pgsafe: set-logged-unlogged;
          safemigrate-lint: table-logging-mode-rewrites;
          safe-migrate: table-rewrite-storage
          """)
public final class SetLoggedUnlogged extends AlterTableRule<AlterTableAction.SetPersistence> {
  public SetLoggedUnlogged() {
    super(AlterTableAction.SetPersistence.class);
  }

  @Override
  protected void check(
      AlterTableAction.SetPersistence action, AlterSite site, Consumer<Diagnosis> found) {
    String to = action.persistence() == Persistence.UNLOGGED ? "UNLOGGED" : "LOGGED";
    found.accept(
        site.diagnose(
                "SET "
                    + to
                    + " rewrites "
                    + site.name()
                    + "."
                    + (action.persistence() == Persistence.UNLOGGED
                        ? " From then on it is empty after a crash, and missing on replicas."
                        : ""))
            .because(
                "All reads and writes of "
                    + site.name()
                    + " wait while it is written anew under ACCESS EXCLUSIVE"
                    + Impact.duration(site.statement())
                    + "."));
  }
}
