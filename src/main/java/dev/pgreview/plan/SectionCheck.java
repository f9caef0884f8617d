package dev.pgreview.plan;

import dev.pgreview.plan.MigrationPlan.Block;
import dev.pgreview.plan.MigrationPlan.Code;
import dev.pgreview.plan.MigrationPlan.Section;
import dev.pgreview.report.PlanReport.Problem;
import dev.pgreview.schema.SqlProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether one required section is there and says what it has to say. */
final class SectionCheck {
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
  private final PlanSection wanted;
  private final List<Section> sections;
  private final List<Block> content;
  private final List<Problem> problems;

  /**
   * @param sections of the plan that are about it
   * @param problems to add to
   */
  SectionCheck(
      PlanRequest request, PlanSection wanted, List<Section> sections, List<Problem> problems) {
    this.request = request;
    this.wanted = wanted;
    this.sections = sections;
    this.problems = problems;
    this.content =
        sections.stream()
            .flatMap(section -> section.blocks().stream())
            .filter(Placeholders::isContent)
            .toList();
  }

  void check() {
    if (sections.isEmpty()) {
      problems.add(
          new Problem(
              wanted.title(),
              OptionalInt.empty(),
              "there is no heading for it; add \"## "
                  + wanted.title()
                  + "\". It needs "
                  + wanted.content()));
    } else if (sections.stream().allMatch(section -> section.blocks().isEmpty())) {
      add("the section is empty; it needs " + wanted.content());
    } else if (content.isEmpty()) {
      add("the section holds only template text; it needs " + wanted.content());
    } else if (saysTooLittle()) {
      add("the section says too little; it needs " + wanted.content());
    } else {
      details();
    }
  }

  private boolean saysTooLittle() {
    return content.stream().noneMatch(Code.class::isInstance)
        && content.stream().mapToInt(block -> Placeholders.words(block.text())).sum()
            < FEWEST_WORDS;
  }

  private void details() {
    switch (wanted) {
      case PHASES -> phases();
      case VALIDATION -> {
        String advice = "add a query in a ```sql block that shows success or failure";
        List<SqlInPlan> found = sql(advice);
        if (!found.isEmpty() && found.stream().noneMatch(SqlInPlan::reads)) {
          add("no statement in the section reads anything; " + advice);
        }
      }
      case ROLLBACK_STEPS -> sql("add the statements that take the change back in a ```sql block");
      case DEFERRED_RISKS -> request.dryRunSkipped().ifPresent(this::withoutDryRun);
      case LOCK_ANALYSIS,
          BACKFILL,
          ROLLBACK_TRIGGERS,
          BLAST_RADIUS,
          MONITORING,
          INDEX_RATIONALE -> {}
    }
  }

  private void withoutDryRun(String because) {
    if (content.stream().noneMatch(block -> DRY_RUN.matcher(block.text()).find())) {
      add(
          "there was no dry run ("
              + because
              + "); say so here, and why its locks may be trusted without one");
    }
  }

  private void phases() {
    String said = content.stream().map(Block::text).collect(Collectors.joining("\n"));
    String titles = sections.stream().map(Section::title).collect(Collectors.joining("\n"));
    List<String> absent =
        PHASES.entrySet().stream()
            .filter(phase -> !phase.getValue().matcher(titles + "\n" + said).find())
            .map(Map.Entry::getKey)
            .toList();
    if (!absent.isEmpty()) {
      add(
          "nothing is said of the phase "
              + String.join(" and ", absent)
              + "; say what happens in it, or why it is not needed");
    }
    if (!DEPLOYING.matcher(said).find()) {
      add(
          "the deploy order is not said: which release of the application goes before which"
              + " migration");
    }
  }

  private List<SqlInPlan> sql(String advice) {
    List<SqlInPlan> found = SqlInPlan.in(sections);
    if (found.isEmpty()) {
      add("the section holds no SQL; " + advice);
    }
    for (SqlInPlan sql : found) {
      for (SqlProblem wrong : request.grammar().apply(sql.sql())) {
        if (isMistake(wrong)) {
          int at = sql.line() + newlines(sql.sql(), wrong.range().start());
          add(at, "the SQL does not parse: " + wrong.message());
        }
      }
    }
    return found;
  }

  /** People run plans with psql: its commands are welcome here. */
  private static boolean isMistake(SqlProblem problem) {
    return switch (problem.kind()) {
      case SYNTAX, UNTERMINATED -> true;
      case META_COMMAND, COPY_DATA -> false;
    };
  }

  private static int newlines(String text, int end) {
    return (int) text.chars().limit(Math.min(end, text.length())).filter(c -> c == '\n').count();
  }

  private void add(String message) {
    add(sections.getFirst().line(), message);
  }

  private void add(int line, String message) {
    problems.add(new Problem(wanted.title(), OptionalInt.of(line), message));
  }
}
