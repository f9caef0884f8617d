package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.MaintenanceChange;
import java.util.function.Consumer;

/** CLUSTER. */
@RuleMetadata(
    summary = "CLUSTER",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "The whole table and all its indexes are written anew under ACCESS EXCLUSIVE: "
            + "all reads and writes wait until it is done. New rows are not kept in that "
            + "order.",
    fix = "Use pg_repack, which holds the lock only for moments; or leave the order as it " + "is.",
    catalogue = "cluster",
    equivalents =
        """
          pgsafe: vacuum-full-cluster
          """,
    subsumes = {"missing-lock-timeout"})
public final class Cluster extends ChangeRule<MaintenanceChange.Cluster> {
  public Cluster() {
    super(MaintenanceChange.Cluster.class);
  }

  @Override
  protected void check(
      MaintenanceChange.Cluster change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.relation().filter(name -> !context.inUse(statement, name)).isEmpty()) {
      String table =
          change
              .relation()
              .map(name -> Impact.name(statement.before().fullName(name)))
              .orElse("every table that was clustered before");
      found.accept(
          Diagnosis.of(statement, "CLUSTER rewrites " + table + " under ACCESS EXCLUSIVE.")
              .because(
                  "All reads and writes wait until it is done"
                      + Impact.duration(statement)
                      + ". New rows are not kept in that order."));
    }
  }
}
