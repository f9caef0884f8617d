package dev.pgreview.worker;

import dev.pgreview.github.CheckRun;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.report.Finding;
import dev.pgreview.report.Report;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts reviews and what they found, each when it ends: the store lets a review end once only, so
 * that one that is done again by another worker is not counted again.
 */
final class ReviewMetrics {
  private static final String REVIEWS = "pgreview.reviews";
  private static final String FINDINGS = "pgreview.findings";

  /** Other names would make as many time series as somebody likes. */
  private static final Set<String> RULES =
      BuiltInRules.all().stream().map(Rule::id).collect(Collectors.toSet());

  private final MeterRegistry registry;

  ReviewMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A review that came to its end, with the findings that nobody suppressed or accepted. */
  void concluded(CheckRun.Result result, Report report) {
    review(result.name().toLowerCase(Locale.ROOT));
    report.findings().stream().filter(one -> one.suppressed() == null).forEach(this::finding);
  }

  /** A review that was given up. */
  void abandoned() {
    review("abandoned");
  }

  private void review(String conclusion) {
    registry.counter(REVIEWS, "conclusion", conclusion).increment();
  }

  private void finding(Finding finding) {
    registry
        .counter(
            FINDINGS,
            "severity",
            finding.severity().name().toLowerCase(Locale.ROOT),
            "rule",
            RULES.contains(finding.rule()) ? finding.rule() : "other")
        .increment();
  }
}
