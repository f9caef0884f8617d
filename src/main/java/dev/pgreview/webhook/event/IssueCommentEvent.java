package dev.pgreview.webhook.event;

import dev.pgreview.queue.Job;
import dev.pgreview.queue.RepositoryId;
import java.util.List;

/** A comment in the conversation of a pull request, or of an issue, which share their numbers. */
record IssueCommentEvent() implements WebhookEvent {
  @Override
  public String name() {
    return "issue_comment";
  }

  @Override
  public List<Job> jobs(Payload payload, RepositoryId repository) {
    // That it is a pull request's is not always said; the job finds out.
    if (!payload.action().equals("created")) {
      return List.of();
    }
    return CommentJob.of(payload, repository, "issue.number", Job.Place.CONVERSATION);
  }
}
