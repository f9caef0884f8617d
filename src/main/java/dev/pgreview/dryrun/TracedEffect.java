package dev.pgreview.dryrun;

import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.lock.SqlError;
import dev.pgreview.schema.RelationName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one statement was seen to do.
 *
 * @param locks strongest mode by relation
 * @param hidden whether the transaction already held locks, so that locks that it took again do not
 *     show
 * @param existing names of the relations that count
 */
record TracedEffect(
    SortedMap<RelationName, LockMode> locks,
    SortedSet<RelationName> rewrites,
    SortedSet<RelationName> scans,
    Duration duration,
    boolean hidden,
    Set<RelationName> existing) {

  /** Of a statement that touches no relation. */
  static TracedEffect none(Duration duration) {
    return new TracedEffect(
        new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), duration, false, Set.of());
  }

  /** The relations that differ between two moments. */
  static TracedEffect between(
      Moment before, Moment after, Set<HeldLock> taken, Duration duration, boolean hidden) {
    SortedMap<RelationName, LockMode> locks = new TreeMap<>();
    for (HeldLock lock : taken) {
      Moment.State relation = before.relations().get(lock.relation());
      if (relation != null) {
        locks.merge(relation.name(), lock.mode(), LockMode::stronger);
      }
    }
    SortedSet<RelationName> rewrites = new TreeSet<>();
    SortedSet<RelationName> scans = new TreeSet<>();
    before
        .relations()
        .forEach(
            (oid, then) -> {
              Moment.State now = after.relations().get(oid);
              if (now != null && now.file() != then.file()) {
                rewrites.add(then.name());
              }
              if (now != null && now.scans() > then.scans()) {
                scans.add(then.name());
              }
            });
    Set<RelationName> existing =
        before.relations().values().stream().map(Moment.State::name).collect(Collectors.toSet());
    return new TracedEffect(locks, rewrites, scans, duration, hidden, existing);
  }

  /** With the locks that the same statement was seen to take when it ran in a transaction alone. */
  TracedEffect withLocksOf(TracedEffect alone) {
    SortedMap<RelationName, LockMode> all = new TreeMap<>(locks);
    alone.locks.forEach(
        (relation, mode) -> {
          if (existing.contains(relation)) {
            all.merge(relation, mode, LockMode::stronger);
          }
        });
    return new TracedEffect(all, rewrites, scans, duration, false, existing);
  }

  Observation observation(Optional<SqlError> error) {
    return new Observation(
        locks.entrySet().stream()
            .map(lock -> new RelationLock(lock.getKey(), lock.getValue()))
            .toList(),
        rewrites,
        scans,
        duration,
        Duration.ZERO,
        Duration.ZERO,
        error);
  }
}
