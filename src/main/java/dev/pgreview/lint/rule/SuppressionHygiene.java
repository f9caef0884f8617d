package dev.pgreview.lint.rule;

import dev.pgreview.config.DidYouMean;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.Suppression;
import dev.pgreview.lint.SuppressionRule;
import dev.pgreview.lint.SuppressionUse;
import dev.pgreview.report.Severity;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A suppression without reason, of an unknown rule, or of no use. */
@RuleMetadata(
    summary = "A suppression without reason, of an unknown rule, or of no use",
    category = Category.CONVENTIONS,
    severity = Severity.WARNING,
    why =
        "A suppression is a decision that others rely on later: without a reason nobody "
            + "can tell whether it still holds, and a stale or misspelt one hides the next "
            + "fault or hides nothing.",
    fix =
        "Write -- pgreview:ignore rule-id reason, above the statement or at the end of "
            + "its last line, and delete those that are no longer needed.",
    catalogue = "suppression-hygiene",
    equivalents =
        """
          squawk: unused-ignore;
          pgsafe: suppression-missing-reason, suppression-unknown-rule, suppression-unused
          """)
public final class SuppressionHygiene extends SuppressionRule {

  @Override
  protected void check(
      List<SuppressionUse> suppressions, List<String> rules, Consumer<Diagnosis> found) {
    for (SuppressionUse use : suppressions) {
      Suppression suppression = use.suppression();
      Diagnosis.Place place = new Diagnosis.InFile(suppression.path(), suppression.range());
      if (suppression.rules().isEmpty()) {
        found.accept(
            Diagnosis.of(place, "This suppression names no rule, so it suppresses nothing."));
        continue;
      }
      for (String id : suppression.rules()) {
        problem(id, use, rules).ifPresent(message -> found.accept(Diagnosis.of(place, message)));
      }
    }
  }

  private static Optional<String> problem(String id, SuppressionUse use, List<String> rules) {
    if (!rules.contains(id)) {
      String hint =
          DidYouMean.of(id, rules).map(known -> " Did you mean " + known + "?").orElse("");
      return Optional.of("There is no rule " + id + "." + hint);
    }
    if (use.suppression().reason().isEmpty()) {
      return Optional.of("The suppression of " + id + " gives no reason, so it does not count.");
    }
    return use.idle().contains(id)
        ? Optional.of("The suppression of " + id + " is not needed: the rule finds nothing here.")
        : Optional.empty();
  }
}
