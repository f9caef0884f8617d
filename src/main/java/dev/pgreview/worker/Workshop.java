package dev.pgreview.worker;

import dev.pgreview.github.GitHubApp;
import dev.pgreview.github.GitHubRepository;
import dev.pgreview.persistence.Store;
import dev.pgreview.pullrequest.DryRunPolicy;
import dev.pgreview.queue.JobQueue;
import dev.pgreview.queue.RepositoryId;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;

/**
 * What jobs work with.
 *
 * @param publicUrl under which people reach the service, without a slash at the end
 */
public record Workshop(
    Store store,
    JobQueue queue,
    GitHubApp github,
    DryRunPolicy dryRuns,
    URI publicUrl,
    InstantSource clock,
    MeterRegistry metrics) {
  GitHubRepository repository(RepositoryId repository) {
    return github.repository(repository.installation(), repository.name());
  }

  /** The page of a review. */
  URI page(UUID review) {
    return URI.create(publicUrl + "/reviews/" + review);
  }
}
