package dev.pgreview.plan;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.lock.AnalyzedStatement;
import java.util.ArrayList;
import java.util.List;

/** Which statements of a change need a plan, and why. */
final class Triggers {
  private final List<FiredTrigger> fired;
  private final List<AnalyzedStatement> newIndexes;

  private Triggers(List<FiredTrigger> fired, List<AnalyzedStatement> newIndexes) {
    this.fired = fired;
    this.newIndexes = newIndexes;
  }

  /** At most one of each letter for each statement, in the order of statements and letters. */
  static Triggers of(PlanRequest request) {
    ReviewConfig.Plan settings = request.config().plan();
    Existing existing = new Existing(request);
    if (existing.nothing()) {
      return new Triggers(List.of(), List.of());
    }
    Bodies bodies = new Bodies(request.analysis());
    IndexTrigger indexes = new IndexTrigger(existing, settings.writesPerSecond());
    List<TriggerRule> rules =
        List.of(
            new StructureTrigger(existing),
            new BackfillTrigger(existing, bodies, settings.backfillRows()),
            indexes,
            new RenameTrigger(existing),
            new RewriteTrigger(request, existing, bodies),
            new LockTimeTrigger(request, existing, bodies));
    List<FiredTrigger> fired = new ArrayList<>();
    List<AnalyzedStatement> newIndexes = new ArrayList<>();
    for (AnalyzedStatement statement : request.analysis().statements()) {
      for (TriggerRule rule : rules) {
        rule.check(statement)
            .filter(trigger -> !settings.switchedOff().contains(trigger.letter().id()))
            .ifPresent(fired::add);
      }
      if (indexes.adds(statement)) {
        newIndexes.add(statement);
      }
    }
    return new Triggers(fired, newIndexes);
  }

  List<FiredTrigger> fired() {
    return fired;
  }

  /** The sections that a plan for some of the triggers must have. */
  List<PlanSection> sections(List<FiredTrigger> triggers) {
    List<PlanSection> required = new ArrayList<>();
    for (PlanSection section : PlanSection.values()) {
      boolean needed =
          switch (section) {
            case BACKFILL -> triggers.stream().anyMatch(t -> t.letter() == FiredTrigger.Letter.B);
            case INDEX_RATIONALE -> addsIndex(triggers);
            case PHASES,
                LOCK_ANALYSIS,
                VALIDATION,
                ROLLBACK_TRIGGERS,
                ROLLBACK_STEPS,
                BLAST_RADIUS,
                MONITORING,
                DEFERRED_RISKS ->
                true;
          };
      if (needed) {
        required.add(section);
      }
    }
    return required;
  }

  /** Whether one of the files of the triggers adds an index to what existed. */
  private boolean addsIndex(List<FiredTrigger> triggers) {
    return newIndexes.stream()
        .anyMatch(
            index -> triggers.stream().anyMatch(t -> t.statement().path().equals(index.path())));
  }
}
