package dev.pgreview.queue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/**
 * Something to do. The names are in the database: a job that was written by an older version must
 * still be read.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Job.ReviewPullRequest.class, name = "review-pull-request"),
  @JsonSubTypes.Type(value = Job.ReviewCommit.class, name = "review-commit"),
  @JsonSubTypes.Type(value = Job.ReviewMergeGroup.class, name = "review-merge-group"),
  @JsonSubTypes.Type(value = Job.DryRun.class, name = "dry-run"),
  @JsonSubTypes.Type(value = Job.AnswerComment.class, name = "answer-comment"),
  @JsonSubTypes.Type(value = Job.DraftPlan.class, name = "draft-plan")
})
public sealed interface Job {
  /** The lane in which it waits. */
  default Lane lane() {
    return switch (this) {
      case DryRun dryRun -> Lane.DRY_RUN;
      case ReviewPullRequest review -> Lane.QUICK;
      case ReviewCommit review -> Lane.QUICK;
      case ReviewMergeGroup review -> Lane.QUICK;
      case AnswerComment answer -> Lane.QUICK;
      case DraftPlan draft -> Lane.DRY_RUN;
    };
  }

  RepositoryId repository();

  /**
   * Review a pull request as it is when the job runs.
   *
   * @param headSha the commit that the event named; when the pull request has moved on, the newer
   *     event's job does the work
   * @param reason such as {@code synchronize}, for the log
   * @param force review again, although the commit was reviewed
   */
  record ReviewPullRequest(
      RepositoryId repository, int number, String headSha, String reason, boolean force)
      implements Job {}

  /**
   * Review a commit: which pull requests it belongs to is asked of GitHub.
   *
   * @param force review again, although the commit was reviewed
   */
  record ReviewCommit(RepositoryId repository, String headSha, String reason, boolean force)
      implements Job {}

  /** A merge queue's commit waits for its check. */
  record ReviewMergeGroup(RepositoryId repository, String headSha, String baseSha, String headRef)
      implements Job {}

  /** The second part of a review that was linted. */
  record DryRun(RepositoryId repository, UUID review) implements Job {}

  /**
   * A comment that may hold a command.
   *
   * @param number of the pull request
   * @param comment GitHub's id of the comment
   * @param place where it was written
   * @param author its login
   * @param bot whether a program wrote it
   */
  record AnswerComment(
      RepositoryId repository,
      int number,
      long comment,
      Place place,
      String author,
      boolean bot,
      String body)
      implements Job {}

  /** A draft of the migration plan is wanted: by a button of the check run, or a command. */
  record DraftPlan(RepositoryId repository, String headSha, String requestedBy) implements Job {}

  /** Where a comment stands. */
  enum Place {
    CONVERSATION,
    REVIEW
  }
}
