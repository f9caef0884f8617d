package dev.pgreview.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.report.Report;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CiFormatsTest {
  @Test
  void junitIsWellFormedAndCountsItsFailures() throws Exception {
    for (Report report : SampleReports.all().values()) {
      Document xml = parse(JUnitReport.render(report));
      Element root = xml.getDocumentElement();
      assertThat(root.getAttribute("tests"))
          .isEqualTo(Integer.toString(xml.getElementsByTagName("testcase").getLength()));
      NodeList failures = xml.getElementsByTagName("failure");
      assertThat(root.getAttribute("failures")).isEqualTo(Integer.toString(failures.getLength()));
      assertThat(failures.getLength() > 0).isEqualTo(report.conclusion().blocks());
    }
  }

  @Test
  void gitlabFingerprintsAreUnique() {
    for (Report report : SampleReports.all().values()) {
      JsonNode issues = JsonMapper.shared().readTree(GitLabCodeQuality.render(report));
      List<String> fingerprints = issues.findValuesAsString("fingerprint");
      assertThat(fingerprints).doesNotHaveDuplicates().hasSameSizeAs(issues);
      assertThat(issues.findValuesAsString("severity"))
          .allMatch(List.of("info", "minor", "critical")::contains);
    }
  }

  @Test
  void everyLineForGitHubIsOneCommand() {
    String hostile = GitHubCommands.render(SampleReports.hostile());
    assertThat(hostile.lines())
        .allMatch(line -> line.matches("::(error|warning|notice) file=[^:]*::.*"));
    assertThat(hostile.lines()).hasSize(3);
    assertThat(hostile).doesNotContain("\r").doesNotContain("\u001b");
  }

  @Test
  void aReportThatBlocksNeverLooksCleanInAnyFormat() {
    Report planOnly = SampleReports.lintOnly();
    assertThat(GitHubCommands.render(planOnly)).contains("title=pgreview%3A plan-gate");
    assertThat(GitLabCodeQuality.render(planOnly)).contains("\"plan-gate\"");
    assertThat(SarifReport.render(planOnly, List.of())).contains("\"plan-gate\"");
    assertThat(JUnitReport.render(planOnly)).contains("type=\"plan-gate\"");
    Report failed = SampleReports.broken();
    assertThat(GitHubCommands.render(failed)).contains("title=pgreview%3A dry-run");
    assertThat(JUnitReport.render(failed)).contains("PostgreSQL refuses this statement");
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
