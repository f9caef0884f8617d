package dev.pgreview.pullrequest;

import dev.pgreview.review.DryRunner;

/**
 * No dry run for any change.
 *
 * @param because why, for the report
 */
public record NoDryRuns(String because) implements DryRunPolicy {
  @Override
  public DryRunner runner(boolean untrusted) {
    return EmbeddedDryRuns.skipping(because);
  }
}
