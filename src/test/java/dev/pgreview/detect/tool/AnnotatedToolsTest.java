package dev.pgreview.detect.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.detect.Detected;
import dev.pgreview.detect.MigrationDetection;
import dev.pgreview.migration.Migration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** dbmate, sql-migrate, tern, node-pg-migrate and Atlas: what their annotations do. */
class AnnotatedToolsTest {
  private static List<String> down(Migration migration) {
    return migration.down().map(Detected::sections).orElse(List.of());
  }

  @Test
  void dbmateHasBlocks() {
    MigrationDetection found =
        Detected.in(
            "db/migrations/20240102_b.sql",
            """
            -- a comment
            -- migrate:up
            SELECT 1;
            SELECT 2;
            -- migrate:down
            SELECT -1;
            --migrate:up   transaction:false  x:y
            CREATE INDEX CONCURRENTLY i ON t (a);
            -- migrate:down transaction:false
            DROP INDEX CONCURRENTLY i;
            """,
            "db/migrations/20240101_a.sql",
            "-- migrate:up transaction:false\nSELECT 1;\nSELECT 2;\n-- migrate:down\n");
    assertThat(Detected.lines(found))
        .containsExactly(
            "dbmate db/migrations",
            "  V 20240101 db/migrations/20240101_a.sql <- db/migrations/20240101_a.sql",
            "  V 20240102 db/migrations/20240102_b.sql <- db/migrations/20240102_b.sql");
    assertThat(Detected.sections(found.migrations().getFirst().up()))
        .containsExactly("IMPLICIT: -- migrate:up transaction:false SELECT 1; SELECT 2;");
    assertThat(Detected.sections(found.migrations().getLast().up()))
        .containsExactly(
            "WRAPPED: -- migrate:up SELECT 1; SELECT 2;",
            "AUTOCOMMIT: --migrate:up transaction:false x:y CREATE INDEX CONCURRENTLY i ON t (a);");
    assertThat(down(found.migrations().getLast())).hasSize(2);
    assertThat(Detected.places(found.notices()))
        .containsExactly(
            "MISSING_DOWN db/migrations/20240101_a.sql:1",
            "TRANSACTION db/migrations/20240101_a.sql:1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1;~-- migrate:up~SELECT 2;~-- migrate:down~ | 1 | before",
        "-- migrate:up~SELECT 2;~                           | 1 | There is no \"-- migrate:down\"",
        "-- migrate:down~SELECT 2;~                         | 1 | There is no \"-- migrate:up\"",
        "-- migrate:up~-- migrate:down~-- migrate:down~     | 3 | needs one",
      })
  void dbmateRejects(String text, int line, String message) {
    MigrationDetection found = Detected.in("db/migrations/1_a.sql", text.replace('~', '\n'));
    assertThat(found.notices())
        .anySatisfy(
            notice -> {
              assertThat(notice.line()).isEqualTo(line);
              assertThat(notice.message()).contains(message);
            });
  }

  @Test
  void sqlMigrateOrdersByNumberThenName() {
    MigrationDetection found =
        Detected.in(
            "m/10.sql",
            "-- +migrate Up\nSELECT 1;\n-- +migrate Down\nSELECT -1;\n",
            "m/9-x.sql",
            """
            -- +migrate Up notransaction
            SELECT 1;
            -- +migrate StatementBegin
            SELECT 2; SELECT 3;
            -- +migrate StatementEnd
            -- +migrate Down
            SELECT 4;
            """,
            "m/a.sql",
            "-- +migrate up\nSELECT 1;\n",
            "m/b.sql",
            "-- +migrate Up\nCREATE FUNCTION f() AS $$\nBEGIN\n  x;\nEND $$;\n-- +migrate StatementBegin\n");
    assertThat(Detected.paths(found.migrations()))
        .containsExactly("m/9-x.sql", "m/10.sql", "m/a.sql", "m/b.sql");
    assertThat(Detected.sections(found.migrations().getFirst().up()))
        .containsExactly(
            "AUTOCOMMIT: SELECT 1; -- +migrate StatementBegin", "IMPLICIT: SELECT 2; SELECT 3;");
    assertThat(down(found.migrations().getFirst())).containsExactly("WRAPPED: SELECT 4;");
    assertThat(Detected.places(found.notices()))
        .contains("MALFORMED m/a.sql:1", "REFUSED m/b.sql:4", "REFUSED m/b.sql:6");
  }

  @Test
  void ternDividesAndPutsSharedFilesIn() {
    MigrationDetection found =
        Detected.in(
            "migrations/001_a.sql",
            "SELECT 1;\n{{ template \"shared/f.sql\" . }}\n---- create above / drop below ----\nSELECT -1;\n",
            "migrations/shared/f.sql",
            "SELECT 'shared';",
            "migrations/002_b.sql",
            "---- tern: disable-tx ----\nCREATE INDEX CONCURRENTLY i ON {{.schema}}.t (a);\n");
    assertThat(Detected.sections(found.migrations().getFirst().up()))
        .containsExactly("WRAPPED: SELECT 1; SELECT 'shared';");
    assertThat(down(found.migrations().getFirst())).containsExactly("WRAPPED: SELECT -1;");
    assertThat(found.migrations().getLast().up().transactional()).isFalse();
    assertThat(Detected.places(found.notices()))
        .contains("UNRESOLVED_PLACEHOLDER migrations/002_b.sql:2");
  }

  @Test
  void ternTakesItsValuesFromItsConfiguration() {
    MigrationDetection found =
        Detected.in(
            "postgresql/tern.example.conf",
            """
            [database]
            port = 1

            [data]
            app_user = shop
            schema = {{env "SCHEMA"}}
            """,
            "postgresql/migrations/001_a.sql",
            """
            GRANT SELECT ON t TO {{.app_user}};
            {{ template "f.sql" . }}
            ---- create above / drop below ----
            """,
            "postgresql/migrations/f.sql",
            "GRANT EXECUTE ON FUNCTION f TO {{.app_user}};",
            "postgresql/migrations/002_b.sql",
            "SELECT {{.schema}};\n---- create above / drop below ----\n");
    assertThat(Detected.sections(found.migrations().getFirst().up()))
        .containsExactly(
            "WRAPPED: GRANT SELECT ON t TO shop; GRANT EXECUTE ON FUNCTION f TO shop;");
    assertThat(Detected.places(found.notices()))
        .contains("UNRESOLVED_PLACEHOLDER postgresql/migrations/002_b.sql:1");
  }

  @Test
  void nodePgMigrateTakesEitherOrder() {
    MigrationDetection found =
        Detected.in(
            "migrations/1700000000000_a.sql",
            "-- Down Migration\nSELECT -1;\n--- up migration\nSELECT 1;\n",
            "migrations/1600000000000_b.sql",
            "-- Up Migration\nSELECT 2;\n",
            "migrations/1800000000000_c.js",
            "");
    assertThat(Detected.paths(found.migrations()))
        .containsExactly("migrations/1600000000000_b.sql", "migrations/1700000000000_a.sql");
    assertThat(Detected.sections(found.migrations().getLast().up()))
        .containsExactly("WRAPPED: --- up migration SELECT 1;");
    assertThat(down(found.migrations().getLast()))
        .containsExactly("WRAPPED: -- Down Migration SELECT -1;");
    assertThat(Detected.places(found.notices()))
        .contains("CODE_MIGRATION migrations/1800000000000_c.js:1");
  }

  @Test
  void atlasHearsOnlyTheHeadOfTheFile() {
    MigrationDetection found =
        Detected.in(
            "migrations/atlas.sum", "h1:x",
            "migrations/20240101_a.sql", "-- atlas:txmode none\n\nSELECT 1;\n",
            "migrations/20240102_b.sql", "-- atlas:txmode none\nSELECT 1;\n");
    assertThat(found.migrations()).extracting(m -> m.tool().id()).containsOnly("atlas");
    assertThat(found.migrations())
        .extracting(m -> m.up().transactional())
        .containsExactly(false, true);
    assertThat(Detected.places(found.notices()))
        .containsExactly("TRANSACTION migrations/20240102_b.sql:1");
  }
}
