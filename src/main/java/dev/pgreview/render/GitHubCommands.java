package dev.pgreview.render;

import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;

/**
 * Workflow commands that make GitHub Actions annotate lines (GitHub documentation, "Workflow
 * commands for GitHub Actions").
 */
public final class GitHubCommands {
  private GitHubCommands() {}

  /** One line for each finding, the plan gate and the dry run; empty when there is none. */
  public static String render(Report report) {
    StringBuilder out = new StringBuilder();
    for (Concern concern : Concern.of(ReportView.of(report))) {
      out.append("::").append(command(concern.severity())).append(" file=");
      // As it is: GitHub looks for the file, and shows nothing else of it.
      out.append(property(concern.file()));
      out.append(",line=").append(concern.span().line());
      out.append(",endLine=").append(concern.span().endLine());
      if (concern.span().line() == concern.span().endLine()) {
        // GitHub takes columns only within one line; its last column is inclusive.
        int last = Math.max(concern.span().column(), concern.span().endColumn() - 1);
        out.append(",col=").append(concern.span().column()).append(",endColumn=").append(last);
      }
      out.append(",title=").append(property(DisplayText.visible("pgreview: " + concern.id())));
      out.append("::").append(data(message(concern))).append('\n');
    }
    return out.toString();
  }

  private static String message(Concern concern) {
    return concern.explanation().isEmpty()
        ? concern.message()
        : concern.message() + "\n\n" + concern.explanation();
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTICE -> "notice";
    };
  }

  private static String data(String text) {
    StringBuilder safe = new StringBuilder();
    for (String line : text.split("\r\n|\r|\n", -1)) {
      safe.append(safe.isEmpty() ? "" : "%0A").append(encoded(DisplayText.visible(line)));
    }
    return safe.toString();
  }

  private static String property(String text) {
    return encoded(text).replace(":", "%3A").replace(",", "%2C");
  }

  private static String encoded(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
