package dev.pgreview.cli;

import dev.pgreview.render.ConsoleOptions;
import dev.pgreview.render.RenderOptions;
import dev.pgreview.render.ReportFormat;
import dev.pgreview.report.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A format and where it goes: {@code --format F --output FILE}, which may be given many times. */
final class ReportOutput {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = Converters.Format.class,
      description = {
        "console, json, markdown, sarif, html, junit, gitlab or github. Default: console.",
        "May be given several times, each followed by its --output."
      })
  private @Nullable ReportFormat format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where it is written. Default: standard output.")
  private @Nullable String output;

  /** What was asked for, or the console. */
  static List<ReportOutput> checked(List<ReportOutput> asked) {
    if (asked.isEmpty()) {
      return List.of(new ReportOutput());
    }
    if (asked.stream().filter(one -> one.output == null).count() > 1) {
      throw new CommandFailure(
          "only one report can go to standard output: give each --format but one an --output");
    }
    return asked;
  }

  void write(Report report, RenderOptions options, Terminal terminal) {
    ReportFormat chosen = format == null ? ReportFormat.CONSOLE : format;
    if (output == null) {
      terminal.out().print(chosen.render(report, options));
    } else {
      TextFiles.write(
          terminal.resolve(output), chosen.render(report, options.with(ConsoleOptions.PLAIN)));
    }
  }
}
