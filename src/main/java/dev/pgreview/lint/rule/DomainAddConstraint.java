package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectChange;
import java.util.function.Consumer;

/** ALTER DOMAIN ADD CONSTRAINT that checks all rows at once. */
@RuleMetadata(
    summary = "ALTER DOMAIN ADD CONSTRAINT that checks all rows at once",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "SHARE on every table with a column of the domain blocks their writes while all "
            + "their rows are read, table after table, and all locks stay until the end.",
    fix = "Add it as NOT VALID, which locks no table; validate it in a later migration.",
    catalogue = "domain-add-constraint",
    equivalents =
        """
          squawk: ban-alter-domain-with-add-constraint;
          pgfence: ban-alter-domain-add-constraint;
          pgsafe: add-domain-constraint-without-not-valid
          """)
public final class DomainAddConstraint extends ChangeRule<ObjectChange.AlterDomain> {
  public DomainAddConstraint() {
    super(ObjectChange.AlterDomain.class);
  }

  @Override
  protected void check(
      ObjectChange.AlterDomain change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.action()
            instanceof ObjectChange.DomainAction.AddConstraint(ConstraintDefinition.Check check)
        && !check.notValid()) {
      DomainUse.blocked(change.name(), statement, context)
          .ifPresent(
              tables -> {
                String name = check.name().map(Identifiers::quote).orElse("<name>");
                String sql =
                    "ALTER DOMAIN "
                        + change.name().sql()
                        + " ADD CONSTRAINT "
                        + name
                        + " CHECK ("
                        + check.expression().sql()
                        + ") NOT VALID";
                found.accept(
                    Diagnosis.of(
                            statement,
                            "The check on domain "
                                + change.name().sql()
                                + " blocks all writes to "
                                + tables
                                + " while their rows are read.")
                        .fix(
                            "Add it as NOT VALID, which locks no table; validate it in a later migration.",
                            sql
                                + ";\n-- next migration:\nALTER DOMAIN "
                                + change.name().sql()
                                + " VALIDATE CONSTRAINT "
                                + name
                                + ";"));
              });
    }
  }
}
