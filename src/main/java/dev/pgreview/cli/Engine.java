package dev.pgreview.cli;

import dev.pgreview.dryrun.ServerDryRunner;
import dev.pgreview.lint.Linter;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.report.Report;
import dev.pgreview.review.DraftedPlan;
import dev.pgreview.review.Reports;
import dev.pgreview.review.ReviewRequest;
import dev.pgreview.review.Reviewer;
import dev.pgreview.sql.SqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Everything that a review needs, put together. Safe for several threads at once. */
final class Engine implements AutoCloseable {
  private final ServerDryRunner dryRunner;
  private final Reviewer reviewer;

  Engine(Map<String, String> environment) {
    this.dryRunner = DryRunChoice.here(environment);
    this.reviewer = new Reviewer(new SqlParser(), new Linter(BuiltInRules.all()), dryRunner);
  }

  Reviewer reviewer() {
    return reviewer;
  }

  /** Reviews each database's migrations and puts the reports together. */
  Report review(ReviewInput input, Consumer<String> progress) {
    List<Report> reports = new ArrayList<>();
    for (ReviewRequest request : input.requests()) {
      reports.add(reviewer.review(request, progress));
    }
    return Reports.together(reports, input.config().failOn());
  }

  /** The plans that the change needs, one for each database. */
  List<DraftedPlan> draftPlans(ReviewInput input, Consumer<String> progress) {
    List<DraftedPlan> drafts = new ArrayList<>();
    for (ReviewRequest request : input.requests()) {
      reviewer.draftPlan(request, progress).ifPresent(drafts::add);
    }
    return drafts;
  }

  @Override
  public void close() {
    dryRunner.close();
  }
}
