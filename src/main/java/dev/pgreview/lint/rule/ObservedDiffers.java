package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.LockPrediction;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A statement that did more on a real server than was predicted. */
@RuleMetadata(
    summary = "A statement that locked, rewrote or read more in the dry run than was predicted",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "The rules judged it by the prediction. The server has the last word: what it did in the "
            + "dry run it will do in production.",
    fix = "Judge the statement by the observed locks in the table.",
    catalogue = "opaque-do-block")
public final class ObservedDiffers extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (statement.outer().isPresent()) {
      return;
    }
    context
        .observation(statement)
        .filter(observed -> observed.error().isEmpty())
        .map(observed -> worse(statement.prediction(), observed))
        .filter(more -> !more.isEmpty())
        .ifPresent(
            more ->
                found.accept(
                    Diagnosis.of(statement, "The server " + String.join(", ", more) + ".")));
  }

  /** Only what blocks somebody: a weak lock more is no news for the reader. */
  private static List<String> worse(LockPrediction predicted, Observation observed) {
    List<String> more = new ArrayList<>();
    for (RelationLock lock : predicted.withoutIfFree(observed.locks())) {
      boolean stronger =
          predicted
              .modeOn(lock.relation())
              .map(mode -> lock.mode().compareTo(mode) > 0)
              .orElse(true);
      if (stronger && lock.mode().blocksWrites()) {
        more.add("took " + lock.mode().sql() + " on " + lock.relation().sql());
      }
    }
    for (RelationName relation : observed.rewrites()) {
      if (!predicted.rewrites().contains(relation)) {
        more.add("rewrote " + relation.sql());
      }
    }
    return more;
  }
}
