package dev.pgreview.lint.page;

import dev.pgreview.lock.Confidence;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements of an example, predicted and observed.
 *
 * @param compared those that a server ran and whose effect is predicted
 * @param unknown those of which nothing certain is said
 * @param unseen those that no server ran; empty unless the example is refused
 */
record BlockComparison(
    List<StatementComparison> compared, List<String> unknown, List<String> unseen) {

  static BlockComparison of(Report report) {
    List<StatementComparison> compared = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    for (StatementReport statement : report.statements()) {
      if (!StatementComparison.isComparable(statement)) {
        continue;
      }
      if (statement.predicted().confidence() == Confidence.UNKNOWN) {
        unknown.add(statement.sql());
      } else if (statement.observed().filter(seen -> seen.error().isEmpty()).isPresent()) {
        compared.add(StatementComparison.of(statement, statement.observed().get()));
      } else {
        unseen.add(statement.sql());
      }
    }
    return new BlockComparison(compared, unknown, unseen);
  }

  /**
   * Predictions that are wrong: each that is certain and differs, and each that is likely and
   * differs without the page saying why.
   *
   * @param explanation what the page says
   */
  List<StatementComparison> wrong(Optional<String> explanation) {
    return compared.stream()
        .filter(one -> !one.agrees())
        .filter(one -> one.confidence() == Confidence.CERTAIN || explanation.isEmpty())
        .toList();
  }

  /** Whether some likely prediction differs, so that an explanation has something to explain. */
  boolean hasLikelyDifference() {
    return compared.stream()
        .anyMatch(one -> !one.agrees() && one.confidence() == Confidence.LIKELY);
  }
}
