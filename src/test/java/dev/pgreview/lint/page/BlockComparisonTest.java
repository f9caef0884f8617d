package dev.pgreview.lint.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.lock.Confidence;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.LockPrediction;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import dev.pgreview.schema.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A prediction that is wrong is found: what a server really showed, and predictions made wrong. */
class BlockComparisonTest {
  private static final RelationName ORDERS = RelationName.of("public", "orders");
  private static final RelationName OTHER = RelationName.of("public", "other");
  private static final Optional<String> REASON = Optional.of("it depends on the rows");

  private static List<PageRun> runs = List.of();

  @BeforeAll
  static void run() throws Exception {
    runs =
        PageRuns.of(
                RulePages.rules().stream()
                    .filter(rule -> rule.id().equals("alter-column-type-rewrite"))
                    .toList(),
                List.of(17))
            .getOrDefault(17, List.of());
  }

  @Test
  void whatWasPredictedWasObserved() {
    assertThat(compared(prediction -> prediction)).isNotEmpty();
    assertThat(wrong(prediction -> prediction, Optional.empty())).isEmpty();
  }

  @Test
  void aWeakerLockIsFound() {
    assertThat(wrong(lock(ORDERS, LockMode.SHARE), Optional.empty())).isNotEmpty();
  }

  @Test
  void aStrongerLockIsFound() {
    UnaryOperator<LockPrediction> stronger =
        prediction -> {
          List<RelationLock> locks = new ArrayList<>(prediction.locks());
          locks.replaceAll(lock -> new RelationLock(lock.relation(), LockMode.ACCESS_EXCLUSIVE));
          return with(prediction, locks, prediction.rewrites(), prediction.scans());
        };
    assertThat(wrong(stronger, Optional.empty(), "safer 1")).isNotEmpty();
  }

  @Test
  void aLockTooManyIsFound() {
    assertThat(wrong(lock(OTHER, LockMode.ACCESS_SHARE), Optional.empty())).isNotEmpty();
  }

  @Test
  void aLockTooFewIsFound() {
    UnaryOperator<LockPrediction> none =
        prediction -> with(prediction, List.of(), prediction.rewrites(), prediction.scans());
    assertThat(wrong(none, Optional.empty())).isNotEmpty();
  }

  @Test
  void rewritesAndScansThatAreNotThereOrMissingAreFound() {
    SortedSet<RelationName> none = new TreeSet<>();
    SortedSet<RelationName> other = new TreeSet<>(List.of(OTHER));
    assertThat(wrong(p -> with(p, p.locks(), none, p.scans()), Optional.empty())).isNotEmpty();
    assertThat(wrong(p -> with(p, p.locks(), other, p.scans()), Optional.empty())).isNotEmpty();
    assertThat(wrong(p -> with(p, p.locks(), p.rewrites(), none), Optional.empty())).isNotEmpty();
    assertThat(wrong(p -> with(p, p.locks(), p.rewrites(), other), Optional.empty())).isNotEmpty();
  }

  @Test
  void onlyALikelyPredictionMayDifferAndOnlyWithAReason() {
    UnaryOperator<LockPrediction> wrong = lock(OTHER, LockMode.ACCESS_SHARE);
    UnaryOperator<LockPrediction> likely = p -> with(wrong.apply(p), Confidence.LIKELY);

    assertThat(wrong(wrong, REASON)).isNotEmpty();
    assertThat(wrong(likely, Optional.empty())).isNotEmpty();
    assertThat(wrong(likely, REASON)).isEmpty();
    assertThat(BlockComparison.of(report("unsafe 1", likely)).hasLikelyDifference()).isTrue();
    assertThat(BlockComparison.of(report("unsafe 1", p -> p)).hasLikelyDifference()).isFalse();
  }

  @Test
  void whatIsUnknownOrWasNotRunIsNotTakenForCompared() {
    UnaryOperator<LockPrediction> unknown = p -> with(p, Confidence.UNKNOWN);
    assertThat(compared(unknown)).isEmpty();
    assertThat(BlockComparison.of(report("unsafe 1", unknown)).unknown()).isNotEmpty();

    Report notRun = unobserved(report("unsafe 1", p -> p));
    assertThat(BlockComparison.of(notRun).compared()).isEmpty();
    assertThat(BlockComparison.of(notRun).unseen()).isNotEmpty();
  }

  private static List<StatementComparison> compared(UnaryOperator<LockPrediction> change) {
    return BlockComparison.of(report("unsafe 1", change)).compared();
  }

  private static List<StatementComparison> wrong(
      UnaryOperator<LockPrediction> change, Optional<String> explanation) {
    return wrong(change, explanation, "unsafe 1");
  }

  private static List<StatementComparison> wrong(
      UnaryOperator<LockPrediction> change, Optional<String> explanation, String block) {
    return BlockComparison.of(report(block, change)).wrong(explanation);
  }

  /** A prediction in which one relation is locked so. */
  private static UnaryOperator<LockPrediction> lock(RelationName relation, LockMode mode) {
    return prediction -> {
      List<RelationLock> locks = new ArrayList<>(prediction.locks());
      locks.removeIf(lock -> lock.relation().equals(relation));
      locks.add(new RelationLock(relation, mode));
      return with(prediction, locks, prediction.rewrites(), prediction.scans());
    };
  }

  private static LockPrediction with(
      LockPrediction prediction,
      List<RelationLock> locks,
      SortedSet<RelationName> rewrites,
      SortedSet<RelationName> scans) {
    return new LockPrediction(
        locks,
        rewrites,
        scans,
        prediction.inTransaction(),
        prediction.confidence(),
        prediction.note(),
        prediction.conditional());
  }

  private static LockPrediction with(LockPrediction prediction, Confidence confidence) {
    return new LockPrediction(
        prediction.locks(),
        prediction.rewrites(),
        prediction.scans(),
        prediction.inTransaction(),
        confidence,
        prediction.note(),
        prediction.conditional());
  }

  /** What the server showed, beside predictions that were changed. */
  private static Report report(String block, UnaryOperator<LockPrediction> change) {
    Report report =
        runs.stream()
            .filter(run -> run.example().name().equals(block))
            .findFirst()
            .orElseThrow()
            .report();
    return with(
        report, one -> statement(one, change.apply(one.predicted()), one.observed().isPresent()));
  }

  private static Report unobserved(Report report) {
    return with(report, one -> statement(one, one.predicted(), false));
  }

  private static Report with(Report report, UnaryOperator<StatementReport> change) {
    return new Report(
        report.id(),
        report.postgres(),
        report.conclusion(),
        report.base(),
        report.files(),
        report.statements().stream().map(change).toList(),
        report.findings(),
        report.plan(),
        report.dryRun(),
        report.queries());
  }

  private static StatementReport statement(
      StatementReport one, LockPrediction predicted, boolean observed) {
    return new StatementReport(
        one.index(),
        one.outer(),
        one.file(),
        one.span(),
        one.sql(),
        one.kind(),
        one.transaction(),
        predicted,
        observed ? one.observed() : Optional.empty(),
        one.estimate());
  }
}
