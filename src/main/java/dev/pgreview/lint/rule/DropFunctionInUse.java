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
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.RoutineChange;
import java.util.List;
import java.util.function.Consumer;

/** DROP FUNCTION or PROCEDURE in use. */
@RuleMetadata(
    summary = "DROP FUNCTION or PROCEDURE in use",
    category = Category.COMPATIBILITY,
    severity = Severity.WARNING,
    why =
        "Bodies of other functions, and applications, call it by name only when they "
            + "run: the drop succeeds and they fail later. Triggers, defaults, views and "
            + "indexes that use it make the drop itself fail.",
    fix = "Release application versions and functions that do not call it first.",
    catalogue = "drop-function-in-use",
    equivalents =
        """
          safe-migrate: broken-compute;
          pg-schema-diff: HAS_UNTRACKABLE_DEPENDENCIES
          """,
    subsumes = {"missing-lock-timeout"})
public final class DropFunctionInUse extends ChangeRule<ObjectChange.Drop> {
  public DropFunctionInUse() {
    super(ObjectChange.Drop.class);
  }

  @Override
  protected void check(
      ObjectChange.Drop change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    boolean routine = change.kind() == ObjectKind.FUNCTION || change.kind() == ObjectKind.PROCEDURE;
    if (!routine || change.cascade()) {
      return;
    }
    for (ObjectChange.Target target : change.objects()) {
      if (Existence.madeByChange(statement.before(), change.kind(), target.name())
          || recreated(target.name(), statement, context)) {
        continue;
      }
      List<String> users = FunctionUse.of(statement.before(), target.name());
      if (!users.isEmpty()) {
        found.accept(
            Diagnosis.of(
                    statement,
                    "Dropping "
                        + target.name().sql()
                        + " fails: "
                        + Impact.list(users)
                        + " uses it.")
                .as(Severity.ERROR)
                .because(
                    "PostgreSQL refuses to drop a function that other objects depend on: the migration fails when it is deployed."));
      } else {
        found.accept(
            Diagnosis.of(
                statement,
                "Dropping "
                    + target.name().sql()
                    + " breaks functions and running application versions that still call it."));
      }
    }
  }

  private static boolean recreated(
      QualifiedName function, AnalyzedStatement statement, RuleContext context) {
    return context.transactionOf(statement).stream()
        .anyMatch(
            later ->
                later.index() > statement.index()
                    && later.statement().change() instanceof RoutineChange.CreateFunction create
                    && create.name().name().equals(function.name()));
  }
}
