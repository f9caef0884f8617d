package dev.pgreview.webhook.event;

import dev.pgreview.queue.Job;
import dev.pgreview.queue.RepositoryId;
import java.util.List;

/** A comment on a line of a pull request. */
record ReviewCommentEvent() implements WebhookEvent {
  @Override
  public String name() {
    return "pull_request_review_comment";
  }

  @Override
  public List<Job> jobs(Payload payload, RepositoryId repository) {
    if (!payload.action().equals("created")) {
      return List.of();
    }
    return CommentJob.of(payload, repository, "pull_request.number", Job.Place.REVIEW);
  }
}
