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
import dev.pgreview.schema.QualifiedName;
import java.util.function.Consumer;

/** VACUUM FULL. */
@RuleMetadata(
    summary = "VACUUM FULL",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "The whole table and all its indexes are written anew under ACCESS EXCLUSIVE: "
            + "all reads and writes wait until it is done.",
    fix =
        "Plain VACUUM makes the space reusable without blocking; to give it back to the "
            + "system use pg_repack.",
    catalogue = "vacuum-full",
    equivalents =
        """
          pgfence: vacuum-full;
          pgls: banVacuumFull;
          bytebase: STATEMENT_NON_TRANSACTIONAL;
          pgsafe: vacuum-full-cluster;
          safe-migrate: vacuum-full
          """,
    subsumes = {"missing-lock-timeout"})
public final class VacuumFull extends ChangeRule<MaintenanceChange.Vacuum> {
  public VacuumFull() {
    super(MaintenanceChange.Vacuum.class);
  }

  @Override
  protected void check(
      MaintenanceChange.Vacuum change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (!change.full()) {
      return;
    }
    if (change.relations().isEmpty()) {
      found.accept(
          Diagnosis.of(
              statement,
              "VACUUM FULL rewrites every table of the database, one after the other, under ACCESS EXCLUSIVE."));
    }
    for (QualifiedName name : change.relations()) {
      if (context.inUse(statement, name)) {
        found.accept(
            Diagnosis.of(
                    statement,
                    "VACUUM FULL rewrites "
                        + Impact.name(statement.before().fullName(name))
                        + " under ACCESS EXCLUSIVE.")
                .because(
                    "All reads and writes wait until it is done" + Impact.duration(statement) + ".")
                .fix(
                    "Plain VACUUM makes the space reusable without blocking; to give it back to the system use pg_repack.",
                    "VACUUM " + name.sql() + ";"));
      }
    }
  }
}
