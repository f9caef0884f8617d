package dev.pgreview.webhook.event;

import dev.pgreview.queue.Job;
import dev.pgreview.queue.RepositoryId;
import java.util.List;
import java.util.Optional;

/** Somebody pressed a button of our check run. */
record CheckRunEvent() implements WebhookEvent {
  /** The name of the check run. */
  private static final String OURS = "pgreview";

  @Override
  public String name() {
    return "check_run";
  }

  @Override
  public List<Job> jobs(Payload payload, RepositoryId repository) {
    Optional<String> head = payload.text("check_run.head_sha");
    boolean ours = payload.text("check_run.name").filter(OURS::equals).isPresent();
    if (head.isEmpty() || !ours) {
      return List.of();
    }
    return switch (payload.action()) {
      case "rerequested" -> List.of(again(repository, head.get()));
      case "requested_action" ->
          switch (payload.text("requested_action.identifier").orElse("")) {
            case "rerun" -> List.of(again(repository, head.get()));
            case "plan" ->
                List.of(
                    new Job.DraftPlan(
                        repository, head.get(), payload.text("sender.login").orElse("")));
            default -> List.of();
          };
      default -> List.of();
    };
  }

  private static Job again(RepositoryId repository, String head) {
    return new Job.ReviewCommit(repository, head, "re-run", true);
  }
}
