package dev.pgreview.dryrun;

import dev.pgreview.migration.TransactionMode;
import dev.pgreview.review.DryRunRequest;
import java.util.ArrayList;
import java.util.List;

/** One thing that a tool sends for a file. */
sealed interface Step {
  /** Opens a transaction block unless one is open. */
  record Begin() implements Step {}

  /**
   * Commits the block, if one is open.
   *
   * @param implicit the end of a query string, which leaves a block alone that the text opened
   */
  record Commit(boolean implicit) implements Step {}

  /** A statement of the file. */
  record Run(DryRunRequest.Statement statement) implements Step {}

  /** What the tool sends, in order. */
  static List<Step> of(DryRunRequest.Script script) {
    List<Step> steps = new ArrayList<>();
    for (DryRunRequest.Section section : script.sections()) {
      add(section, steps);
    }
    return steps;
  }

  private static void add(DryRunRequest.Section section, List<Step> steps) {
    List<DryRunRequest.Statement> statements = section.statements();
    boolean implicit = section.mode() == TransactionMode.IMPLICIT && statements.size() > 1;
    boolean wrapped = section.mode() == TransactionMode.WRAPPED && !statements.isEmpty();
    if (wrapped) {
      steps.add(new Begin());
    }
    for (DryRunRequest.Statement statement : statements) {
      if (implicit) {
        // After a COMMIT in the text the rest of the query string is a block again.
        steps.add(new Begin());
      }
      steps.add(new Run(statement));
    }
    if (wrapped || implicit) {
      steps.add(new Commit(implicit));
    }
  }
}
