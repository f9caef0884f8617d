package dev.pgreview.lock;

import dev.pgreview.schema.RelationName;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a statement is expected to lock, rewrite and scan.
 *
 * <p>Only relations that existed before the statement's transaction are listed, no system catalogs,
 * each once with its strongest mode; indexes count as relations.
 *
 * @param locks strongest first
 * @param rewrites relations whose file is written anew (a new relfilenode)
 * @param scans relations that are read from end to end while the statement runs
 * @param note what the confidence hangs on, or what may come on top; one sentence
 * @param conditional which of these may stay away, and what may come on top
 */
public record LockPrediction(
    List<RelationLock> locks,
    SortedSet<RelationName> rewrites,
    SortedSet<RelationName> scans,
    TransactionRule inTransaction,
    Confidence confidence,
    Optional<String> note,
    ConditionalEffects conditional) {
  public LockPrediction {
    locks = locks.stream().sorted().toList();
    rewrites = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(rewrites));
    scans = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(scans));
  }

  public Optional<LockMode> modeOn(RelationName relation) {
    return locks.stream()
        .filter(lock -> lock.relation().equals(relation))
        .map(RelationLock::mode)
        .findFirst();
  }

  /**
   * Observed locks as they are when nothing is free for the statement: whether a lock that it takes
   * in passing is seen is a matter of luck.
   */
  public List<RelationLock> withoutIfFree(List<RelationLock> observed) {
    return observed.stream()
        .map(
            lock ->
                conditional.ifFree().contains(lock)
                    ? new RelationLock(lock.relation(), modeOn(lock.relation()).orElse(lock.mode()))
                    : lock)
        .toList();
  }
}
