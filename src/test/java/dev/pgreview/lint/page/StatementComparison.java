package dev.pgreview.lint.page;

import dev.pgreview.lock.Confidence;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.measure.Effect;
import dev.pgreview.report.StatementReport;
import java.util.Set;

/** What was predicted of a statement beside what a server showed. */
record StatementComparison(String sql, Confidence confidence, Effect predicted, Effect observed) {
  /** Statements that begin and end transactions, and settings: they touch no relation. */
  private static final Set<String> CONTROL = Set.of("SetVariable", "Transaction");

  /** Whether the statement is one of those that are compared; those in bodies are their outer's. */
  static boolean isComparable(StatementReport statement) {
    return statement.outer().isEmpty() && !CONTROL.contains(statement.kind());
  }

  static StatementComparison of(StatementReport statement, Observation seen) {
    return new StatementComparison(
        statement.sql().replaceAll("\\s+", " "),
        statement.predicted().confidence(),
        Effect.of(statement.predicted()),
        Effect.of(seen, statement.predicted()));
  }

  boolean agrees() {
    return predicted.toString().equals(observed.toString());
  }

  @Override
  public String toString() {
    return sql + "\n  predicted " + predicted + " (" + confidence + ")\n  observed  " + observed;
  }
}
