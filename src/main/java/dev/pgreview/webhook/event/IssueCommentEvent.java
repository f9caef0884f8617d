package dev.pgreview.webhook.event;

import dev.pgreview.queue.Job;
import dev.pgreview.queue.RepositoryId;
import java.util.List;

/** A comment in the conversation of a pull request. */
record IssueCommentEvent() implements WebhookEvent {
  @Override
  public String name() {
    return "issue_comment";
  }

  @Override
  public List<Job> jobs(Payload payload, RepositoryId repository) {
    if (!payload.action().equals("created") || !payload.has("issue.pull_request")) {
      return List.of();
    }
    return CommentJob.of(payload, repository, "issue.number", Job.Place.CONVERSATION);
  }
}
