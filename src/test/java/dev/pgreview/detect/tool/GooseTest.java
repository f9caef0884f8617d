package dev.pgreview.detect.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.detect.Detected;
import dev.pgreview.detect.MigrationDetection;
import dev.pgreview.migration.Migration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GooseTest {
  private static Migration read(String text) {
    return Detected.in("db/00002_b.sql", text).migrations().getFirst();
  }

  @Test
  void ordersByNumberAndPairsUpWithDown() {
    MigrationDetection found =
        Detected.in(
            "db/10_c.sql", "-- +goose Up\nSELECT 10;\n-- +goose Down\nSELECT -10;\n",
            "db/00002_b.sql", "-- +goose up\nSELECT 2;\n-- +goose DOWN\nSELECT -2;\n",
            "db/00003_code.go", "package migrations",
            "db/notes.sql", "SELECT 1;");
    assertThat(Detected.lines(found))
        .containsExactly(
            "goose db",
            "  V 2 db/00002_b.sql <- db/00002_b.sql",
            "  V 10 db/10_c.sql <- db/10_c.sql");
    assertThat(Detected.places(found.notices())).containsExactly("MISNAMED db/notes.sql:1");
    assertThat(Detected.sections(found.migrations().getFirst().up()))
        .containsExactly("WRAPPED: SELECT 2;");
    assertThat(found.migrations().getFirst().down().map(Detected::sections))
        .hasValueSatisfying(down -> assertThat(down).containsExactly("WRAPPED: SELECT -2;"));
  }

  @Test
  void withoutTransactionABlockIsOneQuery() {
    Migration migration =
        read(
            """
            -- +goose NO TRANSACTION
            -- +goose Up
            SELECT 1;
            SELECT 2;
            -- +goose StatementBegin
            SELECT 3; SELECT 4;
            -- +goose StatementEnd
            -- +goose StatementBegin
            CREATE INDEX CONCURRENTLY i ON t (a);
            -- +goose StatementEnd
            -- +goose Down
            SELECT 5;
            """);
    assertThat(Detected.sections(migration.up()))
        .containsExactly(
            "AUTOCOMMIT: SELECT 1; SELECT 2; -- +goose StatementBegin",
            "IMPLICIT: SELECT 3; SELECT 4;",
            "AUTOCOMMIT: -- +goose StatementEnd -- +goose StatementBegin"
                + " CREATE INDEX CONCURRENTLY i ON t (a);");
    assertThat(migration.up().transactional()).isFalse();
  }

  @Test
  void placesAreThoseOfTheFile() {
    String text = "-- +goose Up\r\nSELECT 1;\r\nSELECT x;\r\n";
    Migration migration = read(text);
    var section = migration.up().sections().getFirst();
    assertThat(section.toFileOffset(section.sql().indexOf("x"))).isEqualTo(text.indexOf("x;"));
  }

  @Test
  void substitutesEnvironmentVariables() {
    MigrationDetection found =
        Detected.in(
            "db/1_a.sql",
            """
            -- +goose Up
            SELECT '${A}';
            -- +goose ENVSUB ON
            SELECT '${REGION:-eu}', '$NAME';
            -- +goose ENVSUB OFF
            SELECT '$NAME';
            """);
    assertThat(Detected.sections(found.migrations().getFirst().up()))
        .singleElement()
        .asString()
        .contains("SELECT '${A}'")
        .contains("SELECT 'eu', '$NAME'");
    assertThat(Detected.places(found.notices()))
        .containsExactly("UNRESOLVED_PLACEHOLDER db/1_a.sql:4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-- +goose Down~SELECT 1;                           | 1 | without \"-- +goose Up\"",
        "-- +goose Up~-- +goose StatementBegin~SELECT 1;    | 2 | never closed",
        "-- +goose Up~SELECT 1                              | 2 | semicolon",
        "-- +goose Up~SELECT 1~-- +goose Down~              | 2 | semicolon",
        "-- +goose Up~-- +goose Upp~                        | 2 | does not know",
        "-- +goose Up~-- +goose StatementEnd~               | 2 | StatementBegin",
        "' -- +goose Up~SELECT 1;~'                         | 1 | do not start the line",
        "SELECT 1;~-- +goose Up~SELECT 2;~                  | 1 | before \"-- +goose Up\"",
        "-- +goose Up~SELECT 1;~-- +goose Up~               | 3 | second",
        "-- +goose Up~DO $$~BEGIN~  PERFORM 1;~END $$;~     | 4 | StatementBegin",
      })
  void notesWhatGooseRejects(String text, int line, String message) {
    MigrationDetection found =
        Detected.in(
            "db/1_a.sql", text.replace('~', '\n'), "db/2_b.sql", "-- +goose Up\nSELECT 1;\n");
    assertThat(found.notices())
        .filteredOn(notice -> notice.path().equals("db/1_a.sql"))
        .anySatisfy(
            notice -> {
              assertThat(notice.kind()).hasToString("REFUSED");
              assertThat(notice.line()).isEqualTo(line);
              assertThat(notice.message()).contains(message);
            });
  }
}
