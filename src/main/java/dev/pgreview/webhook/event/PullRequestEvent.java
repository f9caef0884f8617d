package dev.pgreview.webhook.event;

import dev.pgreview.queue.Job;
import dev.pgreview.queue.RepositoryId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A pull request was opened, pushed to, or got another base. */
record PullRequestEvent() implements WebhookEvent {
  private static final Set<String> ACTIONS =
      Set.of("opened", "synchronize", "reopened", "ready_for_review", "edited");

  @Override
  public String name() {
    return "pull_request";
  }

  @Override
  public List<Job> jobs(Payload payload, RepositoryId repository) {
    String action = payload.action();
    // An edited title or text changes nothing; another base changes what is deployed.
    boolean wanted =
        ACTIONS.contains(action) && (!action.equals("edited") || payload.has("changes.base"));
    Optional<Long> number = payload.number("pull_request.number");
    Optional<String> head = payload.text("pull_request.head.sha");
    if (!wanted || number.isEmpty() || head.isEmpty()) {
      return List.of();
    }
    boolean sameCommit = !action.equals("opened") && !action.equals("synchronize");
    return List.of(
        new Job.ReviewPullRequest(
            repository, Math.toIntExact(number.get()), head.get(), action, sameCommit));
  }
}
