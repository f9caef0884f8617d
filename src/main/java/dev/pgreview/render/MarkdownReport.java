package dev.pgreview.render;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.Finding;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import dev.pgreview.report.StatementReport;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The report as GitHub Flavored Markdown, for comments, check runs and step summaries. Whatever
 * comes from the pull request is data: it formats, links and mentions nothing.
 */
public final class MarkdownReport {
  /**
   * GitHub takes 65,536 characters in a comment and 65,535 in a check run's text; some are left for
   * what a publisher puts around it.
   */
  public static final int GITHUB_LIMIT = 64_000;

  private static final int MOST_LINES = 20;
  private static final int LONGEST_LINE = 400;

  private final ReportView view;
  private final Report report;
  private final SourceTexts sources;
  private final LimitedText out;

  private MarkdownReport(Report report, SourceTexts sources, int limit) {
    this(report, sources, new LimitedText(limit));
  }

  private MarkdownReport(Report report, SourceTexts sources, LimitedText out) {
    this.view = ReportView.of(report);
    this.report = report;
    this.sources = sources.completedFrom(report);
    this.out = out;
  }

  /** The whole report, however long. */
  public static String render(Report report, SourceTexts sources) {
    return new MarkdownReport(report, sources, Integer.MAX_VALUE).all("");
  }

  /**
   * As much of the report as fits, whole blocks only, and then the pointer.
   *
   * @param limit in UTF-16 code units, the pointer included
   * @param pointer Markdown that says where the rest is
   */
  public static String render(Report report, SourceTexts sources, int limit, String pointer) {
    return new MarkdownReport(report, sources, limit).all(pointer);
  }

  /** Sentences for the reader, each in a quotation of its own. */
  public static String notes(List<String> notes) {
    return notes.stream()
        .map(note -> "> " + MarkdownText.text(note) + "\n\n")
        .collect(Collectors.joining());
  }

  /** The verdict, the plan gate's answer and the dry run. */
  static void decision(Report report, LimitedText out) {
    MarkdownReport decision = new MarkdownReport(report, SourceTexts.NONE, out);
    out.add(decision.verdict());
    decision.plan();
    decision.dryRun();
  }

  private String all(String pointer) {
    out.add(verdict());
    plan();
    dryRun();
    findings();
    new MarkdownLocks(view, out).write();
    MarkdownQueries.write(report.queries(), out);
    suppressed();
    return out.finish(pointer);
  }

  private String verdict() {
    StringBuilder text = new StringBuilder();
    text.append("## ")
        .append(mark())
        .append(" pgreview: ")
        .append(Verdict.headline(report))
        .append("\n\n**")
        .append(report.conclusion().id().replace('_', ' '))
        .append("** · ")
        .append(Verdict.details(report))
        .append(" · PostgreSQL ")
        .append(report.postgres().major())
        .append(", ")
        .append(Amounts.count(report.files().size(), "changed migration"))
        .append(", ")
        .append(Amounts.count(report.statements().size(), "statement"))
        .append("\n\n");
    report.base().ifPresent(base -> text.append(MarkdownText.text(base)).append("\n\n"));
    return text.toString();
  }

  private String mark() {
    return switch (report.conclusion()) {
      case SUCCESS -> "✅";
      case NEUTRAL -> "ℹ️";
      case FAILURE -> "❌";
      case ACTION_REQUIRED -> "📝";
    };
  }

  private void plan() {
    PlanReport plan = report.plan();
    if (!plan.required()) {
      return;
    }
    StringBuilder text = new StringBuilder("### Migration plan: " + Verdict.plan(plan) + "\n\n");
    plan.path().ifPresent(path -> text.append(MarkdownText.code(path)).append("\n\n"));
    text.append("| | required because | statement |\n|---|---|---|\n");
    for (PlanReport.Trigger trigger : plan.triggers()) {
      text.append("| ")
          .append(MarkdownText.text(trigger.trigger()))
          .append(" | ")
          .append(MarkdownText.text(trigger.reason()))
          .append(" | ")
          .append(place(trigger.statement()))
          .append(" |\n");
    }
    text.append('\n');
    if (!plan.problems().isEmpty()) {
      text.append("What it lacks:\n\n");
      for (PlanReport.Problem problem : plan.problems()) {
        text.append("- **")
            .append(MarkdownText.text(problem.section()))
            .append("**")
            .append(problem.line().isPresent() ? " (line " + problem.line().getAsInt() + ")" : "")
            .append(": ")
            .append(MarkdownText.text(problem.message()))
            .append('\n');
      }
      text.append('\n');
    }
    out.add(text.toString());
  }

  private String place(int statement) {
    if (statement < 0 || statement >= report.statements().size()) {
      return "";
    }
    StatementReport at = report.statements().get(statement);
    return MarkdownText.codeCell(at.file() + ":" + at.span().line());
  }

  private void dryRun() {
    DryRunReport dryRun = report.dryRun();
    if (dryRun.status() == DryRunReport.Status.SKIPPED && report.statements().isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder("**Dry run** ");
    text.append(Verdict.dryRunSentence(dryRun));
    if (dryRun.skippedBecause() != null) {
      text.append(": ").append(MarkdownText.text(dryRun.skippedBecause()));
    }
    text.append("\n\n");
    if (dryRun.error() != null) {
      text.append(MarkdownText.block("text", dryRun.error())).append('\n');
    }
    for (String note : dryRun.notes()) {
      text.append("- ").append(MarkdownText.text(note)).append('\n');
    }
    if (!dryRun.notes().isEmpty()) {
      text.append('\n');
    }
    out.add(text.toString());
  }

  private void findings() {
    List<Finding> active = view.active();
    if (active.isEmpty()) {
      return;
    }
    out.add("### Findings\n\n");
    for (ReportView.FileView file : view.files()) {
      boolean any =
          file.statements().stream().anyMatch(statement -> !statement.active().isEmpty())
              || file.findings().stream().anyMatch(finding -> finding.suppressed() == null);
      if (!any) {
        continue;
      }
      out.add("#### " + MarkdownText.code(file.path()) + "\n\n");
      for (Finding finding : file.findings()) {
        if (finding.suppressed() == null) {
          out.add(block(List.of(finding), ""));
        }
      }
      for (ReportView.StatementView statement : file.statements()) {
        if (!statement.active().isEmpty()) {
          out.add(block(statement.active(), statement.statement().sql()));
        }
      }
    }
  }

  /** All that is said about one statement: never cut in between. */
  private String block(List<Finding> findings, String sql) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      text.append(severity(finding.severity()))
          .append(" **Line ")
          .append(finding.span().line())
          .append(": ")
          .append(MarkdownText.text(finding.message()))
          .append("** ")
          .append(MarkdownText.code(finding.rule()))
          .append("\n\n");
      if (i == 0) {
        text.append(excerpt(finding, sql));
      }
      text.append(explanation(finding));
    }
    return text.append("---\n\n").toString();
  }

  private String excerpt(Finding finding, String sql) {
    if (!sql.isBlank()) {
      return MarkdownText.block("sql", shortened(sql)) + "\n";
    }
    return sources
        .line(finding.file(), finding.span().line())
        .filter(line -> !line.isBlank())
        .map(line -> MarkdownText.block("sql", shortened(line)) + "\n")
        .orElse("");
  }

  static String shortened(String sql) {
    List<String> lines = sql.lines().limit(MOST_LINES + 1L).toList();
    StringBuilder kept = new StringBuilder();
    for (String line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
      boolean tooLong = line.length() > LONGEST_LINE;
      kept.append(tooLong ? line.substring(0, LONGEST_LINE) + "…" : line).append('\n');
    }
    return lines.size() > MOST_LINES ? kept + "…" : kept.toString();
  }

  static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "🔴";
      case WARNING -> "🟠";
      case NOTICE -> "🔵";
    };
  }

  private static String explanation(Finding finding) {
    Advice advice = Advice.of(finding);
    StringBuilder text = new StringBuilder();
    paragraph(text, "Why", finding.why());
    paragraph(text, "Fix", advice.prose());
    advice.sql().ifPresent(sql -> text.append(MarkdownText.block("sql", sql)).append('\n'));
    Advice.furtherSuggestion(finding)
        .ifPresent(
            suggestion ->
                text.append("In place of ")
                    .append(ConsoleFindings.lines(suggestion))
                    .append(":\n\n")
                    .append(MarkdownText.block("sql", suggestion.sql()))
                    .append('\n'));
    return text.toString();
  }

  static void paragraph(StringBuilder text, String label, String prose) {
    if (!prose.isBlank()) {
      text.append("*").append(label).append(":* ").append(MarkdownText.text(prose)).append("\n\n");
    }
  }

  private void suppressed() {
    List<Finding> suppressed = view.suppressed();
    if (suppressed.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder("### Suppressed\n\n");
    for (Finding finding : suppressed) {
      text.append("- ")
          .append(MarkdownText.code(finding.file() + ":" + finding.span().line()))
          .append(' ')
          .append(MarkdownText.code(finding.rule()))
          .append(": ")
          .append(MarkdownText.text(String.valueOf(finding.suppressed())))
          .append('\n');
    }
    out.add(text.append('\n').toString());
  }
}
