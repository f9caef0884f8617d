package dev.pgreview.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.migration.MigrationTool;
import dev.pgreview.report.Report;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  @Test
  void everyReportIsWhatThePublishedSchemaSays() {
    for (Map.Entry<String, Report> sample : SampleReports.all().entrySet()) {
      assertThat(Schemas.problemsOfReport(JsonReport.pretty(sample.getValue())))
          .as(sample.getKey())
          .isEmpty();
    }
  }

  @Test
  void theSchemaRefusesWhatIsNoReport() {
    String report = JsonReport.compact(SampleReports.risky());
    assertThat(Schemas.problemsOfReport(report.replace("\"conclusion\":\"failure\"", "\"x\":1")))
        .isNotEmpty();
    assertThat(Schemas.problemsOfReport(report.replace("ACCESS EXCLUSIVE", "access exclusive")))
        .isNotEmpty();
    assertThat(Schemas.problemsOfReport(report.replace("\"tool\":\"flyway\"", "\"tool\":\"fly\"")))
        .isNotEmpty();
  }

  @Test
  void everyFieldIsInTheSchema() {
    Set<String> fields = new TreeSet<>();
    collectFields(MAPPER.readTree(JsonReport.compact(SampleReports.risky())), fields);
    collectFields(MAPPER.readTree(JsonReport.compact(SampleReports.broken())), fields);
    String schema = Schemas.read("report.schema.json");
    assertThat(fields).allSatisfy(field -> assertThat(schema).contains("\"" + field + "\": {"));
  }

  @Test
  void compactAndPrettyAreTheSameOnOneLineOrMany() {
    Report report = SampleReports.hostile();
    String compact = JsonReport.compact(report);
    assertThat(compact).doesNotContain("\n");
    assertThat(MAPPER.readTree(compact)).isEqualTo(MAPPER.readTree(JsonReport.pretty(report)));
  }

  @Test
  void aLoneSurrogateDoesNotMakeTheOutputUnreadable() {
    byte[] bytes = JsonReport.compact(SampleReports.hostile()).getBytes(StandardCharsets.UTF_8);
    JsonNode read = MAPPER.readTree(bytes);
    assertThat(read.get("id").asString())
        .contains("\uFFFD")
        .contains("👩‍👩‍👧")
        .contains("\u0000");
  }

  @Test
  void theRequestSchemaTakesTheExampleOfTheMachineInterface() {
    String example =
        """
        {"id":"42","postgres":16,"dry_run":true,
         "base":[{"path":"db/migration/V1__init.sql","sql":"CREATE TABLE ..."}],
         "changed":[{"path":"db/migration/V2__x.sql","sql":"ALTER TABLE ..."}],
         "deleted":["db/migration/V0__old.sql"],
         "files":[{"path":"db/migration/migration-plan.md","text":"..."}],
         "config":"rules: ...", "tool":"flyway",
         "stats":{"public.orders":{"rows":12000000,"bytes":4800000000,"writes_per_second":140}}}
        """;
    assertThat(Schemas.problemsOfRequest(example)).isEmpty();
    assertThat(Schemas.problemsOfRequest(example.replace("\"changed\"", "\"changes\"")))
        .isNotEmpty();
  }

  @Test
  void theRequestSchemaKnowsExactlyTheTools() {
    JsonNode tools = MAPPER.readTree(Schemas.read("request.schema.json")).at("/$defs/tool/enum");
    assertThat(tools.valueStream().map(JsonNode::asString).toList())
        .isEqualTo(Arrays.stream(MigrationTool.values()).map(MigrationTool::id).toList());
  }

  private static void collectFields(JsonNode node, Set<String> fields) {
    node.propertyNames().forEach(fields::add);
    node.forEach(child -> collectFields(child, fields));
  }
}
