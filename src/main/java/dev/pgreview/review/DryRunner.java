package dev.pgreview.review;

import dev.pgreview.schema.PostgresVersion;

/** Applies migrations to a disposable server and says what was seen. The one port of the core. */
public interface DryRunner {
  /**
   * A run on this version will come soon: what takes time beforehand may begin. Returns at once and
   * never fails.
   */
  default void prepare(PostgresVersion version) {}

  /**
   * Never throws for what a migration does or for a server that cannot be had: both are in the
   * result.
   */
  DryRunResult run(DryRunRequest request);
}
