package dev.pgreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.config.ConfigParser;
import dev.pgreview.config.ConfigResult;
import dev.pgreview.config.ReviewConfig;
import dev.pgreview.lock.SqlError;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.QueryReport;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.sql.SqlParser;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class StatedQueriesTest {
  private static final Function<SqlSection, ParsedSection> PARSER = new SqlParser()::parse;
  private static final QueryTrial FINE =
      new QueryTrial(Optional.empty(), Optional.empty(), true, Optional.of("Index Scan"));
  private static final QueryTrial BROKEN =
      new QueryTrial(
          Optional.empty(),
          Optional.of(new SqlError("42703", "no such column", null, null, OptionalInt.empty())),
          null,
          Optional.empty());

  @Test
  void onlyFilesThatTheConfigurationNamesAreRead() {
    StatedQueries queries =
        queries(
            new SourceFile("queries/a.sql", "SELECT 1;\n-- two\nSELECT 2"),
            new SourceFile("migration-plan.md", "# Plan"),
            new SourceFile("other/b.sql", "SELECT 3"));

    assertThat(queries.queries())
        .extracting(DryRunRequest.Query::sql)
        .containsExactly("SELECT 1", "SELECT 2");
  }

  @Test
  void answersFindTheirQueriesAroundThoseThatAreNoSql() {
    StatedQueries queries =
        queries(
            new SourceFile("queries/a.sql", "SELECT a;\nSELECT :b;\nSELECT c;\n"),
            new SourceFile("queries/b.sql", "\n\nSELECT d;"));
    DryRunResult answers = answers(List.of(FINE, BROKEN, FINE));

    assertThat(queries.reports(answers))
        .extracting(QueryReport::source)
        .containsExactly(
            "queries/a.sql:1", "queries/a.sql:2", "queries/a.sql:3", "queries/b.sql:3");
    assertThat(queries.reports(answers))
        .extracting(report -> String.valueOf(report.error()))
        .satisfiesExactly(
            one -> assertThat(one).isEqualTo("null"),
            two -> assertThat(two).startsWith("syntax error"),
            three -> assertThat(three).isEqualTo("no such column"),
            four -> assertThat(four).isEqualTo("null"));
    assertThat(queries.broken(answers))
        .singleElement()
        .satisfies(one -> assertThat(one.range().start()).isEqualTo(21));
  }

  @Test
  void withoutAnswersNothingIsSaid() {
    StatedQueries queries = queries(new SourceFile("queries/a.sql", "SELECT a;\nSELECT :b;"));

    assertThat(queries.reports(answers(List.of()))).isEmpty();
    assertThat(queries.broken(answers(List.of()))).isEmpty();
  }

  @Test
  void ofVeryManyTheFirstAreTried() {
    StatedQueries queries = queries(new SourceFile("queries/a.sql", "SELECT 1;\n".repeat(1002)));

    assertThat(queries.queries()).hasSize(1000);
    List<QueryReport> reports = queries.reports(answers(Collections.nCopies(1000, FINE)));
    assertThat(reports).hasSize(1001);
    assertThat(reports.getLast())
        .isEqualTo(
            new QueryReport(
                "queries/a.sql:1001",
                "SELECT 1",
                null,
                null,
                "only the first 1,000 stated queries are tried: from here on 2 are not"));
  }

  private static DryRunResult answers(List<QueryTrial> trials) {
    return new DryRunResult(DryRunReport.skipped("not needed here"), Map.of(), trials);
  }

  private static StatedQueries queries(SourceFile... files) {
    ReviewConfig config =
        switch (new ConfigParser(List.of()).parse("queries: [queries/*.sql]")) {
          case ConfigResult.Valid valid -> valid.config();
          case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.toString());
        };
    return new StatedQueries(
        new ReviewRequest(
            "test",
            PostgresVersion.DEFAULT,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(files),
            List.of(),
            Map.of(),
            config,
            true),
        PARSER);
  }
}
