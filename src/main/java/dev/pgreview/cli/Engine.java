package dev.pgreview.cli;

import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.MigrationChange.HistoryChange;
import dev.pgreview.dryrun.ServerDryRunner;
import dev.pgreview.lint.Linter;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.Migration;
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
    for (ReviewRequest request : requests(input)) {
      reports.add(reviewer.review(request, progress));
    }
    return Reports.together(reports, input.config().failOn());
  }

  /** The plans that the change needs, one for each database. */
  List<DraftedPlan> draftPlans(ReviewInput input, Consumer<String> progress) {
    List<DraftedPlan> drafts = new ArrayList<>();
    for (ReviewRequest request : requests(input)) {
      reviewer.draftPlan(request, progress).ifPresent(drafts::add);
    }
    return drafts;
  }

  /** One request for each history of the change; one without migrations when there is none. */
  static List<ReviewRequest> requests(ReviewInput input) {
    MigrationChange change = input.change();
    List<HistoryChange> histories = change.histories();
    if (histories.isEmpty()) {
      return List.of(request(input, new Part(List.of(), List.of(), change.notices())));
    }
    List<ReviewRequest> requests = new ArrayList<>();
    List<DetectionNotice> left = new ArrayList<>(change.notices());
    for (HistoryChange history : histories) {
      boolean last = requests.size() == histories.size() - 1;
      List<DetectionNotice> own =
          last
              ? List.copyOf(left)
              : left.stream().filter(notice -> notice.path().startsWith(history.root())).toList();
      left.removeAll(own);
      requests.add(request(input, new Part(history.base(), history.changed(), own)));
    }
    return requests;
  }

  private record Part(
      List<Migration> base, List<Migration> changed, List<DetectionNotice> notices) {}

  private static ReviewRequest request(ReviewInput input, Part part) {
    return new ReviewRequest(
        input.id(),
        input.postgres(),
        input.baseDescription(),
        part.base(),
        part.changed(),
        input.files(),
        part.notices(),
        input.stats(),
        input.config(),
        input.dryRun());
  }

  @Override
  public void close() {
    dryRunner.close();
  }
}
