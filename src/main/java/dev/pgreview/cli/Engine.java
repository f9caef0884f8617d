package dev.pgreview.cli;

import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.MigrationChange.HistoryChange;
import dev.pgreview.dryrun.EmbeddedDryRunner;
import dev.pgreview.dryrun.EmbeddedPostgres;
import dev.pgreview.dryrun.ServerUnavailableException;
import dev.pgreview.lint.Linter;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.Migration;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.Report;
import dev.pgreview.review.DraftedPlan;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.review.DryRunResult;
import dev.pgreview.review.DryRunner;
import dev.pgreview.review.Reports;
import dev.pgreview.review.ReviewRequest;
import dev.pgreview.review.Reviewer;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.sql.SqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything that a review needs, put together. Safe for several threads at once. */
final class Engine implements AutoCloseable {
  private final LazyDryRunner dryRunner;
  private final Reviewer reviewer;

  Engine(Map<String, String> environment) {
    this.dryRunner = new LazyDryRunner(environment.getOrDefault("PGREVIEW_DRY_RUN", "auto"));
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

  /** Looks for a server only when the first dry run is asked for. */
  private static final class LazyDryRunner implements DryRunner, AutoCloseable {
    private final String wanted;
    private @Nullable EmbeddedDryRunner embedded;

    LazyDryRunner(String wanted) {
      this.wanted = wanted;
      switch (wanted) {
        case "auto", "embedded", "off" -> {}
        case "container", "external" ->
            throw new CommandFailure(
                "PGREVIEW_DRY_RUN="
                    + wanted
                    + " is not available in this version; use embedded, auto or off");
        default ->
            throw new CommandFailure(
                "PGREVIEW_DRY_RUN is `" + wanted + "`; it can be embedded, auto or off");
      }
    }

    @Override
    public void prepare(PostgresVersion version) {
      if (!wanted.equals("off")) {
        try {
          embedded().prepare(version);
        } catch (ServerUnavailableException unavailable) {
          // The run that follows says so.
          return;
        }
      }
    }

    @Override
    public DryRunResult run(DryRunRequest request) {
      if (wanted.equals("off")) {
        return skipped("PGREVIEW_DRY_RUN is off");
      }
      try {
        return embedded().run(request);
      } catch (ServerUnavailableException unavailable) {
        return skipped(String.valueOf(unavailable.getMessage()));
      }
    }

    private synchronized EmbeddedDryRunner embedded() throws ServerUnavailableException {
      if (embedded == null) {
        embedded = new EmbeddedDryRunner(EmbeddedPostgres.standard());
      }
      return embedded;
    }

    private static DryRunResult skipped(String because) {
      return new DryRunResult(DryRunReport.skipped(because), Map.of());
    }

    @Override
    public synchronized void close() {
      if (embedded != null) {
        embedded.close();
      }
    }
  }
}
