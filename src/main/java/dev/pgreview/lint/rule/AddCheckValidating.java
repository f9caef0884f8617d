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

/** ADD CHECK that checks all rows at once. */
@RuleMetadata(
    summary = "ADD CHECK that checks all rows at once",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "All reads and writes wait under ACCESS EXCLUSIVE while every row is checked; "
            + "one row that fails makes the migration fail.",
    fix =
        "Add it as NOT VALID, which only checks new rows, and validate it in a later "
            + "migration.",
    catalogue = {"add-check-validating", "data-dependent-failure"},
    equivalents =
        """
          squawk: constraint-missing-not-valid;
          eugene: E1;
          strong_migrations: add_check_constraint;
          online_migrations: add_check_constraint, add_text_limit_constraint;
          atlas: PG305, MF101, MF102, MF103, MF104;
          pgfence: add-constraint-check-no-not-valid;
          pgls: constraintMissingNotValid;
          bytebase: STATEMENT_ADD_CHECK_NOT_VALID;
          pgsafe: add-check-without-not-valid;
          safe-migrate: blocking-constraint;
          safemigrate-lint: constraint-not-valid-required, unique-constraint-data-dependent;
          django: SM017
          """)
public final class AddCheckValidating extends AlterTableRule<AlterTableAction.AddConstraint> {
  public AddCheckValidating() {
    super(AlterTableAction.AddConstraint.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddConstraint action, AlterSite site, Consumer<Diagnosis> found) {
    if (!(action.constraint() instanceof ConstraintDefinition.Check check)
        || !ValidatesRows.of(check)
        || !site.scans()) {
      return;
    }
    String name =
        check
            .name()
            .map(Identifiers::quote)
            .orElseGet(
                () ->
                    GeneratedName.of(
                        site,
                        String.join(
                            "_",
                            check.expression().columns().stream().distinct().limit(1).toList()),
                        "check"));
    String sql =
        "ALTER TABLE "
            + site.sql()
            + " ADD CONSTRAINT "
            + name
            + " CHECK ("
            + check.expression().sql()
            + ")"
            + (check.noInherit() ? " NO INHERIT" : "")
            + " NOT VALID";
    Diagnosis diagnosis =
        site.diagnose("This check reads all of " + site.name() + " under ACCESS EXCLUSIVE.")
            .because(
                "All reads and writes of "
                    + site.name()
                    + " wait while every row is checked"
                    + Impact.duration(site.statement())
                    + "; one row that fails makes the migration fail.")
            .fix(
                "Add it as NOT VALID, and validate it in a later migration.",
                sql
                    + ";\n-- next migration:\nALTER TABLE "
                    + site.sql()
                    + " VALIDATE CONSTRAINT "
                    + name
                    + ";");
    found.accept(site.alone() ? diagnosis.replaceWith(sql) : diagnosis);
  }
}
