package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import java.util.Optional;

/** One of the six triggers. */
interface TriggerRule {
  /** Empty when the statement does not need a plan for this reason. */
  Optional<FiredTrigger> check(AnalyzedStatement statement);
}
