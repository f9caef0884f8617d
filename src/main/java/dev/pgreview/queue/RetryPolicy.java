package dev.pgreview.queue;

import java.time.Duration;

/**
 * When to try again.
 *
 * @param tries of a job that fails by itself
 * @param deaths of workers before their job is blamed
 * @param waits for something outside, such as a rate limit
 * @param closing tries to tell people that a job was given up
 */
record RetryPolicy(int tries, int deaths, int waits, int closing) {
  /**
   * Waits for a day or so when GitHub is down; gives up a job that fails by itself within minutes.
   */
  static final RetryPolicy STANDARD = new RetryPolicy(6, 3, 60, 60);

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /** What to do. */
  sealed interface Decision {}

  /** Try again after this time. */
  record Again(Duration delay) implements Decision {}

  /** Tell people. */
  record GiveUp(String reason) implements Decision {}

  /** Nobody can be told. */
  record Forget() implements Decision {}

  /**
   * Decides.
   *
   * @param failures so far in a row, from 1
   * @param isClosing whether the job was given up and this was the telling
   */
  Decision after(Throwable cause, int failures, boolean isClosing) {
    if (isClosing) {
      return failures >= tries + closing ? new Forget() : new Again(delay(cause, failures));
    }
    int limit =
        switch (cause) {
          case RetryLaterException later -> waits;
          case WorkerDiedException death -> deaths;
          default -> tries;
        };
    return failures >= limit
        ? new GiveUp(reason(cause, failures))
        : new Again(delay(cause, failures));
  }

  private static String reason(Throwable cause, int failures) {
    return switch (cause) {
      case WorkerDiedException death ->
          "the worker that reviewed this commit died " + failures + " times";
      case RetryLaterException later ->
          "gave up after " + failures + " tries: " + later.getMessage();
      default -> "failed " + failures + " times with an internal error";
    };
  }

  private static Duration delay(Throwable cause, int failures) {
    if (cause instanceof RetryLaterException later && later.delay().compareTo(FIRST) > 0) {
      return later.delay();
    }
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, 20));
    return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }
}
