package dev.pgreview.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.schema.RelationName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigDocumentationTest {
  private static final Map<String, List<String>> SECTIONS =
      Map.ofEntries(
          Map.entry("", ConfigKeys.TOP),
          Map.entry("migrations[].", ConfigKeys.MIGRATIONS),
          Map.entry("rules.NAME.", ConfigKeys.RULE),
          Map.entry("plan.", ConfigKeys.PLAN),
          Map.entry("plan.triggers.", ConfigKeys.TRIGGERS),
          Map.entry("plan.triggers.b.", ConfigKeys.TRIGGER_B),
          Map.entry("plan.triggers.c.", ConfigKeys.TRIGGER_C),
          Map.entry("plan.triggers.f.", ConfigKeys.TRIGGER_F),
          Map.entry("assume.", ConfigKeys.ASSUME),
          Map.entry("dry_run.", ConfigKeys.DRY_RUN),
          Map.entry("ownership.NAME.", ConfigKeys.OWNERSHIP),
          Map.entry("tenancy.", ConfigKeys.TENANCY),
          Map.entry("pii.", ConfigKeys.PII),
          Map.entry("naming.", ConfigKeys.NAMING),
          Map.entry("accept.", ConfigKeys.ACCEPT));

  @Test
  void documentedKeysAreTheKnownKeys() throws IOException {
    Set<String> documented = new TreeSet<>();
    Matcher row = Pattern.compile("(?m)^\\| `([^`]+)` \\|").matcher(page());
    while (row.find()) {
      documented.add(row.group(1));
    }
    Set<String> known = new TreeSet<>();
    SECTIONS.forEach((prefix, keys) -> keys.forEach(key -> known.add(prefix + key)));
    assertThat(documented).isEqualTo(known);
  }

  @Test
  void keysWithoutEffectAreMarkedAndNoOthers() throws IOException {
    Set<String> marked = new TreeSet<>();
    Matcher row =
        Pattern.compile("(?m)^\\| `([^`]+)` \\|.*\\*\\(no effect yet\\)\\* \\|$").matcher(page());
    while (row.find()) {
      marked.add(row.group(1));
    }
    assertThat(marked).isEqualTo(new TreeSet<>(UnusedKeys.PATHS));
    assertThat(new ConfigParser(List.of("prefer-text", "drop-column")).withoutEffect(block("yaml")))
        .extracting(ConfigNotice::path)
        .containsExactlyInAnyOrderElementsOf(UnusedKeys.PATHS);
  }

  @Test
  void theDocumentedExampleSetsEverything() throws IOException {
    assertThat(block("yaml")).isEqualTo(ConfigParserTest.CONTRACT);
    assertThat(new ConfigParser(List.of("prefer-text", "drop-column")).parse(block("yaml")))
        .isEqualTo(new ConfigResult.Valid(ConfigParserTest.CONTRACT_CONFIG));
  }

  @Test
  void theDocumentedStatsFileParses() throws IOException {
    assertThat(StatsParser.parse(block("json"), ReviewConfig.DEFAULT.assume()))
        .isInstanceOfSatisfying(
            StatsResult.Valid.class,
            valid ->
                assertThat(valid.statistics()).containsKey(RelationName.of("public", "Customer")));
  }

  @Test
  void theExamplesParse() throws IOException {
    for (String example : List.of("shop", "planned", "safe-not-null")) {
      String text = Files.readString(Path.of("examples", example, ".pgreview.yml"));
      assertThat(new ConfigParser(List.of()).parse(text))
          .as(example)
          .isInstanceOf(ConfigResult.Valid.class);
    }
    String stats = Files.readString(Path.of("examples/shop/stats/production.json"));
    assertThat(StatsParser.parse(stats, ReviewConfig.DEFAULT.assume()))
        .isInstanceOf(StatsResult.Valid.class);
  }

  private static String block(String language) throws IOException {
    Matcher fence = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page());
    assertThat(fence.find()).isTrue();
    return fence.group(1);
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/configuration.md"));
  }
}
