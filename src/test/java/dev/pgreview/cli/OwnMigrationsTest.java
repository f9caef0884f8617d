package dev.pgreview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service's own migrations pass the review that it gives to others. */
class OwnMigrationsTest {
  private static final String MIGRATIONS = "src/main/resources/db/migration";

  @Test
  void allOfThemPassAndApply() throws Exception {
    CommandRun review =
        CommandRun.in(
            Path.of("").toAbsolutePath(),
            "review",
            MIGRATIONS,
            "--base",
            "none",
            "--format",
            "json");
    JsonNode report = JsonMapper.shared().readTree(review.out());
    assertThat(review.code()).as(review.out()).isZero();
    assertThat(report.path("conclusion").asString()).isEqualTo("success");
    assertThat(report.path("dry_run").path("status").asString()).isEqualTo("applied");
    assertThat(report.path("findings")).isEmpty();
    try (Stream<Path> files = Files.list(Path.of(MIGRATIONS))) {
      List<String> sql =
          files.map(Path::toString).filter(file -> file.endsWith(".sql")).sorted().toList();
      assertThat(report.path("files").valueStream().map(file -> file.path("path").asString()))
          .containsExactlyElementsOf(sql);
    }
  }
}
