package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.Table;
import java.util.Optional;
import java.util.function.Consumer;

/** DROP TRIGGER on a table in use. */
@RuleMetadata(
    summary = "DROP TRIGGER on a table in use",
    category = Category.COMPATIBILITY,
    severity = Severity.WARNING,
    why =
        "What the trigger kept in step (audit rows, derived columns, checks) silently "
            + "stops, and ACCESS EXCLUSIVE blocks the table until the transaction ends.",
    fix =
        "Make sure that nothing relies on it any more; to be able to go back, disable "
            + "it first and drop it in a later release.",
    catalogue = "drop-trigger",
    equivalents =
        """
          pgfence: drop-trigger;
          pgls: banDropTrigger
          """)
public final class DropTrigger extends ChangeRule<ObjectChange.Drop> {
  public DropTrigger() {
    super(ObjectChange.Drop.class);
  }

  @Override
  protected void check(
      ObjectChange.Drop change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.kind() != ObjectKind.TRIGGER) {
      return;
    }
    for (ObjectChange.Target target : change.objects()) {
      Optional<Table> table = statement.before().table(target.name());
      boolean made =
          table.stream()
              .flatMap(t -> t.triggers().stream())
              .anyMatch(
                  trigger -> trigger.name().equals(target.member()) && !trigger.origin().isBase());
      if (target.member() != null
          && !made
          && context.inUse(statement, target.name())
          && !replaced(target, statement, context)) {
        found.accept(
            Diagnosis.of(
                statement,
                "Dropping trigger "
                    + Identifiers.quote(target.member())
                    + " changes what every later write to "
                    + Impact.name(statement.before().fullName(target.name()))
                    + " does."));
      }
    }
  }

  /** Made again in the same transaction, nobody sees the table without it. */
  private static boolean replaced(
      ObjectChange.Target target, AnalyzedStatement statement, RuleContext context) {
    return context.transactionOf(statement).stream()
        .anyMatch(
            later ->
                later.index() > statement.index()
                    && later.statement().change() instanceof ObjectChange.CreateTrigger create
                    && create.name().equals(target.member())
                    && create.table().name().equals(target.name().name()));
  }
}
