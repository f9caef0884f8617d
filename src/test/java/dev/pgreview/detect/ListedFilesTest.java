package dev.pgreview.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListedFilesTest {
  private static final String SQL = "CREATE TABLE t (a int);";

  private static List<SourceFile> files(String... paths) {
    List<SourceFile> files = new ArrayList<>();
    for (String path : paths) {
      files.add(new SourceFile(path, SQL));
    }
    return files;
  }

  private static MigrationChange change(List<SourceFile> base, List<SourceFile> changed) {
    return new ListedFiles(base, changed, List.of(), List.of(), Optional.empty(), List.of())
        .change();
  }

  @Test
  void theToolOrders() {
    MigrationChange change =
        change(files("db/V2__b.sql", "db/V1__a.sql"), files("db/V10__d.sql", "db/V3__c.sql"));
    assertThat(Detected.paths(change.base())).containsExactly("db/V1__a.sql", "db/V2__b.sql");
    assertThat(Detected.paths(change.changed())).containsExactly("db/V3__c.sql", "db/V10__d.sql");
    assertThat(change.changed()).extracting(m -> m.tool()).containsOnly(MigrationTool.FLYWAY);
  }

  @Test
  void whatNoToolClaimsIsPlainInTheOrderGiven() {
    MigrationChange change =
        change(files("migrations/9.sql", "a.sql"), files("migrations/2.sql", "z", "b.sql"));
    assertThat(Detected.paths(change.base())).containsExactly("migrations/9.sql", "a.sql");
    assertThat(Detected.paths(change.changed())).containsExactly("migrations/2.sql", "z", "b.sql");
    assertThat(change.changed()).extracting(m -> m.tool()).containsOnly(MigrationTool.PLAIN);
    assertThat(change.notices()).isEmpty();
  }

  @Test
  void filesWithNamesThatTheToolPassesOverAreStillReviewed() {
    MigrationChange change = change(List.of(), files("db/V2__b.sql", "db/fix.sql", "db/V1_a.sql"));
    assertThat(Detected.paths(change.changed()))
        .containsExactly("db/V2__b.sql", "db/fix.sql", "db/V1_a.sql");
    assertThat(Detected.places(change.notices())).contains("MISNAMED db/V1_a.sql:1");
  }

  @ParameterizedTest
  @CsvSource({
    "V2__x.sql, flyway",
    "0002_x.up.sql, golang-migrate",
    "prisma/migrations/20240101_x/migration.sql, prisma",
    "supabase/migrations/20240101_x.sql, supabase",
    "migrations/2024-01-01-000000_x/up.sql, diesel",
    "testdata/mysql/20240101_x.postgres.up.sql, pop",
  })
  void namesAloneAreEnough(String path, String tool) {
    MigrationChange change = change(List.of(), files(path));
    assertThat(change.changed()).extracting(m -> m.tool().id()).containsExactly(tool);
  }

  @Test
  void aGivenToolOverridesDetection() {
    MigrationChange change =
        new ListedFiles(
                List.of(),
                List.of(
                    new SourceFile("x.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nVACUUM;\n")),
                List.of(),
                List.of(),
                Optional.of(MigrationTool.GOOSE),
                List.of())
            .change();
    assertThat(Detected.sections(change.changed().getFirst().up()))
        .containsExactly("AUTOCOMMIT: VACUUM;");
  }

  @Test
  void theToolMayBePlainAlthoughNamesSayOtherwise() {
    MigrationChange change =
        new ListedFiles(
                List.of(),
                files("V2__b.sql", "V1__a.sql"),
                List.of(),
                List.of(),
                Optional.of(MigrationTool.PLAIN),
                List.of())
            .change();
    assertThat(Detected.paths(change.changed())).containsExactly("V2__b.sql", "V1__a.sql");
  }

  @Test
  void otherFilesConfigureTheTool() {
    MigrationChange change =
        new ListedFiles(
                List.of(),
                List.of(new SourceFile("db/migration/V1__a.sql", "SELECT '${who}', '${what}';")),
                List.of(),
                List.of(
                    new SourceFile(
                        "flyway.conf",
                        "flyway.locations=filesystem:db/migration\nflyway.placeholders.who=me\n")),
                Optional.empty(),
                List.of(
                    new ReviewConfig.Migrations(
                        "db/migration",
                        Optional.empty(),
                        Map.of("what", "this"),
                        Optional.of(false))))
            .change();
    assertThat(Detected.sections(change.changed().getFirst().up()))
        .containsExactly("AUTOCOMMIT: SELECT 'me', 'this';");
  }

  @Test
  void deletedAndEditedFilesAreNoted() {
    MigrationChange change =
        new ListedFiles(
                files("V1__a.sql", "V2__b.sql"),
                List.of(new SourceFile("V2__b.sql", "SELECT 2;")),
                List.of("V1__a.sql"),
                List.of(),
                Optional.empty(),
                List.of())
            .change();
    assertThat(Detected.places(change.notices()))
        .containsExactly("DELETED V1__a.sql:1", "EDITED V2__b.sql:1");
  }

  @Test
  void codeIsNamed() {
    MigrationChange change = change(List.of(), files("db/migrate/20240101_x.rb", "db/V2__C.java"));
    assertThat(change.changed()).isEmpty();
    assertThat(Detected.places(change.notices()))
        .containsExactly(
            "CODE_MIGRATION db/V2__C.java:1", "CODE_MIGRATION db/migrate/20240101_x.rb:1");
  }
}
