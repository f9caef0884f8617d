package dev.pgreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.ChangeDetection;
import dev.pgreview.detect.Detectors;
import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.lint.Linter;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.report.Conclusion;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.Finding;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.sql.SqlParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReviewerTest {
  private static final DryRunner NO_SERVER =
      request -> {
        throw new AssertionError("no dry run was asked for");
      };

  private final Reviewer reviewer =
      new Reviewer(new SqlParser(), new Linter(BuiltInRules.all()), NO_SERVER);

  @Test
  void aChangeIsJudgedByWhatTheBaseMade() {
    Report report =
        review(
            Map.of(
                "db/migration/V1__a.sql", "CREATE TABLE t (id bigint PRIMARY KEY, a integer);",
                "db/migration/V2__b.sql", "CREATE INDEX t_a_idx ON t (a);"),
            "V1");

    assertThat(report.statements())
        .extracting(StatementReport::kind)
        .containsExactly("CreateIndex");
    assertThat(report.findings()).extracting(Finding::rule).contains("create-index-blocking");
    assertThat(report.conclusion()).isEqualTo(Conclusion.FAILURE);
    assertThat(report.dryRun().status()).isEqualTo(DryRunReport.Status.SKIPPED);
  }

  @Test
  void whatTheChangeMakesItselfIsNoHazard() {
    Report report =
        review(
            Map.of(
                "db/migration/V1__a.sql",
                "CREATE TABLE t (id bigint PRIMARY KEY, a integer); CREATE INDEX t_a_idx ON t (a);"),
            "V0");

    assertThat(report.findings()).extracting(Finding::rule).doesNotContain("create-index-blocking");
    assertThat(report.statements()).hasSize(2);
  }

  @Test
  void statementsOfBlocksAreReportedOnTheirOwnLines() {
    Report report =
        review(
            Map.of(
                "db/migration/V1__a.sql",
                """
                DO $$
                BEGIN
                  CREATE TABLE t (id bigint PRIMARY KEY);
                  CREATE TABLE u (id bigint PRIMARY KEY);
                END $$;
                """),
            "V0");

    assertThat(report.statements())
        .extracting(StatementReport::kind)
        .containsExactly("DoBlock", "CreateTable", "CreateTable");
    assertThat(report.statements().get(2).span().line()).isEqualTo(4);
    assertThat(report.statements().get(2).outer()).hasValue(0);
  }

  @Test
  void aSyntaxErrorIsAFindingAndTheRestIsReviewed() {
    Report report =
        review(
            Map.of(
                "db/migration/V1__a.sql", "CREATE TABEL t (id int);\nCREATE TABLE u (id bigint);"),
            "V0");

    assertThat(report.findings())
        .filteredOn(finding -> finding.rule().equals("syntax-error"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.span().column()).isEqualTo(8));
    assertThat(report.statements())
        .extracting(StatementReport::kind)
        .containsExactly("CreateTable");
  }

  @Test
  void whatTheToolRefusesIsAnError() {
    Report report =
        review(
            Map.of(
                "db/migration/V1__a.sql", "CREATE TABLE t (id bigint, a int);",
                "db/migration/V2__b.sql",
                    "ALTER TABLE t ADD b int;\nCREATE INDEX CONCURRENTLY i ON t (a);"),
            "V1");

    assertThat(report.findings())
        .filteredOn(finding -> finding.rule().equals("misnamed-migration"))
        .extracting(finding -> finding.file() + " " + finding.severity())
        .containsExactly("db/migration/V2__b.sql ERROR");
  }

  @Test
  void reportsOfTwoDatabasesBecomeOne() {
    Report one = review(Map.of("a/V1__a.sql", "CREATE TABLE t (id bigint);"), "V0");
    Report two = review(Map.of("b/V1__a.sql", "CREATE TABLE u (id bigint);"), "V0");

    Report both = Reports.together(List.of(one, two), ReviewConfig.FailOn.ERROR);

    assertThat(both.statements()).extracting(StatementReport::index).containsExactly(0, 1);
    assertThat(both.statements()).extracting(StatementReport::transaction).containsExactly(1, 2);
    assertThat(both.files()).hasSize(2);
  }

  private Report review(Map<String, String> files, String since) {
    MigrationChange change =
        ChangeDetection.since(
                Detectors.detect(SourceTree.of(new TreeMap<>(files)), DetectionSettings.DEFAULT),
                since)
            .orElseThrow();
    ReviewRequest request =
        new ReviewRequest(
            "test",
            PostgresVersion.DEFAULT,
            Optional.empty(),
            change.base(),
            change.changed(),
            List.of(),
            change.notices(),
            Map.of(),
            ReviewConfig.DEFAULT,
            false);
    return reviewer.review(request, line -> {});
  }
}
