package dev.pgreview.render;

import dev.pgreview.lock.LockMode;
import dev.pgreview.report.StatementReport;
import java.util.List;

/** The lock table and the timeline as Markdown. */
final class MarkdownLocks {
  private static final String HEAD =
      """
      | line | relation | mode | blocks | rewrite | scan | predicted | held to the | estimate |
      |--:|---|---|---|---|---|---|---|---|
      """;

  private final ReportView view;
  private final LimitedText out;

  MarkdownLocks(ReportView view, LimitedText out) {
    this.view = view;
    this.out = out;
  }

  void write() {
    List<ReportView.FileView> locking =
        view.files().stream()
            .filter(file -> file.statements().stream().anyMatch(s -> !s.locks().isEmpty()))
            .toList();
    if (locking.isEmpty()) {
      return;
    }
    out.add("### Locks\n\n" + MarkdownText.text(view.lockSource()) + "\n\n");
    for (ReportView.FileView file : locking) {
      StringBuilder table =
          new StringBuilder(MarkdownText.code(file.path())).append("\n\n").append(HEAD);
      file.statements().forEach(statement -> rows(table, statement));
      out.add(table.append('\n').toString());
    }
    MermaidTimeline.of(Timeline.of(view)).ifPresent(out::add);
  }

  private void rows(StringBuilder table, ReportView.StatementView view) {
    boolean first = true;
    for (LockRow row : view.locks()) {
      StatementReport statement = view.statement();
      table
          .append("| ")
          .append(first ? statement.span().line() : "")
          .append(" | ")
          .append(MarkdownText.codeCell(row.relation().sql()))
          .append(" | ")
          .append(row.mode().value().map(LockMode::sql).orElse("no lock"))
          .append(" | ")
          .append(row.blocking().map(MarkdownLocks::blocks).orElse("nothing"))
          .append(" | ")
          .append(row.rewrite().value() ? "**yes**" : "no")
          .append(" | ")
          .append(row.scan().value() ? "**yes**" : "no")
          .append(" | ")
          .append(row.difference().map(text -> "≠ " + text).orElse(row.agreement()))
          .append(" | ")
          .append(first ? this.view.heldTo(statement) : "")
          .append(" | ")
          .append(first ? estimate(statement) : "")
          .append(" |\n");
      first = false;
    }
  }

  private static String blocks(Blocking blocking) {
    return switch (blocking) {
      case READS_AND_WRITES -> "🔴 " + blocking.text();
      case WRITES -> "🟠 " + blocking.text();
      case MAINTENANCE -> "🔵 " + blocking.text();
      case DDL -> blocking.text();
    };
  }

  private static String estimate(StatementReport statement) {
    String estimate =
        statement
            .estimate()
            .map(value -> Amounts.estimate(value) + "; " + Amounts.basis(value))
            .orElse("");
    return ConsoleLocks.waits(statement)
        .map(waits -> estimate.isEmpty() ? waits : estimate + "; " + waits)
        .orElse(estimate);
  }
}
