package dev.pgreview.plan;

import dev.pgreview.migration.SourceFile;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.PlanReport.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides whether a change needs a migration plan, finds it, and says what it lacks. */
public final class PlanGate {
  private final PlanRequest request;
  private final Triggers triggers;
  private final PlanLocator locator;
  private final PlanChecker checker;
  private final Map<SourceFile, MigrationPlan> parsed = new HashMap<>();

  private PlanGate(PlanRequest request) {
    this.request = request;
    this.triggers = Triggers.of(request);
    this.locator = new PlanLocator(request.files(), request.config().plan().paths());
    this.checker = new PlanChecker(request);
  }

  /** Never throws for what migrations or plans say. */
  public static PlanReport check(PlanRequest request) {
    return new PlanGate(request).report();
  }

  private PlanReport report() {
    List<FiredTrigger> fired = triggers.fired();
    List<PlanReport.Trigger> reasons = fired.stream().map(FiredTrigger::report).toList();
    if (fired.isEmpty() || !request.config().plan().required()) {
      return new PlanReport(
          false, PlanReport.Status.NOT_REQUIRED, Optional.empty(), reasons, List.of());
    }
    Map<String, List<FiredTrigger>> byMigration = new LinkedHashMap<>();
    fired.forEach(
        t -> byMigration.computeIfAbsent(t.statement().path(), p -> new ArrayList<>()).add(t));
    Map<SourceFile, List<FiredTrigger>> byPlan = new LinkedHashMap<>();
    List<FiredTrigger> without = new ArrayList<>();
    byMigration.forEach(
        (migration, own) ->
            best(migration, own, byMigration.keySet())
                .ifPresentOrElse(
                    plan -> byPlan.computeIfAbsent(plan, p -> new ArrayList<>()).addAll(own),
                    () -> without.addAll(own)));
    return without.isEmpty() ? judged(byPlan, reasons) : missing(without, reasons);
  }

  /** The plan beside a migration; else one beside another of the change or a configured one. */
  private Optional<SourceFile> best(
      String migration, List<FiredTrigger> own, Iterable<String> migrations) {
    List<SourceFile> candidates = new ArrayList<>(locator.beside(migration));
    if (candidates.isEmpty()) {
      migrations.forEach(other -> candidates.addAll(locator.beside(other)));
      candidates.addAll(locator.configured());
    }
    return candidates.size() < 2
        ? candidates.stream().findFirst()
        : candidates.stream().distinct().min(Comparator.comparingInt(c -> problems(c, own).size()));
  }

  private List<Problem> problems(SourceFile file, List<FiredTrigger> answered) {
    MigrationPlan plan = parsed.computeIfAbsent(file, PlanParser::parse);
    return checker.check(plan, answered, triggers.sections(answered));
  }

  private PlanReport missing(List<FiredTrigger> without, List<PlanReport.Trigger> reasons) {
    return new PlanReport(
        true,
        PlanReport.Status.MISSING,
        Optional.of(PlanLocator.home(without.getFirst().statement().path())),
        reasons,
        PlanChecker.missing(triggers.sections(without)));
  }

  private PlanReport judged(
      Map<SourceFile, List<FiredTrigger>> byPlan, List<PlanReport.Trigger> reasons) {
    List<Problem> all = new ArrayList<>();
    Optional<String> path = Optional.empty();
    for (Map.Entry<SourceFile, List<FiredTrigger>> entry : byPlan.entrySet()) {
      String own = entry.getKey().path();
      List<Problem> found = problems(entry.getKey(), entry.getValue());
      if (path.isEmpty() && !found.isEmpty()) {
        path = Optional.of(own);
      }
      found.forEach(problem -> all.add(byPlan.size() == 1 ? problem : in(own, problem)));
    }
    return new PlanReport(
        true,
        all.isEmpty() ? PlanReport.Status.COMPLETE : PlanReport.Status.INCOMPLETE,
        path.or(() -> byPlan.keySet().stream().findFirst().map(SourceFile::path)),
        reasons,
        all);
  }

  private static Problem in(String path, Problem problem) {
    return new Problem(problem.section(), problem.line(), path + ": " + problem.message());
  }
}
