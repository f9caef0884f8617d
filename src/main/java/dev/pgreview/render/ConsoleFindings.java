package dev.pgreview.render;

import dev.pgreview.report.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** The findings as a compiler prints them: one block a statement, its excerpt once. */
final class ConsoleFindings {
  private static final String INDENT = "       ";
  private static final int LABEL = 5;

  private final ReportView view;
  private final SourceTexts sources;
  private final ConsoleOptions options;
  private final Paint paint;
  private final StringBuilder out;

  ConsoleFindings(ReportView view, SourceTexts sources, ConsoleOptions options, StringBuilder out) {
    this.view = view;
    this.sources = sources;
    this.options = options;
    this.paint = options.paint();
    this.out = out;
  }

  void write() {
    for (ReportView.FileView file : view.files()) {
      for (Finding finding : file.findings()) {
        if (finding.suppressed() == null) {
          block(List.of(finding), finding.span().line());
        }
      }
      for (ReportView.StatementView statement : file.statements()) {
        if (!statement.active().isEmpty()) {
          block(statement.active(), statement.statement().span().line());
        }
      }
    }
  }

  private void block(List<Finding> findings, int firstLine) {
    for (int i = 0; i < findings.size(); i++) {
      title(findings.get(i));
      if (i == 0) {
        excerpt(findings, firstLine);
      }
      explanation(findings.get(i));
    }
    out.append('\n');
  }

  private void title(Finding finding) {
    out.append(paint.bold(place(finding) + ":"))
        .append(' ')
        .append(paint.severity(finding.severity(), finding.severity().id() + ":"))
        .append(' ')
        .append(paint.bold(DisplayText.visible(finding.message())))
        .append(' ')
        .append(paint.faint("[" + DisplayText.visible(finding.rule()) + "]"))
        .append('\n');
  }

  /** {@code path:line:column}, which terminals and editors turn into a link. */
  static String place(Finding finding) {
    return DisplayText.visible(finding.file())
        + ":"
        + finding.span().line()
        + ":"
        + finding.span().column();
  }

  private void excerpt(List<Finding> findings, int firstLine) {
    Excerpt excerpt = Excerpt.of(sources, findings.getFirst().file(), findings, firstLine);
    boolean labelled = excerpt.lines().stream().mapToInt(line -> line.marks().size()).sum() > 1;
    int previous = -1;
    for (Excerpt.Line line : excerpt.lines()) {
      if (previous >= 0 && line.number() > previous + 1) {
        out.append(paint.blue("     ⋮")).append('\n');
      }
      previous = line.number();
      line(line, labelled);
    }
  }

  private void line(Excerpt.Line line, boolean labelled) {
    int room = Math.max(30, options.width() - INDENT.length());
    int focus = line.marks().stream().mapToInt(Excerpt.Mark::from).min().orElse(0);
    LineWindow window = LineWindow.of(line.text(), focus, room);
    out.append(paint.blue(String.format("%4d │ ", line.number())))
        .append(window.shown())
        .append('\n');
    for (Excerpt.Mark mark : line.marks()) {
      Finding worst = mark.findings().getFirst();
      int from = window.cell(mark.from());
      int to = Math.max(from + 1, Math.min(window.cell(mark.to()), room));
      String underline = "^".repeat(to - from);
      String label =
          labelled
              ? " " + mark.findings().stream().map(Finding::rule).collect(Collectors.joining(", "))
              : "";
      out.append(paint.blue("     │ "))
          .append(" ".repeat(from))
          .append(paint.severity(worst.severity(), underline + DisplayText.visible(label)))
          .append('\n');
    }
  }

  private void explanation(Finding finding) {
    Advice advice = Advice.of(finding);
    labelled("why", finding.why());
    labelled("fix", advice.prose());
    advice.sql().ifPresent(this::sql);
    Advice.furtherSuggestion(finding)
        .ifPresent(
            suggestion -> {
              labelled("try", "in place of " + lines(suggestion) + ":");
              sql(suggestion.sql());
            });
    labelled("see", finding.docs());
  }

  static String lines(Finding.Suggestion suggestion) {
    return suggestion.startLine() == suggestion.endLine()
        ? "line " + suggestion.startLine()
        : "lines " + suggestion.startLine() + " to " + suggestion.endLine();
  }

  private void labelled(String label, String text) {
    if (text.isBlank()) {
      return;
    }
    String lead = paint.cyan(DisplayText.padded(label, LABEL));
    for (String paragraph : text.strip().split("\n")) {
      for (String line :
          DisplayText.wrapped(
              DisplayText.visible(paragraph), options.proseWidth() - INDENT.length() - LABEL)) {
        out.append(INDENT).append(lead).append(line).append('\n');
        lead = " ".repeat(LABEL);
      }
    }
  }

  private void sql(String sql) {
    for (String line : sql.split("\r?\n|\r")) {
      out.append(INDENT)
          .append(" ".repeat(LABEL + 2))
          .append(paint.green(DisplayText.visibleLine(line)))
          .append('\n');
    }
  }
}
