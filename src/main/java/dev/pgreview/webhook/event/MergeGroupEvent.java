package dev.pgreview.webhook.event;

import dev.pgreview.queue.Job;
import dev.pgreview.queue.RepositoryId;
import java.util.List;
import java.util.Optional;

/** A merge queue waits for the checks of its commit. */
record MergeGroupEvent() implements WebhookEvent {
  @Override
  public String name() {
    return "merge_group";
  }

  @Override
  public List<Job> jobs(Payload payload, RepositoryId repository) {
    Optional<String> head = payload.text("merge_group.head_sha");
    Optional<String> base = payload.text("merge_group.base_sha");
    if (!payload.action().equals("checks_requested") || head.isEmpty() || base.isEmpty()) {
      return List.of();
    }
    String ref = payload.text("merge_group.head_ref").orElse("");
    return List.of(new Job.ReviewMergeGroup(repository, head.get(), base.get(), ref));
  }
}
