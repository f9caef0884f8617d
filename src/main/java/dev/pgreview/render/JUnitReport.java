package dev.pgreview.render;

import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import dev.pgreview.report.StatementReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The report as JUnit XML, the form that CI servers show as tests: a file is a suite, a statement
 * is a case, what makes the review fail is a failure, and the rest is the case's output.
 */
public final class JUnitReport {
  private final ReportView view;
  private final Optional<Severity> failsFrom;
  private final StringBuilder cases = new StringBuilder();
  private int tests;
  private int failures;

  private JUnitReport(Report report) {
    this.view = ReportView.of(report);
    this.failsFrom = view.failsFrom();
  }

  /** The whole report, with a line break at the end. */
  public static String render(Report report) {
    return new JUnitReport(report).all();
  }

  private String all() {
    StringBuilder suites = new StringBuilder();
    int allTests = 0;
    int allFailures = 0;
    for (Map.Entry<String, Map<String, List<Concern>>> file : byFile().entrySet()) {
      cases.setLength(0);
      tests = 0;
      failures = 0;
      file.getValue().forEach((name, concerns) -> testCase(file.getKey(), name, concerns));
      suites.append(
          "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\">\n%s  </testsuite>\n"
              .formatted(MarkupText.escape(file.getKey()), tests, failures, cases));
      allTests += tests;
      allFailures += failures;
    }
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="pgreview" tests="%d" failures="%d" errors="0">
        %s</testsuites>
        """
        .formatted(allTests, allFailures, suites);
  }

  private Map<String, Map<String, List<Concern>>> byFile() {
    Map<String, Map<String, List<Concern>>> files = new LinkedHashMap<>();
    for (ReportView.FileView file : view.files()) {
      Map<String, List<Concern>> named = new LinkedHashMap<>();
      for (ReportView.StatementView statement : file.statements()) {
        named.put(name(statement.statement()), new ArrayList<>());
      }
      files.put(file.path(), named);
    }
    for (Concern concern : Concern.of(view)) {
      String name =
          concern.statement().isPresent()
              ? name(view.report().statements().get(concern.statement().getAsInt()))
              : "line " + concern.span().line() + ": " + concern.id();
      files
          .computeIfAbsent(concern.file(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(name, _ -> new ArrayList<>())
          .add(concern);
    }
    files.values().removeIf(Map::isEmpty);
    return files;
  }

  private static String name(StatementReport statement) {
    return "line "
        + statement.span().line()
        + ":"
        + statement.span().column()
        + ": "
        + statement.kind();
  }

  private void testCase(String file, String name, List<Concern> concerns) {
    tests++;
    List<Concern> failing = concerns.stream().filter(this::fails).toList();
    List<Concern> others = concerns.stream().filter(concern -> !fails(concern)).toList();
    cases.append(
        "    <testcase classname=\"%s\" name=\"%s\""
            .formatted(MarkupText.escape(file), MarkupText.escape(name)));
    if (concerns.isEmpty()) {
      cases.append("/>\n");
      return;
    }
    cases.append(">\n");
    if (!failing.isEmpty()) {
      failures++;
      // Most readers show one failure a case.
      cases.append(
          "      <failure type=\"%s\" message=\"%s\">%s</failure>\n"
              .formatted(
                  MarkupText.escape(failing.getFirst().id()),
                  MarkupText.escape(failing.getFirst().message()),
                  MarkupText.escape(text(failing))));
    }
    if (!others.isEmpty()) {
      cases.append(
          "      <system-out>%s</system-out>\n".formatted(MarkupText.escape(text(others))));
    }
    cases.append("    </testcase>\n");
  }

  private boolean fails(Concern concern) {
    return concern.finding().isEmpty()
        ? view.report().conclusion().blocks()
        : failsFrom.isPresent() && concern.severity().compareTo(failsFrom.get()) >= 0;
  }

  private static String text(List<Concern> concerns) {
    StringBuilder text = new StringBuilder();
    for (Concern concern : concerns) {
      text.append(text.isEmpty() ? "" : "\n\n")
          .append(concern.file())
          .append(':')
          .append(concern.span().line())
          .append(": ")
          .append(concern.severity().id())
          .append(": ")
          .append(concern.message())
          .append(" [")
          .append(concern.id())
          .append(']');
      if (!concern.explanation().isEmpty()) {
        text.append('\n').append(concern.explanation());
      }
    }
    return text.toString();
  }
}
