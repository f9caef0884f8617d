package dev.pgreview.lint.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lock.SqlError;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * Every example of every page runs on every major for which it is meant, on tables with rows: it
 * applies, or is refused as the page says, and what is observed is what is predicted. {@code
 * -Dgolden.update=true} writes the tables of locks into the pages.
 */
class RulePagesOnServersTest {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  /** Blocks of which no statement can be compared, and why. */
  private static final Map<String, String> WITHOUT_COMPARISON =
      Map.ofEntries(
          Map.entry("add-column-inline-pk unsafe 1", "the rows break it; compared without rows"),
          Map.entry("add-required-column unsafe 1", "the rows break it; compared without rows"),
          Map.entry("change-type-with-constraints unsafe 1", "refused: a view uses the column"),
          Map.entry("concurrently-in-transaction unsafe 1", "refused: in a transaction"),
          Map.entry("concurrently-on-partitioned unsafe 1", "refused: the table is partitioned"),
          Map.entry("drift-references-missing-object unsafe 1", "refused: there is no such column"),
          Map.entry("drift-references-missing-object unsafe 2", "refused: there is no such table"),
          Map.entry("drop-function-in-use unsafe 1", "refused: a trigger uses the function"),
          Map.entry("drop-object-cascade safer 1", "refused: that is what makes it safer"),
          Map.entry(
              "extension-drop-upgrade unsafe 1", "what an extension's script does is unknown"),
          Map.entry("non-transactional-statement unsafe 1", "refused: in a transaction"),
          Map.entry("replace-or-drop-view unsafe 2", "refused: a view keeps its columns"),
          Map.entry("syntax-error unsafe 1", "refused: it is no statement"),
          Map.entry("transaction-timeout-pg17 unsafe 2", "refused: no such setting before 17"));

  /** Statements of which too little may be predicted; all others are compared. */
  private static final List<String> UNKNOWN = List.of("ALTER EXTENSION plpgsql UPDATE");

  private static Map<Integer, List<PageRun>> runs = Map.of();

  @BeforeAll
  static void runAll() throws Exception {
    runs = PageRuns.of(RulePages.rulesWithExamples(), TestPostgres.majors().toList());
  }

  @TestFactory
  Stream<DynamicContainer> whatIsPredictedIsObserved() {
    return runs.entrySet().stream()
        .map(
            lane ->
                DynamicContainer.dynamicContainer(
                    "PostgreSQL " + lane.getKey(),
                    lane.getValue().stream()
                        .map(run -> DynamicTest.dynamicTest(run.block(), () -> check(run)))));
  }

  @TestFactory
  Stream<DynamicTest> theLocksOnThePagesAreTheObservedOnes() {
    return RulePages.rulesWithExamples().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.id(), () -> checkLocks(rule)));
  }

  @Test
  void everyBlockHasAStatementThatIsCompared() {
    Set<String> without =
        all()
            .filter(run -> compare(run).compared().isEmpty())
            .map(PageRun::block)
            .collect(Collectors.toSet());
    assertThat(without).isEqualTo(WITHOUT_COMPARISON.keySet());
  }

  @Test
  void noStatementIsLeftOut(TestReporter reporter) {
    Map<String, String> counts = new TreeMap<>();
    runs.forEach((major, own) -> counts.put(String.valueOf(major), count(own)));
    reporter.publishEntry(counts);
    assertThat(all().map(RulePagesOnServersTest::compare).flatMap(one -> one.unknown().stream()))
        .containsOnly(UNKNOWN.toArray(String[]::new));
  }

  /** As many as a review without a server finds in the pages. */
  private static String count(List<PageRun> lane) {
    PageReview review = PageReview.withoutServer();
    int blocks = 0;
    int compared = 0;
    for (PageRun run : lane) {
      long written =
          review
              .review(run.rule(), RulePages.page(run.rule()), run.example(), run.major())
              .statements()
              .stream()
              .filter(StatementComparison::isComparable)
              .count();
      BlockComparison block = compare(run);
      int seen = block.compared().size() + block.unknown().size() + block.unseen().size();
      assertThat(seen).as(run.block()).isEqualTo((int) written);
      if (run.example().fails().isEmpty()) {
        assertThat(block.unseen()).as(run.block()).isEmpty();
      }
      blocks++;
      compared += block.compared().size();
    }
    assertThat(compared).isGreaterThan(blocks);
    return compared + " statements of " + blocks + " blocks compared";
  }

  private static Stream<PageRun> all() {
    return runs.values().stream().flatMap(Collection::stream);
  }

  private static BlockComparison compare(PageRun run) {
    return BlockComparison.of(run.report());
  }

  private static void check(PageRun run) {
    checkOutcome(run);
    BlockComparison block = compare(run);
    assertThat(block.wrong(run.example().differs())).isEmpty();
    if (run.example().differs().isPresent()) {
      assertThat(all().filter(other -> other.block().equals(run.block())))
          .as("the page explains a difference that there is")
          .anyMatch(other -> compare(other).hasLikelyDifference());
    }
  }

  private static void checkOutcome(PageRun run) {
    Report report = run.report();
    DryRunReport dryRun = report.dryRun();
    if (run.example().fails().isEmpty()) {
      assertThat(dryRun.status())
          .as("%s %s", dryRun.error(), dryRun.skippedBecause())
          .isEqualTo(DryRunReport.Status.APPLIED);
      return;
    }
    assertThat(dryRun.status()).isEqualTo(DryRunReport.Status.FAILED);
    boolean unreadable = report.findings().stream().anyMatch(f -> f.rule().equals("syntax-error"));
    if (!unreadable) {
      assertThat(errors(report))
          .as("%s", dryRun.error())
          .extracting(SqlError::state)
          .containsExactly(run.example().fails().get());
    }
  }

  private static List<SqlError> errors(Report report) {
    return report.statements().stream()
        .map(StatementReport::observed)
        .flatMap(seen -> seen.stream())
        .flatMap(seen -> seen.error().stream())
        .toList();
  }

  private static void checkLocks(RuleDescription rule) {
    RulePage page = RulePages.page(rule);
    String observed =
        LockTables.of(
            all()
                .filter(run -> run.rule().id().equals(rule.id()))
                .filter(run -> run.example().name().startsWith("unsafe"))
                .toList());
    if (UPDATE) {
      RulePages.write(Path.of(rule.docs()), PageText.of(rule, page, observed));
    } else {
      assertThat(page.section("Locks")).isEqualTo(observed);
    }
  }
}
