package dev.pgreview.detect.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.detect.Detected;
import dev.pgreview.detect.MigrationDetection;
import org.junit.jupiter.api.Test;

class LiquibaseTest {
  private static final String FORMATTED = "--liquibase formatted sql\n\n";

  @Test
  void readsChangesets() {
    MigrationDetection found =
        Detected.in(
            "db/changelog/a.sql",
            """

            -- Liquibase Formatted SQL logicalFilePath:x
            --property name:schema value:app dbms:postgresql

            --changeset ann:1 context:prod labels:"one, two"
            --comment first
            --preconditions onFail:MARK_RAN
            --precondition-sql-check expectedResult:0 SELECT count(*) FROM t
            CREATE TABLE ${schema}.t (a int);
            --rollback DROP TABLE ${schema}.t;
            --rollback DROP SCHEMA app;

            -- changeset "bob x":"2 b" runInTransaction:false
            CREATE INDEX CONCURRENTLY i ON t (a);
            /* liquibase rollback
            DROP INDEX i;
            */
            --changeset ann:3 endDelimiter:@@ splitStatements:true
            DO $$ BEGIN PERFORM 1; END $$@@
            SELECT 2@@
            --rollback empty
            --changeset ann:4 dbms:mysql
            ALTER TABLE t ENGINE=InnoDB;
            --changeset ann:5 runOnChange:true
            --ignoreLines:start
            SELECT 'ignored';
            --ignoreLines:end
            CREATE OR REPLACE VIEW v AS SELECT 1;
            """);
    assertThat(Detected.lines(found))
        .containsExactly(
            "liquibase db/changelog",
            "  V ann:1 db/changelog/a.sql <- db/changelog/a.sql",
            "  V bob x:2 b db/changelog/a.sql <- db/changelog/a.sql",
            "  V ann:3 db/changelog/a.sql <- db/changelog/a.sql",
            "  R ann:5 db/changelog/a.sql");
    assertThat(found.migrations().stream().map(m -> Detected.sections(m.up()).getFirst()))
        .satisfiesExactly(
            first ->
                assertThat(first).startsWith("WRAPPED: ").contains("CREATE TABLE app.t (a int);"),
            second ->
                assertThat(second).startsWith("AUTOCOMMIT: CREATE INDEX CONCURRENTLY i ON t (a);"),
            third ->
                assertThat(third).startsWith("WRAPPED: DO $$ BEGIN PERFORM 1; END $$; SELECT 2;"),
            fourth ->
                assertThat(fourth).isEqualTo("WRAPPED: CREATE OR REPLACE VIEW v AS SELECT 1;"));
    assertThat(found.migrations().getFirst().down().map(Detected::sections).orElseThrow())
        .containsExactly("WRAPPED: DROP TABLE app.t; DROP SCHEMA app;");
    assertThat(found.migrations().get(1).down().map(Detected::sections).orElseThrow())
        .containsExactly("AUTOCOMMIT: DROP INDEX i;");
    assertThat(Detected.places(found.notices()))
        .containsExactly(
            "CONDITIONAL db/changelog/a.sql:5",
            "CONDITIONAL db/changelog/a.sql:5",
            "CONDITIONAL db/changelog/a.sql:8",
            "CONDITIONAL db/changelog/a.sql:22");
  }

  @Test
  void changelogsGiveTheOrder() {
    String first = FORMATTED + "--changeset a:1\nSELECT 1;\n";
    MigrationDetection found =
        Detected.in(
            "m/src/main/resources/db/changelog/master.xml",
            """
            <?xml version="1.0"?>
            <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
            <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">
              <include file="db/changelog/z.sql"/>
              <include file="more.yaml" relativeToChangelogFile="true"/>
              <includeAll path="all" relativeToChangelogFile="true"/>
              <changeSet id="x" author="y"><sql>SELECT 1</sql></changeSet>
            </databaseChangeLog>
            """
                .replaceFirst("(?m)^<!DOCTYPE.*\\n", ""),
            "m/src/main/resources/db/changelog/more.yaml",
            """
            databaseChangeLog:
              - include:
                  file: classpath:/db/changelog/b.sql
            """,
            "m/src/main/resources/db/changelog/z.sql",
            first,
            "m/src/main/resources/db/changelog/b.sql",
            first,
            "m/src/main/resources/db/changelog/forgotten.sql",
            first,
            "m/src/main/resources/db/changelog/all/2.sql",
            first,
            "m/src/main/resources/db/changelog/all/1.sql",
            first);
    assertThat(Detected.paths(found.migrations()))
        .containsExactly(
            "m/src/main/resources/db/changelog/z.sql",
            "m/src/main/resources/db/changelog/b.sql",
            "m/src/main/resources/db/changelog/all/1.sql",
            "m/src/main/resources/db/changelog/all/2.sql");
    assertThat(Detected.places(found.notices()))
        .containsExactly(
            "NOT_LISTED m/src/main/resources/db/changelog/forgotten.sql:1",
            "CODE_MIGRATION m/src/main/resources/db/changelog/master.xml:1");
  }

  @Test
  void changelogsWithoutAnySqlAreNamed() {
    MigrationDetection found =
        Detected.in(
            "schema/changelog-master.xml",
            "<databaseChangeLog><include file=\"changelog-1.xml\"/></databaseChangeLog>",
            "schema/changelog-1.xml",
            "<databaseChangeLog><changeSet id=\"1\" author=\"a\"/></databaseChangeLog>",
            "db/changelog/2.yaml",
            "databaseChangeLog:\n  - changeSet:\n      id: 1\n",
            "docs/changelog.json",
            "{\"2.0\": \"better\"}");
    assertThat(found.migrations()).isEmpty();
    assertThat(Detected.places(found.notices()))
        .containsExactly(
            "CODE_MIGRATION db/changelog/2.yaml:1", "CODE_MIGRATION schema/changelog-1.xml:1");
  }

  @Test
  void externalEntitiesAreNotRead() {
    MigrationDetection found =
        Detected.in(
            "db/master.xml",
            """
            <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
            <databaseChangeLog><include file="&e;"/></databaseChangeLog>
            """,
            "db/a.sql",
            FORMATTED + "--changeset a:1\nSELECT 1;\n");
    assertThat(Detected.paths(found.migrations())).containsExactly("db/a.sql");
  }

  @Test
  void notesWhatLiquibaseRejects() {
    MigrationDetection found =
        Detected.in(
            "db/a.sql",
            FORMATTED
                + "SELECT 0;\n--changeset oops\n--changeset a:1\nSELECT 1;\n--changeset a:1\nSELECT 2;\n"
                + "/* liquibase rollback\nSELECT 3;\n");
    assertThat(Detected.places(found.notices()))
        .containsExactly(
            "MALFORMED db/a.sql:3",
            "MALFORMED db/a.sql:4",
            "DUPLICATE_VERSION db/a.sql:7",
            "REFUSED db/a.sql:9");
  }
}
