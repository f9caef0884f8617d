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
import dev.pgreview.schema.Identifiers;
import java.util.function.Consumer;

/** A constraint is added NOT VALID and validated in the same transaction. */
@RuleMetadata(
    summary = "A constraint is added NOT VALID and validated in the same transaction",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "The strong lock of ADD CONSTRAINT is held until the transaction ends, and so "
            + "during the whole scan: NOT VALID gained nothing.",
    fix =
        "Validate in a migration of its own, after the one that adds the constraint has "
            + "been committed.",
    catalogue = "not-valid-validate-same-tx",
    equivalents =
        """
          squawk: constraint-missing-not-valid;
          strong_migrations: validate_check_constraint, validate_foreign_key;
          online_migrations: validate_foreign_key, validate_constraint;
          pgfence: not-valid-validate-same-tx;
          pgls: requireSeparateConstraintValidation
          """,
    subsumes = {"statement-after-access-exclusive", "statement-after-write-blocking-lock"})
public final class NotValidValidateSameTx
    extends AlterTableRule<AlterTableAction.ValidateConstraint> {
  public NotValidValidateSameTx() {
    super(AlterTableAction.ValidateConstraint.class);
  }

  @Override
  protected void check(
      AlterTableAction.ValidateConstraint action, AlterSite site, Consumer<Diagnosis> found) {
    boolean inCatalog =
        site.table()
            .flatMap(table -> table.constraint(action.constraint()))
            .filter(constraint -> !constraint.origin().isBefore(site.statement().transaction()))
            .isPresent();
    boolean inStatement =
        site.alter().commands().stream()
            .anyMatch(
                command ->
                    command.action()
                            instanceof AlterTableAction.AddConstraint(ConstraintDefinition added)
                        && added.name().filter(action.constraint()::equals).isPresent());
    if (inCatalog || inStatement) {
      found.accept(
          site.diagnose(
                  "Constraint "
                      + Identifiers.quote(action.constraint())
                      + " is validated while the lock that added it to "
                      + site.name()
                      + " is still held.")
              .because(
                  "The lock of ADD CONSTRAINT stays until the transaction ends, during the whole scan"
                      + Impact.duration(site.statement())
                      + ": NOT VALID gained nothing.")
              .fix(
                  "Move this statement to the next migration.",
                  "ALTER TABLE "
                      + site.sql()
                      + " VALIDATE CONSTRAINT "
                      + Identifiers.quote(action.constraint())
                      + ";"));
    }
  }
}
