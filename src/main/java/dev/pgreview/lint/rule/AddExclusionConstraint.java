package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ConstraintDefinition;
import java.util.function.Consumer;

/** ADD EXCLUDE. */
@RuleMetadata(
    summary = "ADD EXCLUDE",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "All reads and writes wait under ACCESS EXCLUSIVE until the index is built. "
            + "There is no concurrent form.",
    fix =
        "Make a new table with the constraint, copy the rows in batches, and swap the "
            + "names; or enforce it with a trigger.",
    catalogue = "add-exclusion-constraint",
    equivalents =
        """
          eugene: E8;
          strong_migrations: add_exclusion_constraint;
          online_migrations: add_exclusion_constraint;
          pgfence: add-constraint-exclude;
          pgls: avoidAddingExclusionConstraint;
          pgsafe: add-exclusion-constraint
          """)
public final class AddExclusionConstraint extends AlterTableRule<AlterTableAction.AddConstraint> {
  public AddExclusionConstraint() {
    super(AlterTableAction.AddConstraint.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddConstraint action, AlterSite site, Consumer<Diagnosis> found) {
    if (action.constraint() instanceof ConstraintDefinition.Exclusion) {
      found.accept(
          site.diagnose(
                  "This exclusion constraint builds its index on "
                      + site.name()
                      + " under ACCESS EXCLUSIVE, and has no concurrent form.")
              .because(
                  "All reads and writes of "
                      + site.name()
                      + " wait until it is built"
                      + Impact.duration(site.statement())
                      + "."));
    }
  }
}
