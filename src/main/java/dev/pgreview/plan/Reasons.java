package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.RelationName;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Gathers why one statement fires one trigger. Mutable, for one thread. */
final class Reasons {
  private static final int MOST = 5;

  private final Set<String> reasons = new LinkedHashSet<>();
  private final Set<RelationName> relations = new TreeSet<>();

  void add(String reason, RelationName relation) {
    reasons.add(reason);
    relations.add(relation);
  }

  /** For what is no relation: a type, a schema. */
  void add(String reason, Set<RelationName> touched) {
    reasons.add(reason);
    relations.addAll(touched);
  }

  Optional<FiredTrigger> fired(FiredTrigger.Letter letter, AnalyzedStatement statement) {
    if (reasons.isEmpty()) {
      return Optional.empty();
    }
    String text = String.join("; ", reasons.stream().limit(MOST).toList());
    int more = reasons.size() - MOST;
    return Optional.of(
        new FiredTrigger(
            letter, statement, more > 0 ? text + "; and " + more + " more" : text, relations));
  }
}
