package dev.pgreview.render;

import dev.pgreview.lock.LockMode;
import dev.pgreview.report.StatementReport;
import java.util.List;

/** The lock timeline and the lock table of the page. */
final class HtmlLocks {
  private static final int COLUMNS = 6;

  private final ReportView view;
  private final HtmlText out;

  HtmlLocks(ReportView view, HtmlText out) {
    this.view = view;
    this.out = out;
  }

  void write() {
    List<ReportView.StatementView> locking =
        view.statements().stream().filter(statement -> !statement.locks().isEmpty()).toList();
    if (locking.isEmpty()) {
      return;
    }
    out.raw("<section aria-labelledby=\"locks\">\n<h2 id=\"locks\">Locks</h2>\n");
    Timeline timeline = Timeline.of(view);
    if (!timeline.isEmpty()) {
      out.raw("<div class=\"card\">\n");
      legend();
      out.raw(
          "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Lock timeline\">\n");
      new SvgTimeline(timeline, out).write();
      out.raw("</div>\n<p class=\"soft\">")
          .text(
              "Widths grow with the logarithm of the time. Times are estimates for production where"
                  + " there are any, otherwise what the dry run took.")
          .raw("</p>\n</div>\n");
    }
    table(locking);
    out.raw("</section>\n");
  }

  private void legend() {
    out.raw("<p class=\"legend\"><span>blocks:</span>");
    for (Blocking blocking :
        List.of(Blocking.READS_AND_WRITES, Blocking.WRITES, Blocking.MAINTENANCE)) {
      out.raw("<span><span class=\"dot ")
          .raw(cssClass(blocking))
          .raw("\"></span>")
          .text(blocking.text())
          .raw("</span>");
    }
    out.raw("</p>\n");
  }

  static String cssClass(Blocking blocking) {
    return switch (blocking) {
      case READS_AND_WRITES -> "reads";
      case WRITES -> "writes";
      case MAINTENANCE -> "maintenance";
      case DDL -> "ddl";
    };
  }

  private void table(List<ReportView.StatementView> locking) {
    out.raw("<div class=\"card scroll\">\n<table>\n<caption>")
        .text(view.lockSource())
        .raw("</caption>\n<thead><tr>");
    for (String title : List.of("relation", "mode", "blocks", "rewrite", "scan", "predicted")) {
      out.raw("<th scope=\"col\">").text(title).raw("</th>");
    }
    out.raw("</tr></thead>\n<tbody>\n");
    for (ReportView.StatementView statement : locking) {
      heading(statement.statement());
      statement.locks().forEach(this::row);
    }
    out.raw("</tbody>\n</table>\n</div>\n");
  }

  private void heading(StatementReport statement) {
    out.raw("<tr><th scope=\"rowgroup\" colspan=\"" + COLUMNS + "\">")
        .code(statement.file() + ":" + statement.span().line())
        .raw(" ")
        .element("strong", "", statement.kind())
        .raw(" <span class=\"soft\">")
        .text("held to the " + view.heldTo(statement));
    statement
        .estimate()
        .ifPresent(
            estimate ->
                out.text(", about " + Amounts.estimate(estimate) + "; " + Amounts.basis(estimate)));
    ConsoleLocks.waits(statement).ifPresent(waits -> out.text("; " + waits));
    statement.predicted().note().ifPresent(note -> out.text(". " + note));
    out.raw("</span></th></tr>\n");
  }

  private void row(LockRow row) {
    String blocking = row.blocking().map(HtmlLocks::cssClass).orElse("");
    out.raw("<tr><td>")
        .code(row.relation().sql())
        .raw("</td><td class=\"mode\">")
        .text(row.mode().value().map(LockMode::sql).orElse("no lock"))
        .raw("</td><td><span class=\"dot ")
        .raw(blocking)
        .raw("\"></span>")
        .text(row.blocking().map(Blocking::text).orElse("nothing"))
        .raw("</td>");
    flag(row.rewrite());
    flag(row.scan());
    if (row.differs()) {
      out.element("td", "differs", "≠ " + row.difference().orElse(""));
    } else {
      out.element("td", "soft", row.agreement());
    }
    out.raw("</tr>\n");
  }

  private void flag(Seen<Boolean> seen) {
    out.element("td", seen.value() ? "yes" : "soft", seen.value() ? "yes" : "no");
  }
}
