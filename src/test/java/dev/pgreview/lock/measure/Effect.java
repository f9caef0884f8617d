package dev.pgreview.lock.measure;

import dev.pgreview.lock.ConditionalEffects;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.LockPrediction;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.schema.RelationName;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a statement locks, rewrites and scans, written in one line: {@code t=AX t_pkey=AS rewrite t
 * scan t}. Names in the schema public stand alone.
 */
public record Effect(
    Map<RelationName, LockMode> locks,
    SortedSet<RelationName> rewrites,
    SortedSet<RelationName> scans) {
  public Effect {
    locks = new TreeMap<>(locks);
    rewrites = new TreeSet<>(rewrites);
    scans = new TreeSet<>(scans);
  }

  public static Effect of(LockPrediction prediction) {
    Map<RelationName, LockMode> locks = new TreeMap<>();
    prediction.locks().forEach(lock -> locks.put(lock.relation(), lock.mode()));
    return new Effect(locks, prediction.rewrites(), prediction.scans());
  }

  public static Effect of(Observation observation) {
    Map<RelationName, LockMode> locks = new TreeMap<>();
    observation.locks().forEach(lock -> locks.put(lock.relation(), lock.mode()));
    return new Effect(locks, observation.rewrites(), observation.scans());
  }

  /** What was observed, without the locks that are taken only if they are free. */
  public static Effect of(Observation observation, LockPrediction prediction) {
    return of(observation).without(prediction);
  }

  /** The same without the locks that a statement takes only if they are free. */
  public Effect without(LockPrediction prediction) {
    Map<RelationName, LockMode> settled = new TreeMap<>();
    prediction
        .withoutIfFree(
            locks.entrySet().stream()
                .map(lock -> new RelationLock(lock.getKey(), lock.getValue()))
                .toList())
        .forEach(lock -> settled.put(lock.relation(), lock.mode()));
    return new Effect(settled, rewrites, scans);
  }

  /** What happens whatever the rows and the planner are. */
  public static Effect sure(LockPrediction prediction) {
    Effect all = of(prediction);
    ConditionalEffects conditional = prediction.conditional();
    Map<RelationName, LockMode> locks = new TreeMap<>(all.locks);
    conditional.locks().forEach(lock -> locks.remove(lock.relation()));
    SortedSet<RelationName> rewrites = new TreeSet<>(all.rewrites);
    rewrites.removeAll(conditional.rewrites());
    SortedSet<RelationName> scans = new TreeSet<>(all.scans);
    scans.removeAll(conditional.scans());
    return new Effect(locks, rewrites, scans);
  }

  /** What may happen on tables of any size. */
  public static Effect possible(LockPrediction prediction) {
    Effect all = of(prediction);
    SortedSet<RelationName> scans = new TreeSet<>(all.scans);
    scans.addAll(prediction.conditional().lookups());
    return new Effect(all.locks, all.rewrites, scans);
  }

  /** Whether everything of the other is in this one, in no weaker mode. */
  public boolean covers(Effect other) {
    return rewrites.containsAll(other.rewrites)
        && scans.containsAll(other.scans)
        && other.locks.entrySet().stream()
            .allMatch(
                lock -> {
                  LockMode own = locks.get(lock.getKey());
                  return own != null && own.compareTo(lock.getValue()) >= 0;
                });
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        locks.entrySet().stream()
            .map(lock -> name(lock.getKey()) + "=" + initials(lock.getValue()))
            .collect(Collectors.joining(" ")));
    if (!rewrites.isEmpty()) {
      text.append(" rewrite ").append(names(rewrites));
    }
    if (!scans.isEmpty()) {
      text.append(" scan ").append(names(scans));
    }
    return text.isEmpty() ? "nothing" : text.toString().strip();
  }

  private static String names(SortedSet<RelationName> relations) {
    return relations.stream().map(Effect::name).collect(Collectors.joining(","));
  }

  private static String name(RelationName relation) {
    return relation.schema().equals("public") ? relation.name() : relation.sql();
  }

  private static String initials(LockMode mode) {
    return switch (mode) {
      case ACCESS_SHARE -> "AS";
      case ROW_SHARE -> "RS";
      case ROW_EXCLUSIVE -> "RX";
      case SHARE_UPDATE_EXCLUSIVE -> "SUE";
      case SHARE -> "S";
      case SHARE_ROW_EXCLUSIVE -> "SRX";
      case EXCLUSIVE -> "X";
      case ACCESS_EXCLUSIVE -> "AX";
    };
  }
}
