package dev.pgreview.webhook.event;

import dev.pgreview.queue.Job;
import dev.pgreview.queue.RepositoryId;
import java.util.List;
import java.util.Optional;

/** GitHub wants the checks of a commit: after a push, or because somebody pressed re-run all. */
record CheckSuiteEvent() implements WebhookEvent {
  @Override
  public String name() {
    return "check_suite";
  }

  @Override
  public List<Job> jobs(Payload payload, RepositoryId repository) {
    Optional<String> head = payload.text("check_suite.head_sha");
    if (head.isEmpty()) {
      return List.of();
    }
    return switch (payload.action()) {
      // A second chance, should the pull request's own event be lost: reviewed commits are skipped.
      case "requested" ->
          List.of(new Job.ReviewCommit(repository, head.get(), "check suite", false));
      case "rerequested" ->
          List.of(new Job.ReviewCommit(repository, head.get(), "re-run all", true));
      default -> List.of();
    };
  }
}
