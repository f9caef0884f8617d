package dev.pgreview.lint.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.EmbeddedDryRunner;
import dev.pgreview.dryrun.EmbeddedPostgres;
import dev.pgreview.dryrun.ServerUnavailableException;
import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lock.Confidence;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.SqlError;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import dev.pgreview.schema.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every example of every page runs on every major for which it is meant: it applies, or fails as
 * the page says, and what is observed is what is predicted.
 */
class RulePagesOnServersTest {
  private static final EmbeddedDryRunner RUNNER = runner();

  private final PageReview review = PageReview.with(RUNNER);

  private static EmbeddedDryRunner runner() {
    try {
      return new EmbeddedDryRunner(EmbeddedPostgres.standard());
    } catch (ServerUnavailableException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @AfterAll
  static void stop() {
    RUNNER.close();
  }

  @TestFactory
  Stream<DynamicContainer> examplesRun() {
    String only = System.getProperty("pages.majors", "17");
    return Stream.of(only.split(","))
        .map(Integer::valueOf)
        .map(
            major ->
                DynamicContainer.dynamicContainer(
                    "PostgreSQL " + major,
                    RulePages.rulesWithExamples().stream().flatMap(rule -> tests(rule, major))));
  }

  private Stream<DynamicTest> tests(RuleDescription rule, int major) {
    RulePage page = RulePages.page(rule);
    String only = System.getProperty("pages.rules", rule.id());
    return Stream.concat(page.unsafe().stream(), page.safer().stream())
        .filter(example -> List.of(only.split(",")).contains(rule.id()))
        .filter(example -> example.majors().anyMatch(one -> one == major))
        .filter(example -> majors(rule).anyMatch(one -> one == major))
        .map(
            example ->
                DynamicTest.dynamicTest(
                    rule.id() + " " + example.name(), () -> run(rule, page, example, major)));
  }

  private static IntStream majors(RuleDescription rule) {
    return IntStream.rangeClosed(
        Integer.parseInt(rule.postgres().substring(0, 2)),
        Integer.parseInt(rule.postgres().substring(4)));
  }

  private void run(RuleDescription rule, RulePage page, Example example, int major) {
    Report report = review.review(rule, page, example, major);
    if (example.fails().isPresent()) {
      assertThat(report.dryRun().status()).isEqualTo(DryRunReport.Status.FAILED);
      boolean refused = report.findings().stream().anyMatch(f -> f.rule().equals("syntax-error"));
      if (!refused) {
        assertThat(errors(report))
            .as("%s", report.dryRun().error())
            .extracting(SqlError::state)
            .contains(example.fails().get());
      }
      return;
    }
    assertThat(report.dryRun().status())
        .as("%s %s", report.dryRun().error(), report.dryRun().skippedBecause())
        .isEqualTo(DryRunReport.Status.APPLIED);
    List<String> predicted = new ArrayList<>();
    List<String> observed = new ArrayList<>();
    for (StatementReport statement : report.statements()) {
      statement
          .observed()
          .filter(seen -> statement.predicted().confidence() == Confidence.CERTAIN)
          .ifPresent(
              seen -> {
                predicted.add(predicted(statement));
                observed.add(observed(statement, seen));
              });
    }
    assertThat(predicted).isEqualTo(observed);
  }

  private static List<SqlError> errors(Report report) {
    return report.statements().stream()
        .flatMap(statement -> statement.observed().stream())
        .flatMap(seen -> seen.error().stream())
        .toList();
  }

  private static String predicted(StatementReport statement) {
    return line(
        statement,
        statement.predicted().locks(),
        statement.predicted().rewrites(),
        statement.predicted().scans());
  }

  private static String observed(StatementReport statement, Observation seen) {
    return line(statement, seen.locks(), seen.rewrites(), seen.scans());
  }

  private static String line(
      StatementReport statement,
      Collection<?> locks,
      Collection<RelationName> rewrites,
      Collection<RelationName> scans) {
    return statement.sql().replaceAll("\\s+", " ")
        + "\n  locks "
        + locks.stream().map(String::valueOf).collect(Collectors.joining("; "))
        + "\n  rewrites "
        + rewrites
        + "\n  scans "
        + scans;
  }
}
