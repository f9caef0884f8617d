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
import dev.pgreview.schema.View;
import java.util.Optional;
import java.util.function.Consumer;

/** REFRESH MATERIALIZED VIEW CONCURRENTLY in a migration. */
@RuleMetadata(
    summary = "REFRESH MATERIALIZED VIEW CONCURRENTLY in a migration",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "It lets readers pass, but EXCLUSIVE keeps every other refresh waiting, it "
            + "takes longer than a plain one, and the snapshot that it needs holds back "
            + "VACUUM everywhere.",
    fix = "Refresh from a scheduled job, not from a migration.",
    catalogue = "refresh-matview-concurrently",
    equivalents =
        """
          pgfence: refresh-matview-concurrent;
          pgls: concurrentRefreshMatviewLock
          """,
    subsumes = {"missing-lock-timeout"})
public final class RefreshMatviewConcurrently
    extends ChangeRule<MaintenanceChange.RefreshMaterializedView> {
  public RefreshMatviewConcurrently() {
    super(MaintenanceChange.RefreshMaterializedView.class);
  }

  @Override
  protected void check(
      MaintenanceChange.RefreshMaterializedView change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (!change.concurrently() || !context.inUse(statement, change.name())) {
      return;
    }
    String name = Impact.name(statement.before().fullName(change.name()));
    Optional<View> view = statement.before().view(change.name());
    boolean possible =
        view.isEmpty()
            || statement.before().indexes(view.get()).stream()
                .anyMatch(
                    index ->
                        index.unique()
                            && index.where().isEmpty()
                            && index.keys().stream().allMatch(key -> key.column().isPresent()));
    if (possible) {
      found.accept(
          Diagnosis.of(
              statement, "Refreshing " + name + " makes the migration last as long as its query."));
    } else {
      found.accept(
          Diagnosis.of(
                  statement,
                  "REFRESH CONCURRENTLY fails: "
                      + name
                      + " has no unique index on columns, without WHERE.")
              .as(Severity.ERROR)
              .because(
                  "PostgreSQL refuses it (SQLSTATE 55000): the migration fails when it is deployed."));
    }
  }
}
