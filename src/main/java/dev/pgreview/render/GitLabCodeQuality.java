package dev.pgreview.render;

import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import java.util.HashMap;
import java.util.Map;

/** GitLab's code quality report (GitLab documentation, "Code Quality report format"). */
public final class GitLabCodeQuality {
  private GitLabCodeQuality() {}

  /** A list of issues, indented, with a line break at the end. */
  public static String render(Report report) {
    Map<String, Integer> used = new HashMap<>();
    return JsonText.pretty(
        json ->
            json.objects(
                Concern.of(ReportView.of(report)),
                concern -> {
                  json.string("description", concern.message());
                  json.string("check_name", concern.id());
                  json.string("fingerprint", unique(used, concern.fingerprint()));
                  json.string("severity", severity(concern.severity()));
                  json.object(
                      "location",
                      () -> {
                        json.string("path", concern.file());
                        json.object(
                            "lines",
                            () -> {
                              json.number("begin", concern.span().line());
                              json.number("end", concern.span().endLine());
                            });
                      });
                }));
  }

  /** GitLab drops an issue whose fingerprint it has seen. */
  private static String unique(Map<String, Integer> used, String fingerprint) {
    int times = used.merge(fingerprint, 1, Integer::sum);
    return times == 1 ? fingerprint : fingerprint + "-" + times;
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "critical";
      case WARNING -> "minor";
      case NOTICE -> "info";
    };
  }
}
