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
 * @param tried what became of earlier tries; null before the first ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueuedJob(
    UUID id, @Nullable String delivery, Job job, @Nullable String givenUp, @Nullable Tries tried) {
  static QueuedJob fresh(UUID id, @Nullable String delivery, Job job) {
    return new QueuedJob(id, delivery, job, null, null);
  }

  /** What became of earlier tries. */
  public Tries tries() {
    return tried == null ? Tries.NONE : tried;
  }

  QueuedJob after(Tries tries) {
    return new QueuedJob(id, delivery, job, givenUp, tries);
  }

  /** The tries to tell people are counted anew. */
  QueuedJob givenUpBecause(String reason) {
    return new QueuedJob(id, delivery, job, reason, null);
  }
}
