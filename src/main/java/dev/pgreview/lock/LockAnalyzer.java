package dev.pgreview.lock;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.SchemaChange;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Predicts what a statement locks, rewrites and scans. */
public final class LockAnalyzer {
  private LockAnalyzer() {}

  /**
   * The prediction for a statement.
   *
   * @param transaction number of the statement's transaction: what was made in it is left out
   */
  public static LockPrediction analyze(
      SchemaChange change, Catalog before, SessionSettings settings, int transaction) {
    return new LockPrediction(
        List.of(),
        new TreeSet<>(),
        new TreeSet<>(),
        TransactionRule.ALLOWED,
        Confidence.UNKNOWN,
        Optional.of("statements of this kind are not predicted yet"));
  }
}
