package dev.pgreview.lint;

import java.util.List;
import java.util.function.Consumer;

/** A rule about the suppressions themselves; it runs when all others have. */
public abstract class SuppressionRule extends Rule {

  @Override
  protected final void check(RuleContext context, Consumer<Diagnosis> found) {}

  /**
   * Judges suppressions.
   *
   * @param rules ids of all rules
   */
  protected abstract void check(
      List<SuppressionUse> suppressions, List<String> rules, Consumer<Diagnosis> found);
}
