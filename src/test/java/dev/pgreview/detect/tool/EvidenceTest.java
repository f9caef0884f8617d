package dev.pgreview.detect.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.Detected;
import dev.pgreview.detect.Detectors;
import dev.pgreview.detect.MigrationDetection;
import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.migration.MigrationTool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tool gets a folder that several could run, and which folders are no PostgreSQL's. */
class EvidenceTest {
  private static final String SQL = "CREATE TABLE t (a int);";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m/1_a.up.sql         |                               | go.mod       | golang-migrate/migrate  | golang-migrate",
        "m/1_a.up.sql         |                               | go.mod       | nothing                 | golang-migrate",
        "m/1_a.up.sql         |                               | go.mod       | gobuffalo/pop/v6        | pop",
        "migrations/1_a.up.sql|                               | Cargo.toml   | sqlx = '0.8'            | sqlx",
        "migrations/1_a.sql   |                               | Cargo.toml   | sqlx = '0.8'            | sqlx",
        "migrations/1_a.sql   |                               | go.mod       | github.com/jmoiron/sqlx | plain",
        "migrations/1_a.sql   |                               | go.mod       | jackc/tern/v2           | tern",
        "migrations/1_a.sql   | -- +goose Up~                 | go.mod       | jackc/tern/v2           | goose",
        "migrations/1_a.sql   | -- migrate:up~-- migrate:down~| package.json | {}                      | dbmate",
        "migrations/1_a.sql   |                               | package.json | \"node-pg-migrate\": \"7\"  | node-pg-migrate",
        "migrations/1_a.sql   | --liquibase formatted sql~--changeset a:b~ | pom.xml | x          | liquibase",
        "migrations/V1__a.sql |                               | Cargo.toml   | refinery = '1'          | flyway",
        "m/1_a/up.sql         |                               | Cargo.toml   | nothing                 | diesel",
        "m/1_a/migration.sql  |                               | package.json | {}                      | prisma",
        "schema/a.sql         |                               | go.mod       | nothing                 | plain",
      })
  void decides(String path, String head, String manifest, String dependency, String tool) {
    String annotation = Optional.ofNullable(head).orElse("").replace('~', '\n');
    MigrationDetection found = Detected.in(path, annotation + SQL, manifest, dependency);
    assertThat(found.migrations()).extracting(m -> m.tool().id()).containsExactly(tool);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db/migrations/postgres   | CREATE TABLE t (a int)                        | true",
        "db/migrations/mysql      | CREATE TABLE t (a int)                        | false",
        "jdbc-h2/migrations       | CREATE TABLE t (a int)                        | false",
        "mysql-module/migrations  | CREATE TABLE t (a int)                        | false",
        "oracle/migrations        | CREATE TABLE t (a timestamptz)                | true",
        "migrations               | CREATE TABLE `t` (a int) ENGINE=InnoDB        | false",
        "migrations               | CREATE TABLE t (a integer primary key autoincrement) | false",
        "migrations               | CREATE TABLE t (a datetime)                   | false",
        "migrations               | CREATE TABLE t (datetime timestamptz)         | true",
        "migrations               | -- use `a` here~CREATE TABLE t (a int)        | true",
        "node_modules/migrations  | CREATE TABLE t (a jsonb)                      | false",
        "x/testdata/migrations    | CREATE TABLE t (a jsonb)                      | false",
      })
  void keepsPostgres(String folder, String sql, boolean kept) {
    MigrationDetection found = Detected.in(folder + "/1_a.sql", sql.replace('~', '\n'));
    assertThat(found.migrations()).hasSize(kept ? 1 : 0);
  }

  @Test
  void driversDecideWhereNothingElseSpeaks() {
    MigrationDetection found =
        Detected.in(
            "a/Cargo.toml",
            "[dependencies]\nsqlx = { features = [\"sqlite\"] }",
            "a/migrations/1_a.sql",
            SQL,
            "b/Cargo.toml",
            "[dependencies]\nsqlx = { features = [\"postgres\", \"sqlite\"] }",
            "b/migrations/1_a.sql",
            SQL);
    assertThat(Detected.paths(found.migrations())).containsExactly("b/migrations/1_a.sql");
  }

  @Test
  void configurationComesFirst() {
    SourceTree tree =
        SourceTree.of(
            Map.of(
                "sub/db/V1__a.sql", "SELECT '${x}';",
                "sub/db/2.sql", SQL,
                "sub/other/1.sql", SQL,
                "migrations/1.sql", SQL));
    ReviewConfig.Migrations plain =
        new ReviewConfig.Migrations(
            "db", Optional.of(MigrationTool.PLAIN), Map.of(), Optional.of(true));
    ReviewConfig.Migrations unknown =
        new ReviewConfig.Migrations("other/*.sql", Optional.empty(), Map.of(), Optional.empty());
    MigrationDetection found =
        Detectors.detect(tree, new DetectionSettings("", "sub", List.of(plain, unknown)));
    assertThat(Detected.lines(found))
        .containsExactly(
            "plain sub/db",
            "  V 1 sub/db/V1__a.sql",
            "  V 2 sub/db/2.sql",
            "plain sub/other",
            "  V 1 sub/other/1.sql");
    assertThat(found.migrations().getFirst().up().transactional()).isTrue();
  }

  @Test
  void aScopeLimitsTheSearchAndOpensSkippedFolders() {
    SourceTree tree = SourceTree.of(Map.of("tests/migrations/1.sql", SQL, "migrations/1.sql", SQL));
    assertThat(
            Detectors.detect(tree, new DetectionSettings("tests/migrations", "", List.of()))
                .migrations())
        .extracting(m -> m.path())
        .containsExactly("tests/migrations/1.sql");
  }
}
