package dev.pgreview.render;

import dev.pgreview.report.QueryReport;
import java.util.List;

/** Stated queries and their answers as Markdown. */
final class MarkdownQueries {
  private MarkdownQueries() {}

  static void write(List<QueryReport> queries, LimitedText out) {
    if (queries.isEmpty()) {
      return;
    }
    out.add("### Stated queries after the change\n\n");
    for (QueryReport query : queries) {
      QueryAnswer said = QueryAnswer.of(query);
      String mark = said.isBad() ? "❌ " : said == QueryAnswer.USES_INDEX ? "✅ " : "";
      String details = query.error() != null ? query.error() : query.plan();
      String plan =
          details == null || said == QueryAnswer.USES_INDEX
              ? ""
              : MarkdownText.block("text", details) + "\n";
      out.add(
          MarkdownText.code(query.source())
              + " "
              + mark
              + said.words()
              + "\n\n"
              + MarkdownText.block("sql", MarkdownReport.shortened(query.sql()))
              + "\n"
              + plan);
    }
  }
}
