package dev.pgreview.worker;

import dev.pgreview.github.GitHubRepository;
import dev.pgreview.github.PullRequest;
import dev.pgreview.pullrequest.Subject;
import dev.pgreview.queue.Job;
import dev.pgreview.render.PlanText;
import dev.pgreview.review.DraftedPlan;
import java.util.List;
import java.util.stream.Collectors;

/** Drafts migration plans and posts them. */
final class PlanJobs {
  private static final String PLAN = "plan";

  private final Workshop workshop;
  private final ReviewJobs reviews;

  PlanJobs(Workshop workshop, ReviewJobs reviews) {
    this.workshop = workshop;
    this.reviews = reviews;
  }

  /** Posts the draft as a comment of its own, the same one each time. */
  void draft(Job.DraftPlan job) {
    GitHubRepository repository = workshop.repository(job.repository());
    for (PullRequest pull : repository.pullRequests().withHead(job.headSha())) {
      Subject subject = reviews.subject(repository, pull, job.headSha(), PLAN);
      List<DraftedPlan> plans =
          reviews.engine().plans(subject.change().withDryRun(true), pull.isFork());
      say(
          repository,
          pull,
          plans.isEmpty()
              ? "This change needs no migration plan.\n"
              : plans.stream()
                  .map(plan -> PlanText.comment(plan.path(), plan.text()))
                  .collect(Collectors.joining("\n")));
    }
  }

  private void say(GitHubRepository repository, PullRequest pull, String text) {
    workshop
        .store()
        .useTransaction(
            transaction -> {
              transaction.lock("plan " + pull.display());
              repository
                  .conversation(pull.number())
                  .put(PLAN, text, "\nThe draft is too long for a comment.");
            });
  }

  void abandon(Job.DraftPlan job, String reason) {
    GitHubRepository repository = workshop.repository(job.repository());
    for (PullRequest pull : repository.pullRequests().withHead(job.headSha())) {
      say(repository, pull, "The plan could not be drafted: " + ReviewChecks.plain(reason) + ".\n");
    }
  }
}
