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

/** A type or collation change that rebuilds indexes or checks every row. */
@RuleMetadata(
    summary = "A type or collation change that rebuilds indexes or checks every row",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "The table itself is not written anew, but its indexes are, or its rows are "
            + "read, under ACCESS EXCLUSIVE: all reads and writes wait until it is done.",
    fix =
        "Build a new index concurrently on the expression or a new column, switch, and "
            + "drop the old one; drop and re-add CHECK constraints as NOT VALID around the "
            + "change.",
    catalogue = "alter-column-type-index-rebuild",
    equivalents =
        """
          pgfence: alter-column-type;
          squawk: changing-column-type;
          pgsafe: alter-column-type
          """)
public final class AlterColumnTypeIndexRebuild
    extends AlterTableRule<AlterTableAction.AlterColumnType> {
  public AlterColumnTypeIndexRebuild() {
    super(AlterTableAction.AlterColumnType.class);
  }

  @Override
  protected void check(
      AlterTableAction.AlterColumnType action, AlterSite site, Consumer<Diagnosis> found) {
    boolean indexes =
        site.prediction().rewrites().stream().anyMatch(name -> !name.equals(site.relation()));
    if (!site.rewrites() && (indexes || site.scans())) {
      found.accept(
          site.diagnose(
                  "Changing the type of "
                      + site.name()
                      + "."
                      + Identifiers.quote(action.column())
                      + (indexes ? " rebuilds indexes" : " reads the whole table")
                      + " under ACCESS EXCLUSIVE.")
              .because(
                  "All reads and writes of "
                      + site.name()
                      + " wait until it is done"
                      + Impact.duration(site.statement())
                      + "."));
    }
  }
}
