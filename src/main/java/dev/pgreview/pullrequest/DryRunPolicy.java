package dev.pgreview.pullrequest;

import dev.pgreview.dryrun.ServerDryRunner;
import dev.pgreview.review.DryRunner;

/**
 * Which server may run a change.
 *
 * @param trusted for changes of people who may push to the repository
 * @param untrusted for changes from forks: in a container, or not at all
 */
public record DryRunPolicy(DryRunner trusted, DryRunner untrusted) {
  /** One kind of server for all changes, which must be containers. */
  public static DryRunPolicy forAll(DryRunner containers) {
    return new DryRunPolicy(containers, containers);
  }

  /** A kind of server that isolates too little for changes from forks. */
  public static DryRunPolicy forTrusted(DryRunner trusted) {
    return new DryRunPolicy(
        trusted,
        skipping("changes from forks are run in a container only (PGREVIEW_DRY_RUN=container)"));
  }

  /** No dry run for any change. */
  public static DryRunPolicy none(String because) {
    return forAll(skipping(because));
  }

  private static DryRunner skipping(String because) {
    return _ -> ServerDryRunner.skipped(because);
  }

  /**
   * The runner for a change; one that skips, and says why, when there is no server for it.
   *
   * @param untrusted whether the change comes from a fork
   */
  DryRunner runner(boolean untrusted) {
    return untrusted ? this.untrusted : trusted;
  }
}
