package dev.pgreview.queue;

/** Jobs of a lane share workers; a lane that is full does not hold up the other. */
public enum Lane {
  /** Lint, answers: seconds. */
  QUICK("quick_job"),
  /** Dry runs: minutes, and a whole server each. */
  DRY_RUN("dry_run_job");

  private final String table;

  Lane(String table) {
    this.table = table;
  }

  String table() {
    return table;
  }
}
