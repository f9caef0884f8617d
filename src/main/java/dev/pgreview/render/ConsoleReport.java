package dev.pgreview.render;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.FileReport;
import dev.pgreview.report.Finding;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.QueryReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import java.util.List;

/**
 * The report for a terminal or a log. Everything that comes from a change is made visible: it can
 * neither steer the terminal nor hide.
 */
public final class ConsoleReport {
  private final ReportView view;
  private final Report report;
  private final ConsoleOptions options;
  private final Paint paint;
  private final StringBuilder out = new StringBuilder();

  private ConsoleReport(Report report, ConsoleOptions options) {
    this.view = ReportView.of(report);
    this.report = report;
    this.options = options;
    this.paint = options.paint();
  }

  /** The whole report, with a line break at the end. */
  public static String render(Report report, SourceTexts sources, ConsoleOptions options) {
    return new ConsoleReport(report, options).all(sources.completedFrom(report));
  }

  private String all(SourceTexts sources) {
    header();
    new ConsoleFindings(view, sources, options, out).write();
    suppressed();
    new ConsoleLocks(view, options, out).write();
    new ConsoleTimeline(Timeline.of(view), options, out).write();
    queries();
    plan();
    dryRun();
    verdict();
    return out.toString();
  }

  private void header() {
    out.append(paint.bold("pgreview"))
        .append("  PostgreSQL ")
        .append(report.postgres().major())
        .append(", ")
        .append(Amounts.count(report.files().size(), "changed migration"))
        .append(", ")
        .append(Amounts.count(report.statements().size(), "statement"))
        .append('\n');
    report
        .base()
        .ifPresent(base -> out.append(paint.faint(DisplayText.visible(base))).append('\n'));
    for (FileReport file : report.files()) {
      out.append("  ")
          .append(DisplayText.visible(file.path()))
          .append(
              paint.faint(
                  "  "
                      + file.tool().id()
                      + (file.transactional() ? "" : ", not in one transaction")))
          .append('\n');
    }
    out.append('\n');
  }

  private void suppressed() {
    List<Finding> suppressed = view.suppressed();
    if (suppressed.isEmpty()) {
      return;
    }
    heading("Suppressed", Amounts.count(suppressed.size(), "finding"));
    for (Finding finding : suppressed) {
      out.append("  ")
          .append(paint.faint(ConsoleFindings.place(finding)))
          .append("  ")
          .append(DisplayText.visible(finding.rule()))
          .append(": ")
          .append(DisplayText.visible(String.valueOf(finding.suppressed())))
          .append('\n');
    }
    out.append('\n');
  }

  private void queries() {
    if (report.queries().isEmpty()) {
      return;
    }
    heading("Stated queries", "after the change");
    for (QueryReport query : report.queries()) {
      QueryAnswer said = QueryAnswer.of(query);
      String answer =
          said.isBad()
              ? paint.red(said.words())
              : said == QueryAnswer.USES_INDEX
                  ? paint.green(said.words())
                  : paint.faint(said.words());
      out.append("  ")
          .append(DisplayText.visible(query.source()))
          .append("  ")
          .append(answer)
          .append('\n');
      indented(query.sql(), "    ");
      if (query.error() != null) {
        indented(query.error(), "      ");
      }
      if (query.plan() != null && !Boolean.TRUE.equals(query.usesIndex())) {
        indented(query.plan(), "      ");
      }
    }
    out.append('\n');
  }

  private void plan() {
    PlanReport plan = report.plan();
    if (!plan.required()) {
      return;
    }
    String status = "migration plan " + Verdict.plan(plan);
    heading(
        "Plan gate",
        plan.status() == PlanReport.Status.COMPLETE ? paint.green(status) : paint.red(status));
    plan.path().ifPresent(path -> out.append("  ").append(DisplayText.visible(path)).append('\n'));
    out.append("  required because\n");
    for (PlanReport.Trigger trigger : plan.triggers()) {
      out.append("    ")
          .append(paint.bold(DisplayText.visible(trigger.trigger())))
          .append("  ")
          .append(DisplayText.visible(trigger.reason()))
          .append(paint.faint(statementPlace(trigger.statement())))
          .append('\n');
    }
    if (!plan.problems().isEmpty()) {
      out.append("  lacking\n");
      for (PlanReport.Problem problem : plan.problems()) {
        String line = problem.line().isPresent() ? " (line " + problem.line().getAsInt() + ")" : "";
        out.append("    ")
            .append(paint.bold(DisplayText.visible(problem.section())))
            .append(line)
            .append(": ")
            .append(DisplayText.visible(problem.message()))
            .append('\n');
      }
    }
    out.append('\n');
  }

  private String statementPlace(int statement) {
    if (statement < 0 || statement >= report.statements().size()) {
      return "";
    }
    StatementReport at = report.statements().get(statement);
    return "  " + DisplayText.visible(at.file()) + ":" + at.span().line();
  }

  private void dryRun() {
    DryRunReport dryRun = report.dryRun();
    out.append(paint.bold("Dry run"))
        .append("  ")
        .append(
            switch (dryRun.status()) {
              case APPLIED -> Verdict.dryRunSentence(dryRun);
              case SKIPPED -> paint.yellow(Verdict.dryRunSentence(dryRun));
              case FAILED, TIMED_OUT -> paint.red(Verdict.dryRunSentence(dryRun));
            });
    if (dryRun.skippedBecause() != null) {
      out.append(": ").append(DisplayText.visible(dryRun.skippedBecause()));
    }
    out.append('\n');
    if (dryRun.error() != null) {
      indented(dryRun.error(), "  ");
    }
    dryRun.notes().forEach(note -> indented(note, "  "));
    out.append('\n');
  }

  private void verdict() {
    String line =
        Verdict.mark(report.conclusion())
            + " "
            + report.conclusion().id()
            + ": "
            + Verdict.headline(report);
    out.append(
            switch (report.conclusion()) {
              case SUCCESS -> paint.bold(paint.green(line));
              case NEUTRAL -> paint.bold(line);
              case FAILURE, ACTION_REQUIRED -> paint.bold(paint.red(line));
            })
        .append(" (")
        .append(Verdict.details(report))
        .append(")\n");
  }

  private void heading(String title, String note) {
    out.append(paint.bold(title)).append("  ").append(note).append('\n');
  }

  private void indented(String text, String indent) {
    text.strip()
        .lines()
        .forEach(
            line -> out.append(paint.faint(indent + DisplayText.visibleLine(line))).append('\n'));
  }
}
