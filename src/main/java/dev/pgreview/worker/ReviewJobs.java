package dev.pgreview.worker;

import dev.pgreview.github.CheckOutput;
import dev.pgreview.github.CheckRun;
import dev.pgreview.github.GitHubRepository;
import dev.pgreview.github.PullRequest;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.persistence.Acceptance;
import dev.pgreview.persistence.StoredReview;
import dev.pgreview.persistence.StoredReview.State;
import dev.pgreview.pullrequest.Publisher;
import dev.pgreview.pullrequest.ReviewEngine;
import dev.pgreview.pullrequest.Subject;
import dev.pgreview.pullrequest.SubjectReader;
import dev.pgreview.queue.Job;
import dev.pgreview.queue.QueuedJob;
import dev.pgreview.queue.RepositoryId;
import dev.pgreview.render.JsonReport;
import dev.pgreview.render.RenderOptions;
import dev.pgreview.render.ReportFormat;
import dev.pgreview.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reviews of commits, in two jobs: the lint, whose results are on the check run within seconds, and
 * the dry run with the conclusion. Every step may be done again after a kill.
 */
final class ReviewJobs {
  static final String CHECK = "pgreview";
  private static final Logger LOG = LoggerFactory.getLogger(ReviewJobs.class);

  private final Workshop workshop;
  private final ReviewEngine engine;
  private final SubjectReader reader;

  ReviewJobs(Workshop workshop) {
    this.workshop = workshop;
    this.engine = new ReviewEngine(workshop.dryRuns());
    this.reader =
        new SubjectReader(
            BuiltInRules.all().stream()
                .map(Rule::description)
                .map(rule -> rule.id())
                .collect(Collectors.toSet()));
  }

  ReviewEngine engine() {
    return engine;
  }

  /** Somebody wants a commit reviewed: which pull requests are these? */
  void find(QueuedJob job, Job.ReviewCommit commit) {
    GitHubRepository repository = workshop.repository(commit.repository());
    for (PullRequest pull : repository.pullRequests().withHead(commit.headSha())) {
      workshop
          .queue()
          .follow(
              job,
              new Job.ReviewPullRequest(
                  commit.repository(),
                  pull.number(),
                  commit.headSha(),
                  commit.reason(),
                  commit.force()),
              _ -> {});
    }
    if (commit.force()) {
      mergeGroupAgain(job, commit);
    }
  }

  /** A re-run of a merge group's check: what it is merged into is known from its first review. */
  private void mergeGroupAgain(QueuedJob job, Job.ReviewCommit commit) {
    workshop
        .store()
        .inTransaction(
            transaction ->
                transaction
                    .reviews()
                    .ofCommit(commit.repository().name(), OptionalInt.empty(), commit.headSha()))
        .flatMap(StoredReview::baseSha)
        .ifPresent(
            base ->
                workshop
                    .queue()
                    .follow(
                        job,
                        new Job.ReviewMergeGroup(
                            commit.repository(), commit.headSha(), base, "re-run"),
                        _ -> {}));
  }

  void lint(QueuedJob job, Job.ReviewPullRequest review) {
    GitHubRepository repository = workshop.repository(review.repository());
    PullRequest pull = repository.pullRequests().get(review.number());
    if (pull.state() != PullRequest.State.OPEN || isOutOfDate(review, pull)) {
      LOG.info("{} needs no review of {}", pull.display(), review.headSha());
      return;
    }
    begin(
            stored(
                job.id(),
                review.repository(),
                OptionalInt.of(review.number()),
                review.headSha(),
                Optional.empty()),
            review.force())
        .ifPresent(stored -> lint(job, repository, stored));
  }

  void lint(QueuedJob job, Job.ReviewMergeGroup group) {
    GitHubRepository repository = workshop.repository(group.repository());
    begin(
            stored(
                job.id(),
                group.repository(),
                OptionalInt.empty(),
                group.headSha(),
                Optional.of(group.baseSha())),
            true)
        .ifPresent(stored -> lint(job, repository, stored));
  }

  /**
   * Whether the event came late: the pull request has a newer commit, and its review was begun.
   * GitHub's answer alone does not say so, for it may lag behind its events.
   */
  private boolean isOutOfDate(Job.ReviewPullRequest review, PullRequest pull) {
    return !pull.headSha().equals(review.headSha())
        && workshop
            .store()
            .inTransaction(
                transaction ->
                    transaction
                        .reviews()
                        .ofCommit(
                            review.repository().name(),
                            OptionalInt.of(review.number()),
                            pull.headSha()))
            .isPresent();
  }

  private StoredReview stored(
      UUID id,
      RepositoryId repository,
      OptionalInt pullRequest,
      String headSha,
      Optional<String> baseSha) {
    return new StoredReview(
        id,
        repository.installation(),
        repository.name(),
        pullRequest,
        headSha,
        baseSha,
        State.LINTING,
        OptionalLong.empty(),
        workshop.clock().instant());
  }

  private Optional<StoredReview> begin(StoredReview wanted, boolean again) {
    return workshop
        .store()
        .inTransaction(transaction -> transaction.reviews().begin(wanted, again))
        .filter(stored -> !stored.state().isFinished());
  }

  private void lint(QueuedJob job, GitHubRepository repository, StoredReview review) {
    Instant start = workshop.clock().instant();
    CheckRun run = checkRun(repository, review);
    supersede(repository, review);
    Subject subject = subject(repository, review);
    Report report = engine.review(subject.change(), true, accepted(review));
    keep(review, report);
    Publisher publisher = publisher(repository, subject, report, review);
    if (subject.hasMigrations()) {
      publisher.lint(run);
      workshop
          .queue()
          .follow(
              job,
              new Job.DryRun(id(review), review.id()),
              transaction ->
                  transaction
                      .reviews()
                      .advance(review.id(), State.DRY_RUNNING, workshop.clock().instant()));
    } else {
      finish(publisher, run, review);
    }
    record("lint", start);
  }

  /** Runs the change on a server and concludes. */
  void dryRun(Job.DryRun job) {
    Instant start = workshop.clock().instant();
    Optional<StoredReview> found = unfinished(job.review());
    if (found.isEmpty()) {
      return;
    }
    StoredReview review = found.get();
    GitHubRepository repository = workshop.repository(job.repository());
    boolean untrusted =
        review.pullRequest().isPresent()
            && repository.pullRequests().get(review.pullRequest().getAsInt()).isFork();
    Subject subject = subject(repository, review);
    Report report = engine.review(subject.change().withDryRun(true), untrusted, accepted(review));
    if (unfinished(job.review()).isEmpty()) {
      return; // a newer push came meanwhile
    }
    keep(review, report);
    finish(publisher(repository, subject, report, review), checkRun(repository, review), review);
    record("dry-run", start);
  }

  private Optional<StoredReview> unfinished(UUID id) {
    return workshop
        .store()
        .inTransaction(transaction -> transaction.reviews().byId(id))
        .filter(review -> !review.state().isFinished());
  }

  /** The conclusion first: the merge waits for it. */
  private void finish(Publisher publisher, CheckRun run, StoredReview review) {
    publisher.conclude(run);
    review.pullRequest().ifPresent(publisher::comments);
    workshop
        .store()
        .useTransaction(
            transaction ->
                transaction.reviews().advance(review.id(), State.DONE, workshop.clock().instant()));
  }

  private void supersede(GitHubRepository repository, StoredReview newest) {
    List<StoredReview> older =
        workshop
            .store()
            .inTransaction(
                transaction ->
                    transaction.reviews().supersedeBefore(newest, workshop.clock().instant()));
    for (StoredReview review : older) {
      if (review.checkRun().isPresent() && !review.headSha().equals(newest.headSha())) {
        CheckRun run = checkRun(repository, review);
        if (!run.isCompleted()) {
          repository
              .checkRuns()
              .complete(
                  run,
                  CheckRun.Result.CANCELLED,
                  CheckOutput.of("A newer push is reviewed instead", "See the newest commit."));
        }
      }
    }
  }

  private CheckRun checkRun(GitHubRepository repository, StoredReview review) {
    if (review.checkRun().isPresent()) {
      return repository.checkRuns().get(review.checkRun().getAsLong());
    }
    CheckRun run =
        repository
            .checkRuns()
            .create(CHECK, review.headSha(), review.id().toString(), workshop.page(review.id()));
    workshop
        .store()
        .useTransaction(transaction -> transaction.reviews().checkRun(review.id(), run.id()));
    return run;
  }

  /** What a review is about, read anew. */
  Subject subject(GitHubRepository repository, StoredReview review) {
    if (review.pullRequest().isEmpty()) {
      return reader.read(
          repository,
          new SubjectReader.Request(
              review.id().toString(),
              review.baseSha().orElseThrow(),
              review.headSha(),
              "What the merge group is merged into counts as deployed."));
    }
    PullRequest pull = repository.pullRequests().get(review.pullRequest().getAsInt());
    return subject(repository, pull, review.headSha(), review.id().toString());
  }

  Subject subject(GitHubRepository repository, PullRequest pull, String headSha, String id) {
    return reader.read(
        repository,
        new SubjectReader.Request(
            id, pull.baseRef(), headSha, "The branch " + pull.baseRef() + " counts as deployed."));
  }

  private void keep(StoredReview review, Report report) {
    String page = ReportFormat.HTML.render(report, RenderOptions.DEFAULT);
    workshop
        .store()
        .useTransaction(
            transaction ->
                transaction.reviews().keep(review.id(), JsonReport.compact(report), page));
  }

  Map<String, String> accepted(StoredReview review) {
    return review.pullRequest().isEmpty()
        ? Map.of()
        : accepted(review.repository(), review.pullRequest().getAsInt());
  }

  private Map<String, String> accepted(String repository, int pullRequest) {
    Map<String, String> accepted = new LinkedHashMap<>();
    for (Acceptance one :
        workshop
            .store()
            .inTransaction(transaction -> transaction.acceptances().of(repository, pullRequest))) {
      accepted.put(one.rule(), "accepted by " + one.acceptedBy() + ": " + one.reason());
    }
    return accepted;
  }

  private Publisher publisher(
      GitHubRepository repository, Subject subject, Report report, StoredReview review) {
    return new Publisher(repository, subject, report, workshop.page(review.id()));
  }

  private static RepositoryId id(StoredReview review) {
    return new RepositoryId(review.installation(), review.repository());
  }

  /** Says on the commit that it will not be reviewed; a merge that requires it stays closed. */
  void abandon(UUID id, Job job, String reason) {
    GitHubRepository repository = workshop.repository(job.repository());
    Optional<StoredReview> known =
        workshop.store().inTransaction(transaction -> transaction.reviews().byId(id));
    if (known.filter(review -> review.state().isFinished()).isPresent()) {
      return;
    }
    Optional<CheckRun> run =
        known.isPresent()
            ? Optional.of(checkRun(repository, known.get()))
            : headSha(job)
                .map(
                    sha ->
                        repository
                            .checkRuns()
                            .create(CHECK, sha, id.toString(), workshop.page(id)));
    run.ifPresent(
        open ->
            repository
                .checkRuns()
                .complete(
                    open,
                    CheckRun.Result.FAILURE,
                    new CheckOutput(
                        "pgreview could not review this commit",
                        "The review was given up: "
                            + reason.replaceAll("[<>@`\\[\\]]", "")
                            + ".\n\nPress **Re-run** to try again.",
                        "",
                        "",
                        List.of(),
                        List.of(
                            new CheckOutput.Action(
                                "Re-run", "Review this commit once more", "rerun")))));
    workshop
        .store()
        .useTransaction(
            transaction ->
                transaction.reviews().advance(id, State.ABANDONED, workshop.clock().instant()));
  }

  private static Optional<String> headSha(Job job) {
    return switch (job) {
      case Job.ReviewPullRequest review -> Optional.of(review.headSha());
      case Job.ReviewMergeGroup group -> Optional.of(group.headSha());
      case Job.ReviewCommit commit -> Optional.of(commit.headSha());
      case Job.DryRun _, Job.AnswerComment _, Job.DraftPlan _ -> Optional.empty();
    };
  }

  private void record(String what, Instant start) {
    workshop
        .metrics()
        .timer("pgreview.jobs", "kind", what)
        .record(Duration.between(start, workshop.clock().instant()));
  }
}
