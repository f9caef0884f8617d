package dev.pgreview.action;

import dev.pgreview.lint.Rule;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.render.ConsoleOptions;
import dev.pgreview.render.MarkdownReport;
import dev.pgreview.render.RenderOptions;
import dev.pgreview.render.ReportFormat;
import dev.pgreview.render.SourceTexts;
import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a step leaves in files: reports for an artifact, its summary, its outputs. */
final class StepFiles {
  /** GitHub takes at most 1 MiB; in UTF-16 units of up to 3 bytes. */
  private static final int SUMMARY_LIMIT = (1 << 20) / 3;

  private final ActionEnvironment environment;

  StepFiles(ActionEnvironment environment) {
    this.environment = environment;
  }

  /** The report in three formats. */
  void reports(Report report) {
    RenderOptions options =
        new RenderOptions(
            SourceTexts.NONE,
            BuiltInRules.all().stream().map(Rule::description).toList(),
            new ConsoleOptions(false, 120));
    for (ReportFormat format : List.of(ReportFormat.JSON, ReportFormat.HTML, ReportFormat.SARIF)) {
      Path file = environment.files().resolve("report" + format.extension());
      try {
        Files.createDirectories(environment.files());
        Files.writeString(file, format.render(report, options));
      } catch (IOException failure) {
        throw unwritable(file, failure);
      }
    }
  }

  /** Shown on the workflow run's page. */
  void summary(Report report) {
    String pointer = "\nThe whole report is in the artifact of this run.\n";
    append(
        environment.summary(),
        MarkdownReport.render(report, SourceTexts.NONE, SUMMARY_LIMIT, pointer));
  }

  /** For the steps that follow. No text of the change is among them. */
  void outputs(Report report, boolean published) {
    append(
        environment.outputs(),
        "conclusion="
            + report.conclusion().name().toLowerCase(Locale.ROOT)
            + "\nerrors="
            + report.count(Severity.ERROR)
            + "\nwarnings="
            + report.count(Severity.WARNING)
            + "\nplan="
            + report.plan().status().name().toLowerCase(Locale.ROOT)
            + "\npublished="
            + published
            + "\nreport="
            + environment.files()
            + "\n");
  }

  private static void append(Optional<Path> file, String text) {
    if (file.isPresent()) {
      try {
        Files.writeString(
            file.get(),
            text,
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException failure) {
        throw unwritable(file.get(), failure);
      }
    }
  }

  private static ActionException unwritable(Path file, IOException failure) {
    return new ActionException(file + " cannot be written: " + failure.getMessage(), failure);
  }
}
