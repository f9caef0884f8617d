package dev.pgreview.worker;

import dev.pgreview.github.http.GitHubException;
import dev.pgreview.queue.Job;
import dev.pgreview.queue.JobHandler;
import dev.pgreview.queue.QueuedJob;
import dev.pgreview.queue.RetryLaterException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All kinds of jobs, each to who does it. */
public final class Jobs implements JobHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final ReviewJobs reviews;
  private final CommitJobs commits;
  private final CommandJobs commands;
  private final PlanJobs plans;

  public Jobs(Workshop workshop) {
    this.reviews = new ReviewJobs(workshop);
    this.commits = new CommitJobs(workshop);
    this.commands = new CommandJobs(workshop, reviews);
    this.plans = new PlanJobs(workshop, reviews);
  }

  @Override
  public void run(QueuedJob job) throws Exception {
    try {
      switch (job.job()) {
        case Job.ReviewPullRequest review -> reviews.lint(job, review);
        case Job.ReviewCommit commit -> commits.find(job, commit);
        case Job.ReviewMergeGroup group -> reviews.lint(job, group);
        case Job.DryRun dryRun -> reviews.dryRun(dryRun);
        case Job.AnswerComment answer -> commands.answer(job, answer);
        case Job.DraftPlan draft -> plans.draft(draft);
      }
    } catch (GitHubException.Temporary fault) {
      throw new RetryLaterException(message(fault), atLeast(fault.delay()), fault);
    } catch (GitHubException.Gone gone) {
      // The pull request, a branch, the repository: whoever still waits is told.
      LOG.info("it cannot be done any more: {}", gone.getMessage());
      abandon(job, "GitHub no longer has what this is about");
    } catch (GitHubException.NotInstalled away) {
      LOG.info("nobody is left to be told: {}", away.getMessage());
    }
  }

  @Override
  public void abandon(QueuedJob job, String reason) throws Exception {
    try {
      switch (job.job()) {
        case Job.ReviewPullRequest review -> reviews.checks().abandon(job.id(), review, reason);
        case Job.ReviewMergeGroup group -> reviews.checks().abandon(job.id(), group, reason);
        case Job.DryRun dryRun -> reviews.checks().abandon(dryRun.review(), dryRun, reason);
        case Job.AnswerComment answer -> commands.abandon(answer, reason);
        case Job.ReviewCommit commit -> reviews.checks().abandon(job.id(), commit, reason);
        case Job.DraftPlan draft -> plans.abandon(draft, reason);
      }
    } catch (GitHubException.Temporary fault) {
      throw new RetryLaterException(message(fault), atLeast(fault.delay()), fault);
    } catch (GitHubException.Gone
        | GitHubException.NotInstalled
        | GitHubException.Forbidden nobody) {
      LOG.info("nobody is left to be told: {}", nobody.getMessage());
    }
  }

  private static Duration atLeast(Duration delay) {
    return delay.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : delay;
  }

  private static String message(Throwable fault) {
    return String.valueOf(fault.getMessage());
  }
}
