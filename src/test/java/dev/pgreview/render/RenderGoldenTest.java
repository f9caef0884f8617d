package dev.pgreview.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every format of every sample report is what was last looked at and found good. */
class RenderGoldenTest {
  @Test
  void everyFormatOfEveryReportIsAsReviewed() throws IOException {
    Golden golden = new Golden();
    for (Map.Entry<String, Report> sample : SampleReports.all().entrySet()) {
      for (ReportFormat format : ReportFormat.values()) {
        golden.check(
            sample.getKey() + "." + format.id() + format.extension(),
            format.render(sample.getValue(), RenderOptions.DEFAULT.with(SampleReports.sources())));
      }
    }
    Report risky = SampleReports.risky();
    golden.check(
        "risky.console-narrow.txt",
        ConsoleReport.render(risky, SampleReports.sources(), new ConsoleOptions(false, 72)));
    golden.check(
        "risky.console-wide-colours.txt",
        ConsoleReport.render(risky, SampleReports.sources(), new ConsoleOptions(true, 160)));
    golden.check(
        "risky.console-no-sources.txt",
        ConsoleReport.render(risky, SourceTexts.NONE, ConsoleOptions.PLAIN));
    golden.check(
        "risky.comments.md",
        StatementCommentsTest.text(StatementComments.of(SampleReports.risky())));
    golden.check(
        "broken.comments.md",
        StatementCommentsTest.text(StatementComments.of(SampleReports.broken())));
    golden.check("risky.compact.json", JsonReport.compact(risky));
    assertThat(golden.checked()).as("no golden is orphaned").isEqualTo(files());
  }

  private static Set<String> files() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(Golden.FOLDER)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
