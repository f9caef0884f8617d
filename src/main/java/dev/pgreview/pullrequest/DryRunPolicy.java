package dev.pgreview.pullrequest;

import dev.pgreview.review.DryRunner;

/** Which server may run a change. */
public interface DryRunPolicy {
  /**
   * The runner for a change; one that skips, and says why, when there is no server for it.
   *
   * @param untrusted whether the change comes from a fork: then only a container will do
   */
  DryRunner runner(boolean untrusted);
}
