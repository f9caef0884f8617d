package dev.pgreview.render;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.Finding;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.QueryReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import dev.pgreview.report.StatementReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * The report as one HTML page that loads nothing and runs no script. Its policy forbids everything
 * but its own style sheet, so that text from a change could do nothing even if it got out of its
 * element.
 */
public final class HtmlReport {
  private final ReportView view;
  private final Report report;
  private final SourceTexts sources;
  private final HtmlText out = new HtmlText();

  private HtmlReport(Report report, SourceTexts sources) {
    this.view = ReportView.of(report);
    this.report = report;
    this.sources = sources.completedFrom(report);
  }

  /** The whole page, with a line break at the end. */
  public static String render(Report report, SourceTexts sources) {
    return new HtmlReport(report, sources).page();
  }

  private String page() {
    String style = style();
    out.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .raw(policy(style))
        .raw("\">\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.element("title", "", "pgreview: " + report.conclusion().id().replace('_', ' '))
        .raw("\n<style>")
        .raw(style)
        .raw("</style>\n</head>\n<body>\n<main>\n");
    verdict();
    plan();
    new HtmlFindings(view, sources, out).write();
    new HtmlLocks(view, out).write();
    queries();
    suppressed();
    return out.raw("</main>\n</body>\n</html>\n").toString();
  }

  private void verdict() {
    out.raw("<header class=\"card verdict ").raw(report.conclusion().id()).raw("\">\n");
    out.element("h1", "", Verdict.headline(report)).raw("\n");
    out.element(
            "p",
            "soft",
            "PostgreSQL "
                + report.postgres().major()
                + ", "
                + Amounts.count(report.files().size(), "changed migration")
                + ", "
                + Amounts.count(report.statements().size(), "statement")
                + ". "
                + report.base().orElse(""))
        .raw("\n<ul class=\"badges\">\n");
    counted(Severity.ERROR, "error");
    counted(Severity.WARNING, "warning");
    counted(Severity.NOTICE, "notice");
    if (view.active().isEmpty()) {
      badge("good", "no findings");
    }
    if (report.suppressed() > 0) {
      badge("", report.suppressed() + " suppressed");
    }
    if (report.plan().required()) {
      badge(
          report.plan().status() == PlanReport.Status.COMPLETE ? "good" : "error",
          "plan " + report.plan().status().id());
    }
    badge(dryRunClass(), Verdict.dryRun(report.dryRun()));
    out.raw("</ul>\n</header>\n");
    dryRun();
  }

  private void counted(Severity severity, String noun) {
    if (report.count(severity) > 0) {
      badge(severity.id(), Amounts.count(report.count(severity), noun));
    }
  }

  private void badge(String kind, String text) {
    out.raw("<li>").element("span", ("badge " + kind).strip(), text).raw("</li>\n");
  }

  private String dryRunClass() {
    return switch (report.dryRun().status()) {
      case APPLIED -> "good";
      case SKIPPED -> "warning";
      case FAILED, TIMED_OUT -> "error";
    };
  }

  private void dryRun() {
    DryRunReport dryRun = report.dryRun();
    out.raw("<section class=\"card\" aria-label=\"Dry run\">\n<p><strong>Dry run</strong> ");
    out.text(Verdict.dryRunSentence(dryRun));
    if (dryRun.skippedBecause() != null) {
      out.text(": " + dryRun.skippedBecause());
    }
    out.raw("</p>\n");
    if (dryRun.error() != null) {
      out.pre(dryRun.error());
    }
    for (String note : dryRun.notes()) {
      out.raw("<p>").text(note).raw("</p>\n");
    }
    out.raw("</section>\n");
  }

  private void plan() {
    PlanReport plan = report.plan();
    if (!plan.required()) {
      return;
    }
    out.raw("<section aria-labelledby=\"plan\">\n<h2 id=\"plan\">Migration plan: ")
        .text(Verdict.plan(plan))
        .raw("</h2>\n<div class=\"card\">\n");
    plan.path().ifPresent(path -> out.raw("<p>").code(path).raw("</p>\n"));
    out.raw("<dl class=\"facts\">\n");
    for (PlanReport.Trigger trigger : plan.triggers()) {
      out.raw("<dt>required by (")
          .text(trigger.trigger())
          .raw(")</dt><dd>")
          .text(trigger.reason())
          .raw(" ");
      if (trigger.statement() >= 0 && trigger.statement() < report.statements().size()) {
        StatementReport at = report.statements().get(trigger.statement());
        out.element("span", "soft", at.file() + ":" + at.span().line());
      }
      out.raw("</dd>\n");
    }
    for (PlanReport.Problem problem : plan.problems()) {
      String line = problem.line().isPresent() ? " (line " + problem.line().getAsInt() + ")" : "";
      out.raw("<dt>lacks</dt><dd><strong>")
          .text(problem.section())
          .raw("</strong>")
          .text(line + ": " + problem.message())
          .raw("</dd>\n");
    }
    out.raw("</dl>\n</div>\n</section>\n");
  }

  private void queries() {
    if (report.queries().isEmpty()) {
      return;
    }
    out.raw("<section aria-labelledby=\"queries\">\n")
        .raw("<h2 id=\"queries\">Stated queries after the change</h2>\n");
    for (QueryReport query : report.queries()) {
      QueryAnswer answer = QueryAnswer.of(query);
      String kind = answer.isBad() ? "error" : answer == QueryAnswer.USES_INDEX ? "good" : "";
      out.raw("<div class=\"card\">\n<p>")
          .code(query.source())
          .raw(" ")
          .element("span", ("badge " + kind).strip(), answer.words())
          .raw("</p>\n")
          .pre(query.sql());
      if (query.error() != null) {
        out.pre(query.error());
      }
      if (query.plan() != null) {
        out.pre(query.plan());
      }
      out.raw("</div>\n");
    }
    out.raw("</section>\n");
  }

  private void suppressed() {
    List<Finding> suppressed = view.suppressed();
    if (suppressed.isEmpty()) {
      return;
    }
    out.raw("<section aria-labelledby=\"suppressed\">\n")
        .raw("<h2 id=\"suppressed\">Suppressed</h2>\n<ul class=\"card\">\n");
    for (Finding finding : suppressed) {
      out.raw("<li>")
          .code(finding.file() + ":" + finding.span().line())
          .raw(" ")
          .code(finding.rule())
          .text(": " + finding.suppressed())
          .raw("</li>\n");
    }
    out.raw("</ul>\n</section>\n");
  }

  /** The policy that the page sets for itself; a server that shows it sends the same. */
  static String policy(String style) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return "default-src 'none'; style-src 'sha256-"
          + Base64.getEncoder().encodeToString(hash)
          + "'; base-uri 'none'; form-action 'none'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String style() {
    try (InputStream css =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
      return "\n" + new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the style sheet cannot be read from the jar", e);
    }
  }
}
