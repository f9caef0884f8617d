package dev.pgreview.pullrequest;

import dev.pgreview.lint.Linter;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.report.Report;
import dev.pgreview.review.ChangeReview;
import dev.pgreview.review.DraftedPlan;
import dev.pgreview.review.Reports;
import dev.pgreview.review.ReviewRequest;
import dev.pgreview.review.Reviewer;
import dev.pgreview.sql.SqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The core, put together. Safe for several threads. */
public final class ReviewEngine {
  private final SqlParser parser = new SqlParser();
  private final Linter linter = new Linter(BuiltInRules.all());
  private final DryRunPolicy dryRuns;

  public ReviewEngine(DryRunPolicy dryRuns) {
    this.dryRuns = dryRuns;
  }

  /**
   * Reviews a change.
   *
   * @param untrusted whether it comes from a fork
   * @param accepted by a finding's fingerprint: who accepted it, and why
   */
  public Report review(ChangeReview change, boolean untrusted, Map<String, String> accepted) {
    Reviewer reviewer = reviewer(untrusted);
    List<Report> reports = new ArrayList<>();
    for (ReviewRequest request : change.requests()) {
      reports.add(reviewer.review(request, _ -> {}));
    }
    Report report = Reports.together(reports, change.config().failOn());
    return Reports.accepting(report, accepted, change.config().failOn());
  }

  /** Drafts of the plans that a change needs. */
  public List<DraftedPlan> plans(ChangeReview change, boolean untrusted) {
    Reviewer reviewer = reviewer(untrusted);
    return change.requests().stream()
        .map(request -> reviewer.draftPlan(request, _ -> {}))
        .flatMap(Optional::stream)
        .toList();
  }

  private Reviewer reviewer(boolean untrusted) {
    return new Reviewer(parser, linter, dryRuns.runner(untrusted));
  }
}
