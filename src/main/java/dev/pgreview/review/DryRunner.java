package dev.pgreview.review;

/** Applies migrations to a disposable server and says what was seen. The one port of the core. */
public interface DryRunner {
  /**
   * Never throws for what a migration does or for a server that cannot be had: both are in the
   * result.
   */
  DryRunResult run(DryRunRequest request);
}
