package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.ObjectChange;
import java.util.function.Consumer;

/** CREATE DOMAIN with a constraint. */
@RuleMetadata(
    summary = "CREATE DOMAIN with a constraint",
    category = Category.CONSTRAINTS,
    severity = Severity.NOTICE,
    why =
        "The constraint cannot be changed without checking every table that uses the "
            + "domain under a lock, and a column of such a domain cannot be added without "
            + "rewriting the table.",
    fix = "Put the constraint on the tables as CHECK, where it can be added as NOT VALID.",
    catalogue = "domain-create-with-constraint",
    equivalents =
        """
          squawk: ban-create-domain-with-constraint;
          pgfence: ban-create-domain-with-constraint
          """)
public final class DomainCreateWithConstraint extends ChangeRule<ObjectChange.CreateDomain> {
  public DomainCreateWithConstraint() {
    super(ObjectChange.CreateDomain.class);
  }

  @Override
  protected void check(
      ObjectChange.CreateDomain change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.notNull() || !change.constraints().isEmpty()) {
      found.accept(
          Diagnosis.of(
              statement,
              "Domain "
                  + change.name().sql()
                  + " carries a constraint into every table that uses it."));
    }
  }
}
