package dev.pgreview.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.DetectionNotice.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeDetectionTest {
  private static final String SQL = "CREATE TABLE t (a int);";
  private static final Map<String, String> BASE =
      Detected.files("sql/V1__a.sql", SQL, "sql/V2__b.sql", SQL, "sql/R__v.sql", SQL);

  private static MigrationDetection detect(Map<String, String> files) {
    return Detectors.detect(SourceTree.of(files), DetectionSettings.DEFAULT);
  }

  private static Map<String, String> with(Map<String, String> files, String... pathsAndTexts) {
    Map<String, String> all = new LinkedHashMap<>(files);
    all.putAll(Detected.files(pathsAndTexts));
    return all;
  }

  private static Map<String, String> without(Map<String, String> files, String path) {
    Map<String, String> rest = new LinkedHashMap<>(files);
    rest.remove(path);
    return rest;
  }

  private static MigrationChange between(Map<String, String> base, Map<String, String> now) {
    return ChangeDetection.between(detect(base), detect(now), Map.of());
  }

  @Test
  void nothingChangedNothingToReview() {
    MigrationChange change = between(BASE, BASE);
    assertThat(change.histories()).isEmpty();
    assertThat(change.notices()).isEmpty();
  }

  @Test
  void addedMigrationsComeInOrderAndRepeatablesWhenTheyChanged() {
    MigrationChange change =
        between(
            BASE,
            with(BASE, "sql/V10__d.sql", SQL, "sql/V3__c.sql", SQL, "sql/R__v.sql", SQL + SQL));
    assertThat(Detected.paths(change.changed()))
        .containsExactly("sql/V3__c.sql", "sql/V10__d.sql", "sql/R__v.sql");
    assertThat(Detected.paths(change.base()))
        .containsExactly("sql/V1__a.sql", "sql/V2__b.sql", "sql/R__v.sql");
    assertThat(change.base().getLast().up().text()).isEqualTo(SQL);
    assertThat(change.notices()).isEmpty();
  }

  @Test
  void editedDeployedMigrationsStayAsTheyWereAndAreNoted() {
    MigrationChange change = between(BASE, with(BASE, "sql/V1__a.sql", "-- x\n" + SQL));
    assertThat(change.changed()).isEmpty();
    assertThat(change.notices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.kind()).isEqualTo(Kind.EDITED);
              assertThat(notice.path()).isEqualTo("sql/V1__a.sql");
              assertThat(notice.message()).contains("validation fails on the checksum");
            });
  }

  @Test
  void lineEndsAreNoEditAndCommentsOnlyWithChecksums() {
    assertThat(between(BASE, with(BASE, "sql/V1__a.sql", SQL + "\r\n")).notices()).isEmpty();
    Map<String, String> goose = Detected.files("db/1_a.sql", "-- +goose Up\nSELECT 1;\n");
    assertThat(
            between(
                    goose,
                    with(
                        goose,
                        "db/1_a.sql",
                        "-- +goose Up\n-- new\nSELECT 1;\n-- +goose Down\nSELECT 2;\n"))
                .notices())
        .isEmpty();
    assertThat(between(goose, with(goose, "db/1_a.sql", "-- +goose Up\nSELECT 2;\n")).notices())
        .extracting(DetectionNotice::kind)
        .containsExactly(Kind.EDITED);
  }

  @Test
  void deletedAndOutOfOrderMigrationsAreNoted() {
    MigrationChange change =
        between(BASE, with(without(BASE, "sql/V1__a.sql"), "sql/V1.5__c.sql", SQL));
    assertThat(Detected.paths(change.changed())).containsExactly("sql/V1.5__c.sql");
    assertThat(Detected.places(change.notices()))
        .containsExactlyInAnyOrder("DELETED sql/V1__a.sql:1", "OUT_OF_ORDER sql/V1.5__c.sql:1");
    assertThat(Detected.messages(change.notices()))
        .contains("before V2__b.sql")
        .contains("outOfOrder");
  }

  @Test
  void aSecondMigrationOfAVersionIsNewAndNoted() {
    MigrationChange change = between(BASE, with(BASE, "sql/V2__other.sql", SQL));
    assertThat(Detected.paths(change.changed())).containsExactly("sql/V2__other.sql");
    assertThat(Detected.places(change.notices()))
        .containsExactly("DUPLICATE_VERSION sql/V2__other.sql:1");
  }

  @Test
  void renamesAreNotedByWhatTheToolGoesBy() {
    MigrationChange flyway =
        between(BASE, with(without(BASE, "sql/V2__b.sql"), "sql/V2__better.sql", SQL));
    assertThat(flyway.changed()).isEmpty();
    assertThat(Detected.places(flyway.notices())).containsExactly("RENAMED sql/V2__better.sql:1");

    MigrationChange renumbered =
        ChangeDetection.between(
            detect(BASE),
            detect(with(without(BASE, "sql/V2__b.sql"), "sql/V3__b.sql", SQL)),
            Map.of("sql/V2__b.sql", "sql/V3__b.sql"));
    assertThat(Detected.paths(renumbered.changed())).containsExactly("sql/V3__b.sql");
    assertThat(Detected.messages(renumbered.notices())).contains("runs it again");

    Map<String, String> prisma = Detected.files("prisma/migrations/1_a/migration.sql", SQL);
    assertThat(
            Detected.places(
                between(prisma, Detected.files("prisma/migrations/1_b/migration.sql", SQL))
                    .notices()))
        .containsExactly("DELETED prisma/migrations/1_a/migration.sql:1");
  }

  @Test
  void aFolderThatMovedIsTheSameHistory() {
    Map<String, String> moved = new LinkedHashMap<>();
    BASE.forEach(
        (path, text) -> moved.put(path.replace("sql/", "src/main/resources/db/migration/"), text));
    MigrationChange change =
        between(BASE, with(moved, "src/main/resources/db/migration/V3__c.sql", SQL));
    assertThat(Detected.paths(change.changed()))
        .containsExactly("src/main/resources/db/migration/V3__c.sql");
    assertThat(change.base()).hasSize(3);
    assertThat(change.notices()).isEmpty();
  }

  @Test
  void aBaselineScriptStandsForWhatIsBeforeIt() {
    Map<String, String> squashed = Detected.files("sql/B2__base.sql", SQL, "sql/V3__c.sql", SQL);
    MigrationChange change = between(with(BASE, "sql/B2__base.sql", SQL), squashed);
    assertThat(Detected.paths(change.base())).containsExactly("sql/B2__base.sql", "sql/R__v.sql");
    assertThat(Detected.paths(change.changed())).containsExactly("sql/V3__c.sql");
    MigrationChange added = between(BASE, with(BASE, "sql/B2__base.sql", SQL));
    assertThat(added.changed()).isEmpty();
    assertThat(Detected.places(added.notices())).containsExactly("CONDITIONAL sql/B2__base.sql:1");
  }

  @Test
  void liquibaseFilesGrowByChangesets() {
    String first = "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n";
    Map<String, String> base = Detected.files("db/a.sql", first, "db/b.sql", first);
    MigrationChange change =
        between(base, with(base, "db/a.sql", first + "--changeset a:2\nSELECT 2;\n"));
    assertThat(change.changed()).extracting(m -> m.version()).containsExactly("a:2");
    assertThat(change.base()).hasSize(2);
    assertThat(Detected.places(change.notices())).containsExactly("OUT_OF_ORDER db/a.sql:1");
  }

  @Test
  void onlyTouchedHistoriesTakePart() {
    Map<String, String> base = with(BASE, "other/migrations/1.sql", SQL);
    MigrationChange change = between(base, with(base, "other/migrations/2.sql", SQL));
    assertThat(change.histories())
        .singleElement()
        .satisfies(h -> assertThat(h.root()).isEqualTo("other/migrations"));
    assertThat(Detected.paths(change.base())).containsExactly("other/migrations/1.sql");
  }

  @Test
  void oldTroubleIsNotNews() {
    Map<String, String> base = with(BASE, "sql/V9_x.sql", SQL);
    assertThat(between(base, with(base, "sql/V3__c.sql", SQL)).notices()).isEmpty();
  }

  @Test
  void aVersionDividesDeployedFromNew() {
    MigrationDetection now = detect(with(BASE, "sql/V10__d.sql", SQL));
    for (String version : List.of("V2", "2", "2.0", "V2__b.sql", "V2__b", "sql/V2__b.sql", "5")) {
      MigrationChange change = ChangeDetection.since(now, version).orElseThrow();
      assertThat(Detected.paths(change.changed()))
          .as(version)
          .containsExactly("sql/V10__d.sql", "sql/R__v.sql");
      assertThat(Detected.places(change.notices()))
          .containsExactly("REPEATABLE_ASSUMED sql/R__v.sql:1");
    }
    assertThat(ChangeDetection.since(now, "V10").orElseThrow().changed()).isEmpty();
    assertThat(ChangeDetection.since(now, "nonsense")).isEmpty();
  }

  @Test
  void oneFileAloneHasWhatRunsBeforeItForBase() {
    MigrationDetection now = detect(with(BASE, "sql/V10__d.sql", SQL));
    MigrationChange change = ChangeDetection.only(now, "sql/V2__b.sql");
    assertThat(Detected.paths(change.base())).containsExactly("sql/V1__a.sql");
    assertThat(Detected.paths(change.changed())).containsExactly("sql/V2__b.sql");
  }

  @Test
  void withoutABaseEverythingIsNew() {
    MigrationChange change = ChangeDetection.everything(detect(BASE));
    assertThat(change.base()).isEmpty();
    assertThat(change.changed()).hasSize(3);
  }
}
