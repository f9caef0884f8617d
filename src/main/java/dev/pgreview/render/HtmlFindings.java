package dev.pgreview.render;

import dev.pgreview.report.Finding;
import dev.pgreview.report.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The findings of the page: a card for each statement. */
final class HtmlFindings {
  private final ReportView view;
  private final SourceTexts sources;
  private final HtmlText out;

  HtmlFindings(ReportView view, SourceTexts sources, HtmlText out) {
    this.view = view;
    this.sources = sources;
    this.out = out;
  }

  void write() {
    if (view.active().isEmpty()) {
      return;
    }
    out.raw("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n");
    for (ReportView.FileView file : view.files()) {
      List<Finding> ofFile =
          file.findings().stream().filter(finding -> finding.suppressed() == null).toList();
      List<ReportView.StatementView> statements =
          file.statements().stream().filter(statement -> !statement.active().isEmpty()).toList();
      if (ofFile.isEmpty() && statements.isEmpty()) {
        continue;
      }
      out.element("h3", "", file.path()).raw("\n");
      ofFile.forEach(finding -> card(List.of(finding), finding.span().line()));
      statements.forEach(
          statement -> card(statement.active(), statement.statement().span().line()));
    }
    out.raw("</section>\n");
  }

  private void card(List<Finding> findings, int firstLine) {
    out.raw("<article class=\"card\">\n");
    excerpt(Excerpt.of(sources, findings.getFirst().file(), findings, firstLine));
    findings.forEach(this::finding);
    out.raw("</article>\n");
  }

  private void excerpt(Excerpt excerpt) {
    if (excerpt.lines().isEmpty()) {
      return;
    }
    out.raw("<pre>");
    int previous = -1;
    for (Excerpt.Line line : excerpt.lines()) {
      if (previous >= 0 && line.number() > previous + 1) {
        out.element("span", "gap", "  ⋮").raw("\n");
      }
      previous = line.number();
      out.element("span", "n", Integer.toString(line.number()));
      marked(line);
      out.raw("\n");
    }
    out.raw("</pre>\n");
  }

  /** Marks may overlap: between two ends of marks the worst one shows. */
  private void marked(Excerpt.Line line) {
    TreeSet<Integer> edges = new TreeSet<>(List.of(0, line.text().length()));
    for (Excerpt.Mark mark : line.marks()) {
      edges.add(Math.min(mark.from(), line.text().length()));
      edges.add(Math.min(mark.to(), line.text().length()));
    }
    int from = 0;
    for (int to : edges.tailSet(0, false)) {
      String piece = line.text().substring(from, to);
      Optional<Severity> worst = worst(line, from);
      if (worst.isPresent()) {
        out.element("mark", worst.get().id(), piece);
      } else {
        out.text(piece);
      }
      from = to;
    }
  }

  private static Optional<Severity> worst(Excerpt.Line line, int at) {
    return line.marks().stream()
        .filter(mark -> mark.from() <= at && at < mark.to())
        .flatMap(mark -> mark.findings().stream())
        .map(Finding::severity)
        .max(Comparator.naturalOrder());
  }

  private void finding(Finding finding) {
    out.raw("<div class=\"finding\">\n<h4>")
        .element("span", "badge " + finding.severity().id(), finding.severity().id())
        .element("span", "soft", finding.span().line() + ":" + finding.span().column() + " ")
        .text(finding.message())
        .raw(" ")
        .code(finding.rule())
        .raw("</h4>\n<dl>\n");
    Advice advice = Advice.of(finding);
    described("why", finding.why());
    if (!advice.prose().isBlank() || advice.sql().isPresent()) {
      out.raw("<dt>fix</dt><dd>").text(advice.prose());
      advice.sql().ifPresent(out::pre);
      out.raw("</dd>\n");
    }
    Advice.furtherSuggestion(finding)
        .ifPresent(
            suggestion ->
                out.raw("<dt>try</dt><dd>")
                    .text("in place of " + ConsoleFindings.lines(suggestion) + ":")
                    .pre(suggestion.sql())
                    .raw("</dd>\n"));
    described("see", finding.docs());
    out.raw("</dl>\n</div>\n");
  }

  private void described(String label, String text) {
    if (!text.isBlank()) {
      out.element("dt", "", label).element("dd", "", text).raw("\n");
    }
  }
}
