package dev.pgreview.render;

import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import java.util.List;

/**
 * A line of a file with what is wrong there, as plain text: for check runs, whose annotations know
 * no Markdown.
 *
 * @param startLine from 1
 * @param endLine inclusive
 * @param startColumn from 1; 0 when it spans several lines
 * @param endColumn inclusive; 0 when it spans several lines
 */
public record Annotation(
    String path,
    int startLine,
    int endLine,
    int startColumn,
    int endColumn,
    Severity severity,
    String title,
    String message) {

  /** All of a report, the worst of each statement first; suppressed findings are left out. */
  public static List<Annotation> of(Report report) {
    return Concern.of(ReportView.of(report)).stream().map(Annotation::of).toList();
  }

  private static Annotation of(Concern concern) {
    boolean oneLine = concern.span().line() == concern.span().endLine();
    String message =
        concern.explanation().isEmpty()
            ? concern.message()
            : concern.message() + "\n\n" + concern.explanation();
    return new Annotation(
        concern.file(),
        concern.span().line(),
        concern.span().endLine(),
        oneLine ? concern.span().column() : 0,
        oneLine ? Math.max(concern.span().column(), concern.span().endColumn() - 1) : 0,
        concern.severity(),
        concern.id(),
        DisplayText.visibleLine(message.lines().findFirst().orElse("")).isEmpty()
            ? concern.id()
            : visible(message));
  }

  private static String visible(String text) {
    StringBuilder lines = new StringBuilder();
    text.lines()
        .forEach(
            line ->
                lines.append(lines.isEmpty() ? "" : "\n").append(DisplayText.visibleLine(line)));
    return lines.toString();
  }
}
