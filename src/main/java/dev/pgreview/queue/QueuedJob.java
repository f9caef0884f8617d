package dev.pgreview.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job on its way.
 *
 * @param id of the job
 * @param delivery the webhook delivery that caused it; null for none
 * @param givenUp why no further try is made; null while it is tried
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueuedJob(UUID id, @Nullable String delivery, Job job, @Nullable String givenUp) {
  QueuedJob givenUpBecause(String reason) {
    return new QueuedJob(id, delivery, job, reason);
  }
}
