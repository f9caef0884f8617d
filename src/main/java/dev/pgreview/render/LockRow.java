package dev.pgreview.render;

import dev.pgreview.lock.ConditionalEffects;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.LockPrediction;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.report.StatementReport;
import dev.pgreview.schema.RelationName;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one statement does to one relation.
 *
 * @param mode empty inside for a relation that is read or rewritten without a lock of its own
 * @param conditional what of it may stay away
 */
record LockRow(
    RelationName relation,
    Seen<Optional<LockMode>> mode,
    Seen<Boolean> rewrite,
    Seen<Boolean> scan,
    Conditional conditional)
    implements Comparable<LockRow> {
  private static final Comparator<LockRow> STRONGEST_FIRST =
      Comparator.comparing(
              (LockRow row) -> row.strongest().orElse(LockMode.ACCESS_SHARE),
              Comparator.reverseOrder())
          .thenComparing(LockRow::relation);

  /**
   * Which of the predicted effects on the relation need rows, a branch that is taken and so on.
   *
   * @param ifFree the mode that may come on top
   */
  record Conditional(boolean mode, boolean rewrite, Optional<LockMode> ifFree) {
    static Conditional of(ConditionalEffects effects, RelationName relation) {
      return new Conditional(
          effects.locks(relation),
          effects.rewrites().contains(relation),
          effects.ifFree().stream()
              .filter(lock -> lock.relation().equals(relation))
              .map(RelationLock::mode)
              .findFirst());
    }
  }

  /** Strongest lock first. */
  static List<LockRow> of(StatementReport statement) {
    LockPrediction predicted = statement.predicted();
    // A statement that failed shows what it took until then: no evidence against the prediction.
    Optional<Observation> observed = statement.observed().filter(seen -> seen.error().isEmpty());
    Map<RelationName, LockMode> predictedModes = modes(predicted.locks());
    Optional<Map<RelationName, LockMode>> observedModes = observed.map(seen -> modes(seen.locks()));
    TreeSet<RelationName> relations = new TreeSet<>(predictedModes.keySet());
    relations.addAll(predicted.rewrites());
    relations.addAll(predicted.scans());
    observed.ifPresent(
        seen ->
            Stream.of(modes(seen.locks()).keySet(), seen.rewrites(), seen.scans())
                .forEach(relations::addAll));
    return relations.stream()
        .map(
            relation ->
                new LockRow(
                    relation,
                    observedModes.isPresent()
                        ? Seen.both(
                            Optional.ofNullable(predictedModes.get(relation)),
                            Optional.ofNullable(observedModes.get().get(relation)))
                        : Seen.onlyPredicted(Optional.ofNullable(predictedModes.get(relation))),
                    new Seen<>(
                        predicted.rewrites().contains(relation),
                        observed.map(seen -> seen.rewrites().contains(relation))),
                    new Seen<>(
                        predicted.scans().contains(relation),
                        observed.map(seen -> seen.scans().contains(relation))),
                    Conditional.of(predicted.conditional(), relation)))
        .sorted()
        .toList();
  }

  /** What was observed, or predicted where nothing was. */
  Optional<LockMode> strongest() {
    return mode.value().isPresent() ? mode.value() : mode.predicted();
  }

  boolean differs() {
    return modeDiffers() || rewrite.differs() || scan.differs();
  }

  private boolean modeDiffers() {
    return mode.differs() && !isSeenIfFree();
  }

  /** Whether the mode that was seen is the one that is taken only if it is free. */
  private boolean isSeenIfFree() {
    return mode.observed().isPresent()
        && mode.observed().get().isPresent()
        && mode.observed().get().equals(conditional.ifFree());
  }

  /** What is said of a row that does not differ, in a few words. */
  String agreement() {
    if (mode.observed().isEmpty()) {
      return "unchecked";
    }
    return mode.differs() ? "possible, if free" : "same";
  }

  Optional<Blocking> blocking() {
    return mode.value().map(Blocking::of);
  }

  /** Where the prediction was another, in a few words; empty where it was right or unchecked. */
  Optional<String> difference() {
    if (!differs()) {
      return Optional.empty();
    }
    if (modeDiffers()) {
      return Optional.of(mode.predicted().map(this::modeText).orElse("no lock"));
    }
    if (rewrite.differs()) {
      String perhaps = conditional.rewrite() ? ", perhaps" : "";
      return Optional.of(rewrite.predicted() ? "rewrite" + perhaps : "no rewrite");
    }
    // What is looked up in an empty table needs no scan: the dry run's tables have few rows or
    // none.
    return Optional.of(scan.predicted() ? "scan, once it has rows" : "no scan");
  }

  private String modeText(LockMode predicted) {
    if (!conditional.mode()) {
      return predicted.sql();
    }
    return predicted.blocksWrites()
        ? predicted.sql() + ", perhaps"
        : predicted.sql() + ", for rows";
  }

  private static Map<RelationName, LockMode> modes(Collection<RelationLock> locks) {
    Map<RelationName, LockMode> modes = new TreeMap<>();
    locks.forEach(lock -> modes.merge(lock.relation(), lock.mode(), LockMode::stronger));
    return modes;
  }

  @Override
  public int compareTo(LockRow other) {
    return STRONGEST_FIRST.compare(this, other);
  }
}
