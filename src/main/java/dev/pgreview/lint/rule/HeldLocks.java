package dev.pgreview.lint.rule;

import dev.pgreview.lint.RuleContext;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Locks on tables in use that a transaction has taken so far and keeps until its end. Tables are
 * told apart by their id: a renamed one is still the same.
 */
final class HeldLocks {
  private final RuleContext context;
  private final Map<Integer, Held> held = new LinkedHashMap<>();

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
          .ifPresent(id -> held.merge(id, new Held(lock.relation(), lock.mode()), Held::stronger));
    }
  }

  /** Tables that are locked so far, in the order of locking. */
  List<RelationName> tables() {
    return held.values().stream().map(Held::name).toList();
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

  /** Those that also block reads, without what the statement itself locks so; a copy. */
  Set<RelationName> exclusiveBesides(AnalyzedStatement statement) {
    return besides(statement, LockMode::blocksReads);
  }

  /** Those that block writes and not reads, without what the statement itself locks; a copy. */
  Set<RelationName> writeBlockingBesides(AnalyzedStatement statement) {
    return besides(statement, mode -> !mode.blocksReads());
  }

  boolean anyExclusive() {
    return held.values().stream().anyMatch(one -> one.mode.blocksReads());
  }

  private Set<RelationName> besides(AnalyzedStatement statement, Predicate<LockMode> wanted) {
    Set<RelationName> names = new TreeSet<>();
    Map<Integer, LockMode> own = held.isEmpty() ? Map.of() : own(statement);
    held.forEach(
        (id, one) -> {
          LockMode mode = own.get(id);
          if (wanted.test(one.mode) && (mode == null || mode.compareTo(one.mode) < 0)) {
            names.add(one.name);
          }
        });
    return names;
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
