package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.PlanReport;
import dev.pgreview.schema.RelationName;
import java.util.Set;

/**
 * Why a statement needs a plan.
 *
 * @param reason one sentence part, naming the objects
 * @param relations that the plan has to mention
 */
record FiredTrigger(
    Letter letter, AnalyzedStatement statement, String reason, Set<RelationName> relations) {
  FiredTrigger {
    relations = Set.copyOf(relations);
  }

  /** The six triggers. */
  enum Letter {
    /** Column or table drop, type change, NOT NULL on what existed. */
    A,
    /** A backfill of many rows. */
    B,
    /** An index on a table with sustained writes. */
    C,
    /** A rename. */
    D,
    /** A rewrite. */
    E,
    /** A lock that stops others for long. */
    F;

    String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  PlanReport.Trigger report() {
    return new PlanReport.Trigger(letter.id(), statement.index(), reason);
  }

  /** File and line, for messages. */
  String place() {
    return statement.path() + ":" + statement.span().line();
  }
}
