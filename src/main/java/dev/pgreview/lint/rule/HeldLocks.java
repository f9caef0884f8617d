package dev.pgreview.lint.rule;

import dev.pgreview.lint.RuleContext;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Locks on tables in use that a transaction has taken so far and keeps until its end. Tables are
 * told apart by their id: a renamed one is still the same.
 */
final class HeldLocks {
  private final RuleContext context;
  private final Map<Integer, Held> held = new LinkedHashMap<>();

  /** What is held, by its name: rules ask for the first few at each of many statements. */
  private final SortedMap<RelationName, Integer> exclusive = new TreeMap<>();

  private final SortedMap<RelationName, Integer> writeBlocking = new TreeMap<>();

  private record Held(RelationName name, LockMode mode) {
    Held stronger(Held other) {
      return new Held(name, mode.stronger(other.mode));
    }
  }

  HeldLocks(RuleContext context) {
    this.context = context;
  }

  void add(AnalyzedStatement statement) {
    for (RelationLock lock : context.blocking(statement)) {
      statement
          .before()
          .relation(lock.relation())
          .filter(Table.class::isInstance)
          .map(Relation::id)
          .ifPresent(id -> add(id, lock));
    }
  }

  private void add(int id, RelationLock lock) {
    Held now = held.merge(id, new Held(lock.relation(), lock.mode()), Held::stronger);
    writeBlocking.remove(now.name());
    (now.mode().blocksReads() ? exclusive : writeBlocking).put(now.name(), id);
  }

  /** The first few tables that were locked, in the order of locking. */
  List<RelationName> first(int most) {
    return held.values().stream().limit(most).map(Held::name).toList();
  }

  /** Tables that a statement locks and that were not locked before. */
  List<RelationName> fresh(AnalyzedStatement statement) {
    return context.blocking(statement).stream()
        .map(RelationLock::relation)
        .filter(
            name ->
                statement
                    .before()
                    .table(name)
                    .filter(table -> !held.containsKey(table.id()))
                    .isPresent())
        .toList();
  }

  /** The first few that also block reads, without what the statement itself locks so. */
  List<RelationName> exclusiveBesides(AnalyzedStatement statement, int most) {
    return besides(statement, exclusive, most);
  }

  /** The first few that block writes and not reads, without what the statement itself locks. */
  List<RelationName> writeBlockingBesides(AnalyzedStatement statement, int most) {
    return besides(statement, writeBlocking, most);
  }

  boolean anyExclusive() {
    return !exclusive.isEmpty();
  }

  private List<RelationName> besides(
      AnalyzedStatement statement, SortedMap<RelationName, Integer> of, int most) {
    if (of.isEmpty()) {
      return List.of();
    }
    Map<Integer, LockMode> own = own(statement);
    List<RelationName> names = new ArrayList<>();
    for (Map.Entry<RelationName, Integer> one : of.entrySet()) {
      LockMode mode = own.get(one.getValue());
      if (mode == null || mode.compareTo(mode(one.getValue())) < 0) {
        names.add(one.getKey());
        if (names.size() == most) {
          break;
        }
      }
    }
    return names;
  }

  private LockMode mode(int id) {
    return Objects.requireNonNull(held.get(id)).mode();
  }

  /** The strongest that a statement itself takes, by the relation's id. */
  private Map<Integer, LockMode> own(AnalyzedStatement statement) {
    Map<Integer, LockMode> own = new HashMap<>();
    for (RelationLock lock : context.blocking(statement)) {
      statement
          .before()
          .relation(lock.relation())
          .ifPresent(
              relation ->
                  own.merge(relation.id(), lock.mode(), (a, b) -> a.compareTo(b) >= 0 ? a : b));
    }
    return own;
  }
}
