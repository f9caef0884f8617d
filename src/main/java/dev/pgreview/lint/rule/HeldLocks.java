package dev.pgreview.lint.rule;

import dev.pgreview.lint.RuleContext;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.RelationName;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Locks on tables in use that a transaction has taken so far and keeps until its end. */
final class HeldLocks {
  private final RuleContext context;
  private final Map<RelationName, LockMode> modes = new TreeMap<>();

  HeldLocks(RuleContext context) {
    this.context = context;
  }

  void add(AnalyzedStatement statement) {
    for (RelationLock lock : context.blocking(statement)) {
      boolean index =
          statement.before().relation(lock.relation()).filter(Index.class::isInstance).isPresent();
      if (!index) {
        modes.merge(lock.relation(), lock.mode(), LockMode::stronger);
      }
    }
  }

  /** Those that also block reads; a copy. */
  Set<RelationName> exclusive() {
    return matching(LockMode::blocksReads);
  }

  /** Those that block writes and not reads; a copy. */
  Set<RelationName> writeBlocking() {
    return matching(mode -> !mode.blocksReads());
  }

  private Set<RelationName> matching(Predicate<LockMode> wanted) {
    Set<RelationName> names = new TreeSet<>();
    modes.forEach(
        (name, mode) -> {
          if (wanted.test(mode)) {
            names.add(name);
          }
        });
    return names;
  }
}
