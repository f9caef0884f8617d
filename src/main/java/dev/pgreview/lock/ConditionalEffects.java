package dev.pgreview.lock;

import dev.pgreview.schema.RelationName;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The part of a prediction that may stay away without the prediction being wrong: it needs rows,
 * which the tables of a dry run seldom have, a branch that is taken, or a choice of the planner. In
 * production it must be reckoned with. And what may come on top of it.
 *
 * @param locks in the mode that is predicted; a weaker one on the same relation, or none, may be
 *     seen instead. Strongest first
 * @param lookups relations whose rows are found through an index. While they are small the planner
 *     scans them instead, so that a scan of them may be seen which large ones will not have
 * @param ifFree locks on top of the predicted ones: the statement takes them only if it need not
 *     wait for them, and lets them go before its end. Strongest first
 */
public record ConditionalEffects(
    List<RelationLock> locks,
    SortedSet<RelationName> rewrites,
    SortedSet<RelationName> scans,
    SortedSet<RelationName> lookups,
    List<RelationLock> ifFree) {
  public static final ConditionalEffects NONE =
      new ConditionalEffects(
          List.of(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), List.of());

  public ConditionalEffects {
    locks = locks.stream().sorted().toList();
    rewrites = Collections.unmodifiableSortedSet(new TreeSet<>(rewrites));
    scans = Collections.unmodifiableSortedSet(new TreeSet<>(scans));
    lookups = Collections.unmodifiableSortedSet(new TreeSet<>(lookups));
    ifFree = ifFree.stream().sorted().toList();
  }

  /** Whether the predicted lock on a relation is one of these. */
  public boolean locks(RelationName relation) {
    return locks.stream().anyMatch(lock -> lock.relation().equals(relation));
  }
}
