package dev.pgreview.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.lock.ChangeAnalysis.AnalyzedFile;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationKind;
import dev.pgreview.migration.MigrationScript;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.TableStatistics;
import dev.pgreview.sql.SqlParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A table that no migration made is in production: as large as configuration assumes. */
class AssumedTablesTest {
  private static final TableStatistics ASSUMED = new TableStatistics(1_000_000, 0, 10, true);

  @Test
  void itIsAsLargeForEveryStatementThatNamesIt() {
    assertThat(
            rows(
                """
                ALTER TABLE orders ALTER COLUMN a TYPE bigint;
                ALTER TABLE orders ALTER COLUMN b TYPE bigint;
                ALTER TABLE items ALTER COLUMN a TYPE bigint;
                ALTER TABLE orders ALTER COLUMN c TYPE bigint;
                """))
        .containsExactly(1_000_000L, 1_000_000L, 1_000_000L, 1_000_000L);
  }

  @Test
  void itIsAsLargeInsideABodyAndBehindIt() {
    assertThat(
            rows(
                """
                DO $$ BEGIN
                  ALTER TABLE orders ALTER COLUMN a TYPE bigint;
                  ALTER TABLE orders ALTER COLUMN b TYPE bigint;
                END $$;
                ALTER TABLE orders ALTER COLUMN c TYPE bigint;
                """))
        .containsExactly(1_000_000L, 1_000_000L, 1_000_000L);
  }

  @Test
  void itIsAsLargeAfterARollback() {
    assertThat(
            rows(
                """
                BEGIN;
                ALTER TABLE orders ALTER COLUMN a TYPE bigint;
                ROLLBACK;
                ALTER TABLE items ALTER COLUMN a TYPE bigint;
                ALTER TABLE orders ALTER COLUMN c TYPE bigint;
                """))
        .containsExactly(1_000_000L, 1_000_000L, 1_000_000L);
  }

  /** Of the statements that rewrite a table, the rows by which their time is estimated. */
  private static List<Long> rows(String sql) {
    SqlSection section = SqlSection.verbatim(sql, 0, TransactionMode.AUTOCOMMIT);
    MigrationScript up = new MigrationScript("V1__x.sql", sql, List.of(section));
    Migration migration =
        new Migration(MigrationTool.FLYWAY, MigrationKind.VERSIONED, "", up, Optional.empty());
    AnalyzedFile file = new AnalyzedFile(migration, List.of(new SqlParser().parse(section)));
    return ChangeAnalyzer.analyze(
            new ChangeInput(PostgresVersion.DEFAULT, List.of(), List.of(file), Map.of(), ASSUMED))
        .statements()
        .stream()
        .flatMap(statement -> statement.estimate().stream())
        .map(DurationEstimate::rows)
        .toList();
  }
}
