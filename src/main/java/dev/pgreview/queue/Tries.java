package dev.pgreview.queue;

/**
 * What became of a job's tries so far: a worker that died once is not blamed on a job that GitHub
 * made wait ten times.
 *
 * @param errors how often it failed by itself
 * @param deaths how often its worker died
 * @param waits how often it had to wait for something outside
 */
public record Tries(int errors, int deaths, int waits) {
  static final Tries NONE = new Tries(0, 0, 0);

  Tries and(Throwable cause) {
    return switch (cause) {
      case RetryLaterException later -> new Tries(errors, deaths, waits + 1);
      case WorkerDiedException death -> new Tries(errors, deaths + 1, waits);
      default -> new Tries(errors + 1, deaths, waits);
    };
  }

  /** How often it ended as this time. */
  int like(Throwable cause) {
    return switch (cause) {
      case RetryLaterException later -> waits;
      case WorkerDiedException death -> deaths;
      default -> errors;
    };
  }

  int all() {
    return errors + deaths + waits;
  }
}
