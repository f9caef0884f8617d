package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.RoutineChange;
import java.util.function.Consumer;

/** CREATE OR REPLACE FUNCTION changes the volatility of a function in use. */
@RuleMetadata(
    summary = "CREATE OR REPLACE FUNCTION changes the volatility of a function in use",
    category = Category.COMPATIBILITY,
    severity = Severity.WARNING,
    why =
        "Indexes, generated columns and partition bounds that were built with an "
            + "IMMUTABLE function stay as they are and give wrong answers when it changes; a "
            + "function made IMMUTABLE that is not gives cached, stale results.",
    fix = "Make a new function under a new name, and rebuild what uses the old one.",
    catalogue = "function-volatility-change",
    equivalents =
        """
          safe-migrate: function-volatility-change
          """)
public final class FunctionVolatilityChange extends ChangeRule<RoutineChange.CreateFunction> {
  public FunctionVolatilityChange() {
    super(RoutineChange.CreateFunction.class);
  }

  @Override
  protected void check(
      RoutineChange.CreateFunction change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (!change.replace()) {
      return;
    }
    statement.before().routines(change.name()).stream()
        .filter(
            routine ->
                routine.origin().isBase()
                    && routine.arguments().equals(change.arguments())
                    && routine.volatility() != change.volatility())
        .findFirst()
        .ifPresent(
            routine ->
                found.accept(
                    Diagnosis.of(
                        statement,
                        "Function "
                            + change.name().sql()
                            + " was "
                            + routine.volatility()
                            + " and becomes "
                            + change.volatility()
                            + ".")));
  }
}
