package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.ObjectChange;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** DROP … CASCADE of a view, type, function, sequence or extension. */
@RuleMetadata(
    summary = "DROP … CASCADE of a view, type, function, sequence or extension",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "CASCADE silently drops what depends on the object: views, defaults, even "
            + "columns of tables with their values. Which ones is only known when it is too "
            + "late.",
    fix =
        "Drop the dependent objects one by one, by name, then this one without CASCADE, "
            + "which then fails if something was forgotten.",
    catalogue = "drop-object-cascade",
    equivalents =
        """
          safe-migrate: destructive-general-cascade
          """)
public final class DropObjectCascade extends ChangeRule<ObjectChange.Drop> {
  public DropObjectCascade() {
    super(ObjectChange.Drop.class);
  }

  @Override
  protected void check(
      ObjectChange.Drop change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    boolean covered =
        switch (change.kind()) {
          case VIEW,
              MATERIALIZED_VIEW,
              SEQUENCE,
              TYPE,
              DOMAIN,
              FUNCTION,
              PROCEDURE,
              AGGREGATE,
              EXTENSION ->
              true;
          case TABLE,
              INDEX,
              FOREIGN_TABLE,
              COLUMN,
              CONSTRAINT,
              DOMAIN_CONSTRAINT,
              TRIGGER,
              POLICY,
              RULE,
              ATTRIBUTE,
              OPERATOR,
              SCHEMA,
              DATABASE,
              STATISTICS,
              ROLE,
              PUBLICATION,
              SUBSCRIPTION,
              EVENT_TRIGGER,
              OTHER ->
              false;
        };
    if (!change.cascade() || !covered) {
      return;
    }
    for (ObjectChange.Target target : change.objects()) {
      if (!Existence.madeByChange(statement.before(), change.kind(), target.name())) {
        List<String> dependents = Dependents.of(statement.before(), target.name());
        found.accept(
            Diagnosis.of(
                statement,
                "CASCADE drops whatever depends on "
                    + change.kind().sql().toLowerCase(Locale.ROOT)
                    + " "
                    + target.name().sql()
                    + (dependents.isEmpty() ? "." : ": " + Impact.list(dependents) + ".")));
      }
    }
  }
}
