package dev.pgreview.detect.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  @Test
  void readsJsonWithTabs() {
    assertThat(Documents.json("{\n\t\"a\": [\n\t\t{\"tag\":\t\"0000_x\"}\n\t]\n}"))
        .hasValueSatisfying(json -> assertThat(String.valueOf(json.get("a"))).contains("0000_x"));
  }

  @Test
  void brokenDocumentsCountAsAbsent() {
    assertThat(Documents.yaml("a: [")).isEmpty();
    assertThat(Documents.json("{\"a\":")).isEmpty();
    assertThat(Documents.toml("a = [")).isEmpty();
    assertThat(Documents.properties("a=\\u12")).isEmpty();
    assertThat(Documents.yaml("[".repeat(200_000))).isEmpty();
  }

  @Test
  void settingsAreFoundHoweverTheyAreWritten() {
    FlatSettings settings =
        FlatSettings.of(
            Map.of(
                "spring.flyway.sql-migration-prefix", "M",
                "spring.flyway.locations[0]", "a",
                "spring.flyway.locations[1]", "b",
                "spring.flyway.placeholders.Table_Name", "t"));
    assertThat(settings.value("spring.flyway.sqlMigrationPrefix")).hasValue("M");
    assertThat(settings.list("spring.flyway.locations")).containsExactlyInAnyOrder("a", "b");
    assertThat(settings.below("spring.flyway.placeholders")).containsEntry("Table_Name", "t");
  }
}
