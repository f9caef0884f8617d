package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ConstraintDefinition;
import java.util.function.Consumer;

/** ADD UNIQUE that builds its index at once. */
@RuleMetadata(
    summary = "ADD UNIQUE that builds its index at once",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "All reads and writes wait under ACCESS EXCLUSIVE until the index is built; one "
            + "duplicate makes the migration fail.",
    fix =
        "Build a unique index concurrently first, and make it the constraint with USING "
            + "INDEX.",
    catalogue = {"add-unique-constraint", "data-dependent-failure"},
    equivalents =
        """
          squawk: disallowed-unique-constraint;
          eugene: E7;
          strong_migrations: add_unique_constraint;
          online_migrations: add_unique_constraint;
          atlas: PG105, MF101, MF102, MF103, MF104;
          pgfence: add-constraint-unique;
          pgls: disallowUniqueConstraint;
          pgsafe: add-unique-constraint;
          safe-migrate: blocking-index-constraint;
          safemigrate-lint: unique-constraint-exclusive-lock, unique-constraint-data-dependent;
          django: DML:ADD_UNIQUE, SM009, SM011, SM021
          """)
public final class AddUniqueConstraint extends AlterTableRule<AlterTableAction.AddConstraint> {
  public AddUniqueConstraint() {
    super(AlterTableAction.AddConstraint.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddConstraint action, AlterSite site, Consumer<Diagnosis> found) {
    if (action.constraint() instanceof ConstraintDefinition.Unique unique
        && !unique.primaryKey()
        && unique.usingIndex().isEmpty()) {
      found.accept(UniqueBuild.diagnose(site, unique, "UNIQUE"));
    }
  }
}
