package dev.pgreview.worker;

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
import dev.pgreview.queue.RetryLaterException;
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
  private static final Logger LOG = LoggerFactory.getLogger(ReviewJobs.class);

  /** How often and after what time GitHub is asked again for a pull request's head. */
  private static final int LOOKS = 2;

  private static final Duration LAG = Duration.ofSeconds(3);

  private final Workshop workshop;
  private final ReviewEngine engine;
  private final SubjectReader reader;
  private final ReviewChecks checks;
  private final ReviewMetrics metrics;

  ReviewJobs(Workshop workshop) {
    this.workshop = workshop;
    this.metrics = new ReviewMetrics(workshop.metrics());
    this.checks = new ReviewChecks(workshop, metrics);
    this.engine = new ReviewEngine(workshop.dryRuns());
    this.reader =
        new SubjectReader(
            BuiltInRules.all().stream()
                .map(Rule::description)
                .map(rule -> rule.id())
                .collect(Collectors.toSet()));
  }

  ReviewChecks checks() {
    return checks;
  }

  ReviewEngine engine() {
    return engine;
  }

  void lint(QueuedJob job, Job.ReviewPullRequest review) throws RetryLaterException {
    GitHubRepository repository = workshop.repository(review.repository());
    PullRequest pull = repository.pullRequests().get(review.number());
    if (!pull.headSha().equals(review.headSha()) && job.tries().waits() < LOOKS) {
      // A newer push, or an answer of GitHub's that lags behind its own event.
      throw new RetryLaterException(pull.display() + " has another head than the event", LAG, null);
    }
    if (pull.state() != PullRequest.State.OPEN) {
      LOG.info("{} is closed: no review of {}", pull.display(), review.headSha());
      return;
    }
    begin(
            stored(
                job.id(),
                review.repository(),
                OptionalInt.of(review.number()),
                review.headSha(),
                Optional.empty()),
            pull.headSha(),
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
            group.headSha(),
            true)
        .ifPresent(stored -> lint(job, repository, stored));
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

  /** Empty when there is nothing to lint, or not any more. */
  private Optional<StoredReview> begin(StoredReview wanted, String tip, boolean again) {
    Optional<StoredReview> begun =
        workshop
            .store()
            .inTransaction(transaction -> transaction.reviews().begin(wanted, tip, again));
    begun.filter(checks::isSuperseded).ifPresent(checks::cancel);
    return begun.filter(stored -> stored.state() == State.LINTING);
  }

  private void lint(QueuedJob job, GitHubRepository repository, StoredReview review) {
    Instant start = workshop.clock().instant();
    List<StoredReview> superseded = checks.supersede(review);
    Optional<CheckRun> begun = checks.begin(repository, review);
    checks.cancel(repository, superseded);
    if (begun.isEmpty()) {
      return;
    }
    CheckRun run = begun.get();
    Subject subject = subject(repository, review);
    Report report = engine.review(subject.change(), true, accepted(review));
    keep(review, report);
    Publisher publisher = publisher(repository, subject, report, review);
    if (!checks.isStill(review, State.LINTING)) {
      checks.cancelIfSuperseded(review.id());
      return;
    }
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
      finish(new Outcome(publisher, report), run, review);
      checks.cancelIfSuperseded(review.id());
    }
    record("lint", start);
  }

  /** Runs the change on a server and concludes. */
  void dryRun(Job.DryRun job) {
    Instant start = workshop.clock().instant();
    Optional<StoredReview> found = checks.open(job.review());
    if (found.isPresent()) {
      dryRun(job, found.get());
      record("dry-run", start);
    }
    checks.cancelIfSuperseded(job.review());
  }

  private void dryRun(Job.DryRun job, StoredReview review) {
    GitHubRepository repository = workshop.repository(job.repository());
    boolean untrusted =
        review.pullRequest().isPresent()
            && repository.pullRequests().get(review.pullRequest().getAsInt()).isFork();
    Subject subject = subject(repository, review);
    Report report = engine.review(subject.change().withDryRun(true), untrusted, accepted(review));
    if (checks.open(job.review()).isEmpty()) {
      return; // a newer push came meanwhile
    }
    keep(review, report);
    Publisher publisher = publisher(repository, subject, report, review);
    finish(new Outcome(publisher, report), checks.of(repository, review), review);
  }

  private record Outcome(Publisher publisher, Report report) {}

  /** The conclusion first: the merge waits for it. */
  private void finish(Outcome outcome, CheckRun run, StoredReview review) {
    Publisher publisher = outcome.publisher();
    publisher.conclude(run);
    boolean ended =
        workshop
            .store()
            .inTransaction(
                transaction -> {
                  // Of two reviews of a pull request only the newer one comments.
                  transaction.lock("comments " + review.repository() + " " + review.pullRequest());
                  if (transaction.reviews().byId(review.id()).filter(checks::isOpen).isEmpty()) {
                    return false;
                  }
                  review.pullRequest().ifPresent(publisher::comments);
                  return transaction
                      .reviews()
                      .advance(review.id(), State.DONE, workshop.clock().instant());
                });
    if (ended) {
      metrics.concluded(publisher.result(), outcome.report());
    }
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

  /** By a finding's fingerprint: who accepted it, and why. */
  private Map<String, String> accepted(StoredReview review) {
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
      String who = "accepted by " + one.acceptedBy() + ": " + one.reason();
      one.fingerprints().forEach(fingerprint -> accepted.put(fingerprint, who));
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

  private void record(String what, Instant start) {
    workshop
        .metrics()
        .timer("pgreview.jobs", "kind", what)
        .record(Duration.between(start, workshop.clock().instant()));
  }
}
