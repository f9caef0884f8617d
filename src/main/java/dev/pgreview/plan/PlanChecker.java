package dev.pgreview.plan;

import dev.pgreview.lock.LockMode;
import dev.pgreview.plan.LockClaims.Claim;
import dev.pgreview.plan.MigrationPlan.Block;
import dev.pgreview.plan.MigrationPlan.Section;
import dev.pgreview.report.PlanReport.Problem;
import dev.pgreview.schema.RelationName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a plan lacks for the triggers that it has to answer. */
final class PlanChecker {
  private final PlanRequest request;
  private final LockFacts locks;

  PlanChecker(PlanRequest request) {
    this.request = request;
    this.locks = new LockFacts(request);
  }

  /** By section, then by line. */
  List<Problem> check(MigrationPlan plan, List<FiredTrigger> triggers, List<PlanSection> required) {
    if (plan.tooLarge()) {
      return List.of(
          new Problem(
              PlanSection.PHASES.title(),
              OptionalInt.empty(),
              "the plan is larger than 300,000 characters and was not read; put data and logs"
                  + " into other files"));
    }
    List<Problem> problems = new ArrayList<>();
    for (PlanSection section : required) {
      new SectionCheck(request, section, plan.covering(section), problems).check();
    }
    questions(plan, problems);
    mentions(plan, triggers, problems);
    lockClaims(plan, problems);
    return problems.stream().sorted(order()).toList();
  }

  /** What a plan that is not there lacks. */
  static List<Problem> missing(List<PlanSection> required) {
    return required.stream()
        .map(s -> new Problem(s.title(), OptionalInt.empty(), "needs " + s.content()))
        .toList();
  }

  /** A question is open wherever it stands. */
  private static void questions(MigrationPlan plan, List<Problem> problems) {
    for (Section section : plan.sections()) {
      String title =
          section.covers().stream()
              .sorted()
              .findFirst()
              .map(PlanSection::title)
              .orElse(section.title());
      for (Block block : section.blocks()) {
        if (Placeholders.isUnanswered(block)) {
          problems.add(
              new Problem(
                  title,
                  OptionalInt.of(block.line()),
                  "not answered: "
                      + Placeholders.question(block)
                      + " Write the answer in place of the line"));
        }
      }
    }
  }

  private static void mentions(
      MigrationPlan plan, List<FiredTrigger> triggers, List<Problem> problems) {
    Mentions mentions = new Mentions(plan.visibleText());
    Map<RelationName, FiredTrigger> wanted = new LinkedHashMap<>();
    for (FiredTrigger trigger : triggers) {
      trigger.relations().stream().sorted().forEach(r -> wanted.putIfAbsent(r, trigger));
    }
    wanted.forEach(
        (relation, trigger) -> {
          if (!mentions.of(relation)) {
            problems.add(
                new Problem(
                    PlanSection.LOCK_ANALYSIS.title(),
                    OptionalInt.empty(),
                    "the plan never mentions "
                        + Names.of(relation)
                        + ", for which "
                        + trigger.place()
                        + " needs it ("
                        + trigger.letter().id()
                        + ": "
                        + trigger.reason()
                        + ")"));
          }
        });
  }

  /** A relation is claimed to be locked as strongly as its strongest claim says. */
  private void lockClaims(MigrationPlan plan, List<Problem> problems) {
    Map<RelationName, Claim> strongest = new HashMap<>();
    for (Claim claim : LockClaims.in(plan.covering(PlanSection.LOCK_ANALYSIS), locks.relations())) {
      if (locks.byRelation().containsKey(claim.relation())) {
        strongest.merge(claim.relation(), claim, LockClaims::stronger);
      }
    }
    strongest.forEach(
        (relation, claim) -> {
          LockFacts.Fact fact = java.util.Objects.requireNonNull(locks.byRelation().get(relation));
          boolean wrong =
              claim
                  .mode()
                  .map(mode -> mode.compareTo(fact.mode()) < 0)
                  .orElse(fact.mode().blocksWrites());
          if (wrong) {
            add(
                problems,
                PlanSection.LOCK_ANALYSIS,
                claim.line(),
                "says "
                    + claim.mode().map(LockMode::sql).orElse("no lock")
                    + " on "
                    + Names.of(relation)
                    + ", but "
                    + fact.place()
                    + " takes "
                    + fact.mode().sql()
                    + (fact.observed() ? ", as the dry run saw" : "")
                    + "; correct the plan or the migration");
          }
        });
  }

  private static void add(List<Problem> problems, PlanSection section, int line, String message) {
    problems.add(new Problem(section.title(), OptionalInt.of(line), message));
  }

  private static Comparator<Problem> order() {
    Map<String, Integer> position = new HashMap<>();
    for (PlanSection section : PlanSection.values()) {
      position.put(section.title(), position.size());
    }
    return Comparator.comparingInt(
            (Problem problem) ->
                Optional.ofNullable(position.get(problem.section())).orElse(position.size()))
        .thenComparingInt(problem -> problem.line().orElse(0))
        .thenComparing(Problem::message);
  }
}
