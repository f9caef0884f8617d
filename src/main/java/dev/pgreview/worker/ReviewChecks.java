package dev.pgreview.worker;

import dev.pgreview.github.CheckOutput;
import dev.pgreview.github.CheckRun;
import dev.pgreview.github.GitHubRepository;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.persistence.StoredReview;
import dev.pgreview.persistence.StoredReview.State;
import dev.pgreview.queue.Job;
import dev.pgreview.queue.RepositoryId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check run of each review: there is one, and it ends, whatever becomes of the review. As long
 * as a review is not finished there is a job for it, and the job ends the check run.
 */
final class ReviewChecks {
  private static final String NAME = "pgreview";
  private static final Logger LOG = LoggerFactory.getLogger(ReviewChecks.class);

  private final Workshop workshop;
  private final ReviewMetrics metrics;

  ReviewChecks(Workshop workshop, ReviewMetrics metrics) {
    this.workshop = workshop;
    this.metrics = metrics;
  }

  boolean isOpen(StoredReview review) {
    return !review.state().isFinished();
  }

  boolean isSuperseded(StoredReview review) {
    return review.state() == State.SUPERSEDED;
  }

  private Optional<StoredReview> stored(UUID id) {
    return workshop.store().inTransaction(transaction -> transaction.reviews().byId(id));
  }

  /** A review that is not finished. */
  Optional<StoredReview> open(UUID id) {
    return stored(id).filter(this::isOpen);
  }

  /** Whether it is still so: another replica may have taken it over, or a newer push come. */
  boolean isStill(StoredReview review, State state) {
    return stored(review.id()).filter(now -> now.state() == state).isPresent();
  }

  /**
   * The check run of a review that begins; empty when another review has taken its place. Of two
   * reviews of a commit the newer one's check run is made later: the latest is what GitHub goes by.
   */
  Optional<CheckRun> begin(GitHubRepository repository, StoredReview review) {
    return workshop
        .store()
        .inTransaction(
            transaction -> {
              transaction.lock("check run " + review.repository() + " " + review.headSha());
              return transaction
                  .reviews()
                  .byId(review.id())
                  .filter(now -> !isSuperseded(now))
                  .map(now -> of(repository, now));
            });
  }

  /** The check run of a review, made when there is none. */
  CheckRun of(GitHubRepository repository, StoredReview review) {
    if (review.checkRun().isPresent()) {
      return repository.checkRuns().get(review.checkRun().getAsLong());
    }
    CheckRun run =
        repository
            .checkRuns()
            .create(NAME, review.headSha(), review.id().toString(), workshop.page(review.id()));
    workshop
        .store()
        .useTransaction(transaction -> transaction.reviews().checkRun(review.id(), run.id()));
    return run;
  }

  /** Ends the reviews that began before this one; their check runs are still open. */
  List<StoredReview> supersede(StoredReview newest) {
    return workshop
        .store()
        .inTransaction(
            transaction ->
                transaction.reviews().supersedeBefore(newest, workshop.clock().instant()));
  }

  /** Ends check runs. Should this be interrupted: the older review's own job does it too. */
  void cancel(GitHubRepository repository, List<StoredReview> superseded) {
    superseded.stream()
        .filter(review -> review.checkRun().isPresent())
        .forEach(review -> cancel(repository, review));
  }

  /** Ends the check run of a review in whose place there is another now. */
  void cancelIfSuperseded(UUID id) {
    stored(id).filter(this::isSuperseded).ifPresent(this::cancel);
  }

  void cancel(StoredReview review) {
    cancel(
        workshop.repository(new RepositoryId(review.installation(), review.repository())), review);
  }

  private void cancel(GitHubRepository repository, StoredReview review) {
    existing(repository, review)
        .filter(run -> !run.isCompleted())
        .ifPresent(
            run ->
                repository
                    .checkRuns()
                    .complete(
                        run,
                        CheckRun.Result.CANCELLED,
                        CheckOutput.of(
                            "Another review is made instead",
                            "There is a newer push, or this commit is reviewed once more.")));
  }

  /** A check run that was made, noted or not; none is made for what is over. */
  private static Optional<CheckRun> existing(GitHubRepository repository, StoredReview review) {
    return review.checkRun().isPresent()
        ? Optional.of(repository.checkRuns().get(review.checkRun().getAsLong()))
        : repository.checkRuns().of(NAME, review.headSha()).stream()
            .filter(run -> run.externalId().equals(review.id().toString()))
            .findFirst();
  }

  /** Says on the commit that it will not be reviewed; a merge that requires it stays closed. */
  void abandon(UUID id, Job job, String reason) {
    Optional<StoredReview> known = stored(id);
    if (known.filter(this::isSuperseded).isPresent()) {
      cancel(known.get());
      return;
    }
    if (known.isPresent() && !isOpen(known.get())) {
      return;
    }
    try {
      fail(id, job, known, reason);
    } catch (GitHubException.Gone
        | GitHubException.NotInstalled
        | GitHubException.Forbidden nobody) {
      LOG.info("nobody is left to be told: {}", nobody.getMessage());
    }
    boolean ended =
        workshop
            .store()
            .inTransaction(
                transaction ->
                    transaction.reviews().advance(id, State.ABANDONED, workshop.clock().instant()));
    // One of which nothing is known yet has no end in the store.
    if (ended || known.isEmpty()) {
      metrics.abandoned();
    }
  }

  private void fail(UUID id, Job job, Optional<StoredReview> known, String reason) {
    GitHubRepository repository = workshop.repository(job.repository());
    Optional<CheckRun> run =
        known.isPresent()
            ? Optional.of(of(repository, known.get()))
            : headSha(job)
                .map(
                    sha ->
                        repository.checkRuns().create(NAME, sha, id.toString(), workshop.page(id)));
    run.ifPresent(
        open -> repository.checkRuns().complete(open, CheckRun.Result.FAILURE, givenUp(reason)));
  }

  private static CheckOutput givenUp(String reason) {
    return new CheckOutput(
        "pgreview could not review this commit",
        "The review was given up: " + plain(reason) + ".\n\nPress **Re-run** to try again.",
        "",
        "",
        List.of(),
        List.of(new CheckOutput.Action("Re-run", "Review this commit once more", "rerun")));
  }

  /** Without what Markdown or a mention could be made of. */
  static String plain(String reason) {
    return reason.replaceAll("[<>@`\\[\\]]", "");
  }

  private static Optional<String> headSha(Job job) {
    return switch (job) {
      case Job.ReviewPullRequest review -> Optional.of(review.headSha());
      case Job.ReviewMergeGroup group -> Optional.of(group.headSha());
      case Job.ReviewCommit commit -> Optional.of(commit.headSha());
      case Job.DryRun _, Job.AnswerComment _, Job.DraftPlan _ -> Optional.empty();
    };
  }
}
