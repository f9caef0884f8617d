package dev.pgreview.plan;

import dev.pgreview.lock.LockMode;
import dev.pgreview.plan.LockClaims.Claim;
import dev.pgreview.plan.MigrationPlan.Block;
import dev.pgreview.plan.MigrationPlan.Code;
import dev.pgreview.plan.MigrationPlan.Section;
import dev.pgreview.report.PlanReport.Problem;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SqlProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What a plan lacks for the triggers that it has to answer. */
final class PlanChecker {
  /** Fewer words say nothing. */
  private static final int FEWEST_WORDS = 3;

  private static final Pattern DRY_RUN = Pattern.compile("(?i)\\bdry[ -]?runs?\\b");
  private static final Pattern DEPLOYING =
      Pattern.compile("(?i)\\b(?:deploy\\w*|releas\\w*|roll(?:ed|s)? ?outs?|ship(?:s|ped)?)\\b");
  private static final Map<String, Pattern> PHASES = new LinkedHashMap<>();

  static {
    PHASES.put("expand", Pattern.compile("(?i)\\bexpan\\w*"));
    PHASES.put("migrate", Pattern.compile("(?i)\\b(?:migrat\\w*|backfill\\w*)"));
    PHASES.put("contract", Pattern.compile("(?i)\\bcontract\\w*"));
  }

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
      present(plan, section, problems);
    }
    questions(plan, problems);
    mentions(plan, triggers, problems);
    lockClaims(plan, problems);
    return problems.stream().sorted(order()).toList();
  }

  /** What a plan that is not there lacks. */
  static List<Problem> missing(List<PlanSection> required) {
    return required.stream()
        .map(s -> new Problem(s.title(), OptionalInt.empty(), "must say " + s.content()))
        .toList();
  }

  private void present(MigrationPlan plan, PlanSection wanted, List<Problem> problems) {
    List<Section> sections = plan.covering(wanted);
    if (sections.isEmpty()) {
      String message =
          "there is no heading for it; add \"## "
              + wanted.title()
              + "\" and say "
              + wanted.content();
      problems.add(new Problem(wanted.title(), OptionalInt.empty(), message));
      return;
    }
    List<Block> content =
        sections.stream()
            .flatMap(section -> section.blocks().stream())
            .filter(Placeholders::isContent)
            .toList();
    int line = sections.getFirst().line();
    if (content.isEmpty()) {
      boolean nothing = sections.stream().allMatch(section -> section.blocks().isEmpty());
      add(
          problems,
          wanted,
          line,
          (nothing ? "the section is empty" : "the section holds only template text")
              + "; it must say "
              + wanted.content());
    } else if (content.stream().noneMatch(Code.class::isInstance)
        && content.stream().mapToInt(block -> Placeholders.words(block.text())).sum()
            < FEWEST_WORDS) {
      add(problems, wanted, line, "the section says too little; it must say " + wanted.content());
    } else {
      details(wanted, sections, content, problems);
    }
  }

  private void details(
      PlanSection wanted, List<Section> sections, List<Block> content, List<Problem> problems) {
    int line = sections.getFirst().line();
    switch (wanted) {
      case PHASES -> phases(sections, content, problems);
      case VALIDATION ->
          sql(
              sections,
              wanted,
              "add a query in a ```sql block that shows success or failure",
              true,
              problems);
      case ROLLBACK_STEPS ->
          sql(
              sections,
              wanted,
              "add the statements that take the change back in a ```sql block",
              false,
              problems);
      case DEFERRED_RISKS -> {
        if (request.dryRunSkipped().isPresent()
            && content.stream().noneMatch(block -> DRY_RUN.matcher(block.text()).find())) {
          add(
              problems,
              wanted,
              line,
              "there was no dry run ("
                  + request.dryRunSkipped().get()
                  + "); say so here, and why its locks may be trusted without one");
        }
      }
      case LOCK_ANALYSIS,
          BACKFILL,
          ROLLBACK_TRIGGERS,
          BLAST_RADIUS,
          MONITORING,
          INDEX_RATIONALE -> {}
    }
  }

  private static void phases(List<Section> sections, List<Block> content, List<Problem> problems) {
    String said = String.join("\n", content.stream().map(Block::text).toList());
    String titles = String.join("\n", sections.stream().map(Section::title).toList());
    int line = sections.getFirst().line();
    List<String> absent =
        PHASES.entrySet().stream()
            .filter(phase -> !phase.getValue().matcher(titles + "\n" + said).find())
            .map(Map.Entry::getKey)
            .toList();
    if (!absent.isEmpty()) {
      add(
          problems,
          PlanSection.PHASES,
          line,
          "nothing is said of the phase "
              + String.join(" and ", absent)
              + "; say what happens in it, or why it is not needed");
    }
    if (!DEPLOYING.matcher(said).find()) {
      add(
          problems,
          PlanSection.PHASES,
          line,
          "the deploy order is not said: which release of the application goes before which"
              + " migration");
    }
  }

  private void sql(
      List<Section> sections,
      PlanSection wanted,
      String advice,
      boolean reading,
      List<Problem> problems) {
    List<SqlInPlan> found = SqlInPlan.in(sections);
    int line = sections.getFirst().line();
    if (found.isEmpty()) {
      add(problems, wanted, line, "the section holds no SQL; " + advice);
    } else if (reading && found.stream().noneMatch(SqlInPlan::reads)) {
      add(problems, wanted, line, "no statement in the section reads anything; " + advice);
    }
    for (SqlInPlan sql : found) {
      for (SqlProblem wrong : request.grammar().apply(sql.sql())) {
        int at = sql.line() + newlines(sql.sql(), wrong.range().start());
        add(problems, wanted, at, "the SQL does not parse: " + wrong.message());
      }
    }
  }

  private static int newlines(String text, int end) {
    return (int) text.chars().limit(Math.min(end, text.length())).filter(c -> c == '\n').count();
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
