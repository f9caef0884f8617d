package dev.pgreview.render;

import dev.pgreview.lock.Observation;
import dev.pgreview.migration.SourceSpan;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.Finding;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import dev.pgreview.report.StatementReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Something to show at a line, for formats that know nothing but lines: a finding, or that the plan
 * gate is closed, or that the dry run failed. Without the latter two a report that blocks would
 * look clean there.
 *
 * @param id of the rule, or {@link #PLAN_GATE} or {@link #DRY_RUN}
 * @param message what is wrong, one line
 * @param explanation why it hurts and what to do, several lines; empty for none
 * @param finding what it is made from; empty for the gate and the dry run
 */
record Concern(
    String id,
    Severity severity,
    String file,
    SourceSpan span,
    OptionalInt statement,
    String message,
    String explanation,
    String fingerprint,
    Optional<Finding> finding) {
  static final String PLAN_GATE = "plan-gate";
  static final String DRY_RUN = "dry-run";
  private static final SourceSpan WHOLE_FILE = new SourceSpan(1, 1, 1, 1);

  /** All of a report, suppressed findings left out. */
  static List<Concern> of(ReportView view) {
    List<Concern> concerns = new ArrayList<>();
    view.active().forEach(finding -> concerns.add(of(finding)));
    planGate(view.report()).ifPresent(concerns::add);
    dryRun(view.report()).ifPresent(concerns::add);
    return concerns;
  }

  static Concern of(Finding finding) {
    StringBuilder explanation = new StringBuilder();
    for (String part : List.of(finding.why(), finding.fix())) {
      if (!part.isBlank()) {
        explanation.append(explanation.isEmpty() ? "" : "\n").append(part.strip());
      }
    }
    return new Concern(
        finding.rule(),
        finding.severity(),
        finding.file(),
        finding.span(),
        finding.statement(),
        finding.message(),
        explanation.toString(),
        finding.fingerprint(),
        Optional.of(finding));
  }

  private static Optional<Concern> planGate(Report report) {
    PlanReport plan = report.plan();
    if (!plan.required() || plan.status() == PlanReport.Status.COMPLETE) {
      return Optional.empty();
    }
    String reasons =
        plan.triggers().stream()
            .map(trigger -> "(" + trigger.trigger() + ") " + trigger.reason())
            .collect(Collectors.joining("; "));
    String lacks =
        plan.problems().stream()
            .map(problem -> problem.section() + ": " + problem.message())
            .collect(Collectors.joining("\n"));
    Optional<StatementReport> because =
        plan.triggers().stream()
            .map(PlanReport.Trigger::statement)
            .filter(index -> index >= 0 && index < report.statements().size())
            .map(report.statements()::get)
            .findFirst();
    boolean inPlan = plan.status() == PlanReport.Status.INCOMPLETE && plan.path().isPresent();
    String file =
        inPlan
            ? plan.path().get()
            : because.map(StatementReport::file).or(plan::path).orElse("migration-plan.md");
    return Optional.of(
        new Concern(
            PLAN_GATE,
            Severity.ERROR,
            file,
            inPlan ? planSpan(plan) : because.map(StatementReport::span).orElse(WHOLE_FILE),
            inPlan || because.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(because.get().index()),
            "The migration plan is " + Verdict.plan(plan) + ": " + reasons,
            lacks,
            PLAN_GATE + ":" + file,
            Optional.empty()));
  }

  private static SourceSpan planSpan(PlanReport plan) {
    return plan.problems().stream()
        .flatMapToInt(problem -> problem.line().stream())
        .mapToObj(line -> new SourceSpan(line, 1, line, 1))
        .findFirst()
        .orElse(WHOLE_FILE);
  }

  private static Optional<Concern> dryRun(Report report) {
    DryRunReport dryRun = report.dryRun();
    if (dryRun.status() != DryRunReport.Status.FAILED
        && dryRun.status() != DryRunReport.Status.TIMED_OUT) {
      return Optional.empty();
    }
    Optional<StatementReport> failed =
        report.statements().stream()
            .filter(statement -> statement.observed().flatMap(Observation::error).isPresent())
            .findFirst();
    String file =
        failed
            .map(StatementReport::file)
            .orElseGet(() -> report.files().isEmpty() ? "." : report.files().getFirst().path());
    String message =
        failed
            .flatMap(StatementReport::observed)
            .flatMap(Observation::error)
            .map(error -> "PostgreSQL refuses this statement: " + error.message())
            .orElse("The " + Verdict.dryRun(dryRun));
    return Optional.of(
        new Concern(
            DRY_RUN,
            Severity.ERROR,
            file,
            failed.map(StatementReport::span).orElse(WHOLE_FILE),
            failed.map(statement -> OptionalInt.of(statement.index())).orElse(OptionalInt.empty()),
            message,
            dryRun.error() == null ? "" : dryRun.error(),
            DRY_RUN + ":" + file,
            Optional.empty()));
  }
}
