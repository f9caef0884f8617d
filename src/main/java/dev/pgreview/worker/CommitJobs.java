package dev.pgreview.worker;

import dev.pgreview.github.GitHubRepository;
import dev.pgreview.github.PullRequest;
import dev.pgreview.persistence.StoredReview;
import dev.pgreview.queue.Job;
import dev.pgreview.queue.QueuedJob;
import java.util.OptionalInt;

/** From a commit to the reviews that it needs. */
final class CommitJobs {
  private final Workshop workshop;

  CommitJobs(Workshop workshop) {
    this.workshop = workshop;
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
}
