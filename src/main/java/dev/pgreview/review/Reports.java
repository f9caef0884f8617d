package dev.pgreview.review;

import dev.pgreview.config.ReviewConfig.FailOn;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.FileReport;
import dev.pgreview.report.Finding;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.QueryReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Several reports as one: a change may touch the migrations of more than one database. */
public final class Reports {
  private Reports() {}

  /**
   * Puts reports one after the other: statements, transactions and what refers to them are numbered
   * on.
   *
   * @param reports of the same change, at least one
   */
  public static Report together(List<Report> reports, FailOn failOn) {
    if (reports.size() == 1) {
      return reports.getFirst();
    }
    List<FileReport> files = new ArrayList<>();
    List<StatementReport> statements = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    List<QueryReport> queries = new ArrayList<>();
    List<PlanReport> plans = new ArrayList<>();
    for (Report report : reports) {
      int offset = statements.size();
      int transactions = statements.stream().mapToInt(StatementReport::transaction).max().orElse(0);
      files.addAll(report.files());
      report.statements().forEach(one -> statements.add(moved(one, offset, transactions)));
      // What is said of the repository is said once, in whichever report it comes first.
      report.findings().stream()
          .filter(one -> one.statement().isPresent() || findings.stream().noneMatch(one::equals))
          .forEach(one -> findings.add(moved(one, offset)));
      queries.addAll(report.queries());
      plans.add(moved(report.plan(), offset));
    }
    PlanReport plan = plans(plans);
    DryRunReport dryRun = dryRuns(reports.stream().map(Report::dryRun).toList());
    Report first = reports.getFirst();
    return new Report(
        first.id(),
        first.postgres(),
        Verdict.of(findings, plan, dryRun, failOn),
        first.base(),
        files,
        statements,
        findings,
        plan,
        dryRun,
        queries);
  }

  /**
   * The report with findings that people accepted counted as suppressed.
   *
   * @param accepted by fingerprint: who accepted it, and why
   */
  public static Report accepting(Report report, Map<String, String> accepted, FailOn failOn) {
    if (accepted.isEmpty()) {
      return report;
    }
    List<Finding> findings =
        report.findings().stream()
            .map(
                one ->
                    one.suppressed() == null && accepted.containsKey(one.fingerprint())
                        ? suppressed(one, accepted.get(one.fingerprint()))
                        : one)
            .toList();
    return new Report(
        report.id(),
        report.postgres(),
        Verdict.of(findings, report.plan(), report.dryRun(), failOn),
        report.base(),
        report.files(),
        report.statements(),
        findings,
        report.plan(),
        report.dryRun(),
        report.queries());
  }

  private static Finding suppressed(Finding one, String why) {
    return new Finding(
        one.rule(),
        one.severity(),
        one.file(),
        one.span(),
        one.statement(),
        one.message(),
        one.why(),
        one.fix(),
        one.suggestion(),
        one.docs(),
        why,
        one.fingerprint());
  }

  private static StatementReport moved(StatementReport one, int offset, int transactions) {
    return new StatementReport(
        one.index() + offset,
        moved(one.outer(), offset),
        one.file(),
        one.span(),
        one.sql(),
        one.kind(),
        one.transaction() + transactions,
        one.predicted(),
        one.observed(),
        one.estimate());
  }

  private static OptionalInt moved(OptionalInt index, int offset) {
    return index.isPresent() ? OptionalInt.of(index.getAsInt() + offset) : index;
  }

  private static Finding moved(Finding one, int offset) {
    return new Finding(
        one.rule(),
        one.severity(),
        one.file(),
        one.span(),
        moved(one.statement(), offset),
        one.message(),
        one.why(),
        one.fix(),
        one.suggestion(),
        one.docs(),
        one.suppressed(),
        one.fingerprint());
  }

  private static PlanReport moved(PlanReport plan, int offset) {
    List<PlanReport.Trigger> triggers =
        plan.triggers().stream()
            .map(t -> new PlanReport.Trigger(t.trigger(), t.statement() + offset, t.reason()))
            .toList();
    return new PlanReport(plan.required(), plan.status(), plan.path(), triggers, plan.problems());
  }

  /** The worst of the plans decides; what they ask for is put together. */
  private static PlanReport plans(List<PlanReport> plans) {
    PlanReport worst = plans.getFirst();
    List<PlanReport.Trigger> triggers = new ArrayList<>();
    List<PlanReport.Problem> problems = new ArrayList<>();
    for (PlanReport plan : plans) {
      triggers.addAll(plan.triggers());
      problems.addAll(plan.problems());
      if (weight(plan.status()) > weight(worst.status())) {
        worst = plan;
      }
    }
    Optional<String> path = worst.path();
    return new PlanReport(worst.required(), worst.status(), path, triggers, problems);
  }

  private static int weight(PlanReport.Status status) {
    return switch (status) {
      case NOT_REQUIRED -> 0;
      case COMPLETE -> 1;
      case INCOMPLETE -> 2;
      case MISSING -> 3;
    };
  }

  private static DryRunReport dryRuns(List<DryRunReport> runs) {
    DryRunReport worst = runs.getFirst();
    int baseFiles = 0;
    java.time.Duration duration = java.time.Duration.ZERO;
    for (DryRunReport run : runs) {
      baseFiles += run.baseFiles();
      duration = duration.plus(run.duration());
      if (weight(run.status()) > weight(worst.status())) {
        worst = run;
      }
    }
    return new DryRunReport(
        worst.status(),
        worst.server(),
        worst.postgresVersion(),
        baseFiles,
        runs.stream().allMatch(DryRunReport::baseFromCache),
        duration,
        worst.error(),
        worst.skippedBecause(),
        runs.stream().flatMap(run -> run.notes().stream()).distinct().toList());
  }

  private static int weight(DryRunReport.Status status) {
    return switch (status) {
      case APPLIED -> 0;
      case SKIPPED -> 1;
      case TIMED_OUT -> 2;
      case FAILED -> 3;
    };
  }
}
