package dev.pgreview.render;

import dev.pgreview.report.Report;
import java.util.List;

/**
 * The report for a pull request's conversation: what decides, each finding in one line, and the
 * locks. The comments on the lines say the rest.
 */
public final class BriefReport {
  private static final int MOST_FINDINGS = 30;

  private BriefReport() {}

  /**
   * As Markdown of at most {@link MarkdownReport#GITHUB_LIMIT}.
   *
   * @param notes sentences for the reader, plain text
   * @param pointer Markdown that says where the whole report is
   */
  public static String render(Report report, List<String> notes, String pointer) {
    ReportView view = ReportView.of(report);
    LimitedText out = new LimitedText(MarkdownReport.GITHUB_LIMIT - pointer.length() - 100);
    MarkdownReport.decision(report, out);
    out.add(MarkdownReport.notes(notes));
    List<Concern> concerns =
        Concern.of(view).stream()
            .filter(concern -> !concern.id().equals(Concern.PLAN_GATE))
            .toList();
    StringBuilder list = new StringBuilder();
    concerns.stream().limit(MOST_FINDINGS).forEach(concern -> line(list, concern));
    if (concerns.size() > MOST_FINDINGS) {
      list.append("- … and ")
          .append(Amounts.count(concerns.size() - MOST_FINDINGS, "finding"))
          .append(" more\n");
    }
    if (!list.isEmpty()) {
      out.add("### Findings\n\n" + list + "\n");
    }
    new MarkdownLocks(view, out).write();
    return out.finish(pointer) + pointer;
  }

  private static void line(StringBuilder list, Concern concern) {
    list.append("- ")
        .append(MarkdownReport.severity(concern.severity()))
        .append(' ')
        .append(MarkdownText.code(concern.file() + ":" + concern.span().line()))
        .append(' ')
        .append(MarkdownText.text(concern.message()))
        .append(' ')
        .append(MarkdownText.code(concern.id()))
        .append('\n');
  }
}
