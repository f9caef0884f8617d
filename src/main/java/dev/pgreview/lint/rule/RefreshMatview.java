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

/** REFRESH MATERIALIZED VIEW without CONCURRENTLY. */
@RuleMetadata(
    summary = "REFRESH MATERIALIZED VIEW without CONCURRENTLY",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "ACCESS EXCLUSIVE keeps all readers of the view waiting until its query has run "
            + "and the transaction ends.",
    fix =
        "Use REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index without "
            + "WHERE on the view; better, refresh outside of migrations.",
    catalogue = "refresh-matview",
    equivalents =
        """
          pgfence: refresh-matview-blocking;
          pgls: requireConcurrentRefreshMatview;
          pgsafe: refresh-matview-non-concurrent;
          safe-migrate: blocking-mat-view-refresh;
          safemigrate-lint: refresh-matview-blocks-reads
          """,
    subsumes = {"missing-lock-timeout"})
public final class RefreshMatview extends ChangeRule<MaintenanceChange.RefreshMaterializedView> {
  public RefreshMatview() {
    super(MaintenanceChange.RefreshMaterializedView.class);
  }

  @Override
  protected void check(
      MaintenanceChange.RefreshMaterializedView change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (!change.concurrently() && context.inUse(statement, change.name())) {
      String view = Impact.name(statement.before().fullName(change.name()));
      Diagnosis diagnosis =
          Diagnosis.of(
              statement, "REFRESH blocks all readers of " + view + " until its query has run.");
      found.accept(
          change.withData()
              ? diagnosis.fix(
                  "Refresh concurrently, which needs a unique index on the view; better, outside of migrations.",
                  "REFRESH MATERIALIZED VIEW CONCURRENTLY " + change.name().sql() + ";")
              : diagnosis);
    }
  }
}
