package dev.pgreview.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.SourceText;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.migration.MigrationTool;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BadInputTest {
  @Test
  void emptyFilesAreNoted() {
    MigrationDetection found = Detected.in("sql/V1__a.sql", "", "sql/V2__b.sql", "-- nothing\n");
    assertThat(found.migrations()).hasSize(2);
    assertThat(Detected.places(found.notices()))
        .containsExactly("EMPTY sql/V1__a.sql:1", "EMPTY sql/V2__b.sql:1");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() {
    MigrationDetection found = Detected.in("db/1_a.sql", "\uFEFF-- +goose Up\r\nSELECT 1;\r\n");
    assertThat(found.notices()).isEmpty();
    assertThat(found.migrations().getFirst().up().text()).startsWith("-- +goose");
  }

  @Test
  void unreadableFilesAreNotedWithTheReason() {
    SourceTree tree =
        SourceTree.of(
            List.of("sql/V1__a.sql"), path -> SourceText.unreadable("The file is binary."));
    MigrationDetection found = Detectors.detect(tree, DetectionSettings.DEFAULT);
    assertThat(Detected.places(found.notices())).contains("UNREADABLE sql/V1__a.sql:1");
    assertThat(Detected.messages(found.notices())).contains("The file is binary.");
  }

  @Test
  void brokenConfigurationDoesNotStopTheSearch() {
    MigrationDetection found =
        Detected.in(
            "sql/V1__a.sql", "SELECT 1;",
            "flyway.toml", "flyway = [",
            "src/main/resources/application.yml", "flyway: [",
            "flyway.conf", "flyway.x=\\uZZ");
    assertThat(found.migrations()).hasSize(1);
  }

  @Test
  void oddPathsAreOnlyPaths() {
    MigrationDetection found =
        Detected.in(
            "a b/migrations/1 \u00e4 [x] (y)*?.sql", "SELECT 1;",
            "migrations/1.SQL", "SELECT 1;",
            ".hidden/migrations/2.sql", "SELECT 1;");
    assertThat(found.migrations()).hasSize(3);
  }

  @Provide
  static Arbitrary<String> annotated() {
    return Arbitraries.of(
            "-- +goose Up",
            "-- +goose Down",
            "-- +goose StatementBegin",
            "-- +goose StatementEnd",
            "-- +goose NO TRANSACTION",
            "-- +goose ENVSUB ON",
            "-- migrate:up transaction:false",
            "-- migrate:down",
            "-- +migrate Up notransaction",
            "-- +migrate Down",
            "-- +migrate StatementBegin",
            "-- +migrate StatementEnd",
            "--liquibase formatted sql",
            "--changeset a:1 endDelimiter:@@",
            "--rollback x",
            "/* liquibase rollback",
            "*/",
            "--ignoreLines:start",
            "--ignoreLines:end",
            "--ignoreLines:3",
            "-- Up Migration",
            "-- Down Migration",
            "---- create above / drop below ----",
            "{{ template \"x\" . }}",
            "SELECT ${x};",
            "SELECT 1@@",
            "DO $$ x;",
            "$$;",
            "'",
            "\r",
            "",
            "-- atlas:txmode none")
        .list()
        .ofMaxSize(12)
        .map(lines -> String.join("\n", lines));
  }

  @Property(tries = 400)
  void sectionsAlwaysPointIntoTheFile(@ForAll @From("annotated") String text) {
    for (MigrationTool tool : MigrationTool.values()) {
      MigrationDetection found =
          Detectors.listed(
              SourceTree.of(Detected.files("1_a.sql", text)),
              List.of("1_a.sql"),
              Optional.of(tool),
              Optional.empty());
      for (var migration : found.migrations()) {
        for (var section : migration.up().sections()) {
          for (int i = 0; i < section.sql().length(); i++) {
            int offset = section.toFileOffset(i);
            assertThat(offset).isBetween(0, text.length() - 1);
          }
          assertThat(section.toFileOffset(section.sql().length())).isBetween(0, text.length());
        }
      }
    }
  }
}
