package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.Confidence;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.RelationName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The strongest lock that the change takes on each table or view, by the best evidence. */
final class LockFacts {
  private final Map<RelationName, Fact> byRelation = new LinkedHashMap<>();
  private final Set<RelationName> relations = new TreeSet<>();

  /** A lock, the statement that takes it, and whether a server showed it. */
  record Fact(LockMode mode, AnalyzedStatement statement, boolean observed) {
    String place() {
      return statement.path() + ":" + statement.span().line();
    }
  }

  LockFacts(PlanRequest request) {
    Stream.of(request.analysis().base(), request.analysis().after())
        .flatMap(catalog -> catalog.relations().stream())
        .filter(relation -> !(relation instanceof Index))
        .forEach(relation -> relations.add(relation.name()));
    for (AnalyzedStatement statement : request.analysis().statements()) {
      Observation seen = request.observations().get(statement.index());
      boolean observed = seen != null && seen.error().isEmpty();
      if (observed || statement.prediction().confidence() != Confidence.UNKNOWN) {
        locks(request, statement).stream()
            .filter(lock -> !isIndex(statement, lock.relation()))
            .forEach(
                lock ->
                    byRelation.merge(
                        lock.relation(),
                        new Fact(lock.mode(), statement, observed),
                        (a, b) -> a.mode().compareTo(b.mode()) >= 0 ? a : b));
      }
    }
  }

  /** What a statement locks: observed if it ran, else predicted. */
  static List<RelationLock> locks(PlanRequest request, AnalyzedStatement statement) {
    Observation seen = request.observations().get(statement.index());
    return seen != null && seen.error().isEmpty()
        ? statement.prediction().withoutIfFree(seen.locks())
        : statement.prediction().locks();
  }

  private static boolean isIndex(AnalyzedStatement statement, RelationName name) {
    return statement.before().relation(name).filter(Index.class::isInstance).isPresent();
  }

  /** All tables, views and sequences before and after the change. */
  Set<RelationName> relations() {
    return relations;
  }

  Map<RelationName, Fact> byRelation() {
    return byRelation;
  }
}
