package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.ObjectChange;
import java.util.function.Consumer;

/** ALTER DOMAIN SET NOT NULL. */
@RuleMetadata(
    summary = "ALTER DOMAIN SET NOT NULL",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "SHARE on every table with a column of the domain blocks their writes while all "
            + "their rows are read; there is no NOT VALID form.",
    fix = "Make the columns NOT NULL instead, each the safe way.",
    catalogue = "domain-set-not-null",
    equivalents =
        """
          pgsafe: add-domain-not-null
          """)
public final class DomainSetNotNull extends ChangeRule<ObjectChange.AlterDomain> {
  public DomainSetNotNull() {
    super(ObjectChange.AlterDomain.class);
  }

  @Override
  protected void check(
      ObjectChange.AlterDomain change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    boolean sets =
        change.action() instanceof ObjectChange.DomainAction.SetNotNull
            || change.action()
                instanceof ObjectChange.DomainAction.AddConstraint(ConstraintDefinition.NotNull _);
    if (sets) {
      DomainUse.blocked(change.name(), statement, context)
          .ifPresent(
              tables ->
                  found.accept(
                      Diagnosis.of(
                          statement,
                          "NOT NULL on domain "
                              + change.name().sql()
                              + " blocks all writes to "
                              + tables
                              + " while their rows are read.")));
    }
  }
}
