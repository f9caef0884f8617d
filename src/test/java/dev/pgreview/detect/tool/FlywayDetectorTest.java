package dev.pgreview.detect.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.detect.Detected;
import dev.pgreview.detect.MigrationDetection;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.Migration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlywayDetectorTest {
  private static final String SQL = "CREATE TABLE t (a int);";

  @Test
  void ordersByVersionAsNumbersThenRepeatablesByDescription() {
    MigrationDetection found =
        Detected.in(
            "src/main/resources/db/migration/R__b_view.sql", SQL,
            "src/main/resources/db/migration/R__a_view.sql", SQL,
            "src/main/resources/db/migration/V1_10__ten.sql", SQL,
            "src/main/resources/db/migration/V1.2__two.sql", SQL,
            "src/main/resources/db/migration/V1_9_0__nine.sql", SQL,
            "src/main/resources/db/migration/U1.2__two.sql", "DROP TABLE t;",
            "src/main/resources/db/migration/more/V20240102030405060708090__big.sql", SQL);
    assertThat(Detected.lines(found))
        .containsExactly(
            "flyway src/main/resources/db/migration",
            "  V 1.2 src/main/resources/db/migration/V1.2__two.sql"
                + " <- src/main/resources/db/migration/U1.2__two.sql",
            "  V 1_9_0 src/main/resources/db/migration/V1_9_0__nine.sql",
            "  V 1_10 src/main/resources/db/migration/V1_10__ten.sql",
            "  V 20240102030405060708090"
                + " src/main/resources/db/migration/more/V20240102030405060708090__big.sql",
            "  R  src/main/resources/db/migration/R__a_view.sql",
            "  R  src/main/resources/db/migration/R__b_view.sql");
  }

  @Test
  void namesWhatFlywayPassesOver() {
    MigrationDetection found =
        Detected.in(
            "sql/V1__a.sql", SQL,
            "sql/V2_b.sql", SQL,
            "sql/v3__c.sql", SQL,
            "sql/V01__same.sql", SQL,
            "sql/U9__orphan.sql", SQL,
            "sql/beforeMigrate.sql", SQL,
            "sql/afterEachMigrate__x.sql", SQL,
            "sql/seed.sql", SQL,
            "src/main/java/db/migration/V4__Code.java", "");
    assertThat(Detected.paths(found.migrations()))
        .containsExactly("sql/V01__same.sql", "sql/V1__a.sql");
    assertThat(Detected.places(found.notices()))
        .containsExactlyInAnyOrder(
            "DUPLICATE_VERSION sql/V1__a.sql:1",
            "MISNAMED sql/V2_b.sql:1",
            "MISNAMED sql/v3__c.sql:1",
            "ORPHAN_DOWN sql/U9__orphan.sql:1",
            "MISSING_DOWN sql/V01__same.sql:1",
            "MISSING_DOWN sql/V1__a.sql:1",
            "CALLBACK sql/beforeMigrate.sql:1",
            "CALLBACK sql/afterEachMigrate__x.sql:1",
            "CODE_MIGRATION src/main/java/db/migration/V4__Code.java:1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE t (a int)                         | WRAPPED",
        "CREATE INDEX CONCURRENTLY i ON t (a)           | AUTOCOMMIT",
        "create unique index concurrently i on t (a)    | AUTOCOMMIT",
        "DROP INDEX CONCURRENTLY IF EXISTS i            | AUTOCOMMIT",
        "VACUUM ANALYZE t                               | AUTOCOMMIT",
        "ALTER SYSTEM SET work_mem = '1MB'              | AUTOCOMMIT",
        "REINDEX DATABASE d                             | AUTOCOMMIT",
        "REINDEX INDEX CONCURRENTLY i                   | WRAPPED",
        "ALTER TYPE mood ADD VALUE 'x'                  | WRAPPED",
        "SELECT 'CREATE INDEX CONCURRENTLY'             | WRAPPED",
        "COMMENT ON TABLE t IS 'VACUUM'                 | WRAPPED",
      })
  void decidesAboutTheTransactionByTheStatements(String sql, String mode) {
    Migration migration = Detected.in("sql/V1__a.sql", sql).migrations().getFirst();
    assertThat(migration.up().sections().getFirst().transactionMode()).hasToString(mode);
  }

  @Test
  void refusesMixedStatementsUnlessConfigured() {
    String mixed = "CREATE TABLE t (a int);\nCREATE INDEX CONCURRENTLY i ON t (a);";
    assertThat(Detected.in("sql/V1__a.sql", mixed).notices())
        .singleElement()
        .satisfies(n -> assertThat(n.message()).contains("Flyway refuses the script"))
        .satisfies(n -> assertThat(n.kind()).isEqualTo(Kind.REFUSED));
    MigrationDetection allowed =
        Detected.in(
            "sql/V1__a.sql",
            mixed,
            "flyway.conf",
            "flyway.mixed=true\nflyway.postgresql.transactional.lock=false\n");
    assertThat(allowed.notices()).isEmpty();
    assertThat(Detected.sections(allowed.migrations().getFirst().up()))
        .singleElement()
        .asString()
        .startsWith("AUTOCOMMIT");
  }

  @Test
  void warnsOfTheLockThatConcurrentlyWaitsFor() {
    assertThat(
            Detected.messages(
                Detected.in(
                        "sql/V1__a.sql", "CREATE INDEX CONCURRENTLY i ON t (a);",
                        "flyway.toml", "[flyway]\nlocations = [\"filesystem:sql\"]\n")
                    .notices()))
        .contains("flyway.postgresql.transactional.lock=false");
  }

  @Test
  void aScriptsOwnConfigurationDecides() {
    MigrationDetection found =
        Detected.in(
            "sql/V1__a.sql", "UPDATE t SET a = 1;",
            "sql/V1__a.sql.conf", "executeInTransaction=false\n",
            "sql/V2__b.sql", "VACUUM;",
            "sql/V2__b.sql.conf", "executeInTransaction=true\nplaceholderReplacement=false\n",
            "sql/V3__c.sql", "SELECT 1;",
            "sql/V3__c.sql.conf", "shouldExecute=${flyway:environment}==dev\n");
    assertThat(found.migrations().stream().map(m -> m.up().sections().getFirst().transactionMode()))
        .asString()
        .isNotNull();
    assertThat(found.migrations())
        .extracting(m -> m.up().transactional())
        .containsExactly(false, true, true);
    assertThat(Detected.places(found.notices())).containsExactly("CONDITIONAL sql/V3__c.sql:1");
  }

  @Test
  void replacesPlaceholdersAndKeepsPlaces() {
    String sql =
        "CREATE TABLE ${Schema}.t ();\nCREATE TABLE ${flyway:defaultSchema}.u ();\n${nope};";
    MigrationDetection found =
        Detected.in(
            "db/migration/V1__a.sql",
            sql,
            "flyway.conf",
            """
            flyway.locations=filesystem:db/migration
            flyway.placeholders.schema=app
            flyway.defaultSchema=core
            """);
    Migration migration = found.migrations().getFirst();
    var section = migration.up().sections().getFirst();
    assertThat(section.sql())
        .isEqualTo("CREATE TABLE app.t ();\nCREATE TABLE core.u ();\n${nope};");
    assertThat(section.toFileOffset(section.sql().indexOf(".t"))).isEqualTo(sql.indexOf(".t"));
    assertThat(Detected.places(found.notices()))
        .containsExactly(
            "STAND_IN_PLACEHOLDER db/migration/V1__a.sql:2",
            "UNRESOLVED_PLACEHOLDER db/migration/V1__a.sql:3");
  }

  @Test
  void readsTheConfigurationOfFrameworks() {
    MigrationDetection found =
        Detected.in(
            "app/src/main/resources/application.yml",
            """
            spring:
              flyway:
                locations: "classpath:db/{vendor}"
                sql-migration-prefix: M
                sql-migration-separator: "-"
                placeholders:
                  owner: app
            """,
            "app/src/main/resources/db/postgresql/M1-a.sql",
            "ALTER TABLE t OWNER TO ${owner};",
            "app/src/main/resources/db/mysql/M1-a.sql",
            "CREATE TABLE `t` (a INT) ENGINE=InnoDB;",
            "other/src/main/resources/application.properties",
            "quarkus.flyway.locations=db/other\nquarkus.flyway.placeholder-replacement=false\n",
            "other/src/main/resources/db/other/V1__a.sql",
            "SELECT '${x}';",
            "mn/src/main/resources/application.yml",
            """
            flyway:
              datasources:
                default:
                  locations:
                    - classpath:mn/one
                    - classpath:mn/two
                h2:
                  locations: classpath:mn/h2
            """,
            "mn/src/main/resources/mn/one/V1__a.sql",
            SQL,
            "mn/src/main/resources/mn/two/V0.5__b.sql",
            SQL,
            "mn/src/main/resources/mn/h2/V1__a.sql",
            SQL);
    assertThat(Detected.lines(found))
        .containsExactly(
            "flyway app/src/main/resources/db/postgresql",
            "  V 1 app/src/main/resources/db/postgresql/M1-a.sql",
            "flyway mn/src/main/resources/mn/one",
            "  V 0.5 mn/src/main/resources/mn/two/V0.5__b.sql",
            "  V 1 mn/src/main/resources/mn/one/V1__a.sql",
            "flyway other/src/main/resources/db/other",
            "  V 1 other/src/main/resources/db/other/V1__a.sql");
    assertThat(found.notices()).isEmpty();
    assertThat(found.migrations().getFirst().up().sections().getFirst().sql())
        .isEqualTo("ALTER TABLE t OWNER TO app;");
  }

  @Test
  void aBaselineStandsBeforeItsVersion() {
    MigrationDetection found =
        Detected.in("sql/V1__a.sql", SQL, "sql/B2__base.sql", SQL, "sql/V2__b.sql", SQL);
    assertThat(Detected.paths(found.migrations()))
        .isEqualTo(List.of("sql/V1__a.sql", "sql/B2__base.sql", "sql/V2__b.sql"));
  }
}
