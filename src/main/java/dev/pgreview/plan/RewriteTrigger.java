package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.Observation;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.MaintenanceChange;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.RoutineChange;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Trigger e: a table with rows is written anew. What a server showed wins over what was predicted,
 * except in routines, whose branches may not have run there. TRUNCATE gives a table a new file but
 * rewrites nothing; REINDEX rewrites indexes, and a materialized view's refresh rewrites what is
 * derived: those three count by their locks only (trigger f).
 */
final class RewriteTrigger implements TriggerRule {
  private final PlanRequest request;
  private final Existing existing;
  private final Bodies bodies;

  RewriteTrigger(PlanRequest request, Existing existing, Bodies bodies) {
    this.request = request;
    this.existing = existing;
    this.bodies = bodies;
  }

  @Override
  public Optional<FiredTrigger> check(AnalyzedStatement statement) {
    Reasons reasons = new Reasons();
    for (RelationName relation : rewritten(statement)) {
      reasons.add("rewrite of " + Names.of(relation), relation);
    }
    return reasons.fired(FiredTrigger.Letter.E, statement);
  }

  private Set<RelationName> rewritten(AnalyzedStatement statement) {
    Set<RelationName> relations = new TreeSet<>();
    switch (statement.statement().change()) {
      case TableChange.Truncate _,
          IndexChange.Reindex _,
          MaintenanceChange.RefreshMaterializedView _ -> {
        return relations;
      }
      default -> {}
    }
    Optional<Observation> seen =
        Optional.ofNullable(request.observations().get(statement.index()))
            .filter(observation -> observation.error().isEmpty());
    boolean routine =
        statement.outer().isPresent()
            || statement.statement().change() instanceof RoutineChange
            || bodies.hasInner(statement);
    if (seen.isEmpty() || routine) {
      relations.addAll(statement.prediction().rewrites());
    }
    seen.ifPresent(observation -> relations.addAll(observation.rewrites()));
    bodies.inner(statement).forEach(inner -> relations.removeAll(inner.prediction().rewrites()));
    relations.removeIf(name -> !isTable(statement, name) || !existing.isFilled(statement, name));
    return relations;
  }

  private static boolean isTable(AnalyzedStatement statement, RelationName name) {
    return statement.before().relation(name).map(Table.class::isInstance).orElse(true);
  }
}
