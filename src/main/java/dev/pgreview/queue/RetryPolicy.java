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
   * @param tried with the one that ended now
   * @param isClosing whether the job was given up and this was the telling
   */
  Decision after(Throwable cause, Tries tried, boolean isClosing) {
    if (isClosing) {
      return tried.all() >= closing ? new Forget() : new Again(delay(cause, tried.all()));
    }
    int limit =
        switch (cause) {
          case RetryLaterException later -> waits;
          case WorkerDiedException death -> deaths;
          default -> tries;
        };
    int times = tried.like(cause);
    return times >= limit ? new GiveUp(reason(cause, times)) : new Again(delay(cause, times));
  }

  private static String reason(Throwable cause, int times) {
    return switch (cause) {
      case WorkerDiedException death ->
          "the worker that reviewed this commit died " + times + " times";
      case RetryLaterException later -> "gave up after " + times + " tries: " + later.getMessage();
      default -> "failed " + times + " times with an internal error";
    };
  }

  private static Duration delay(Throwable cause, int times) {
    if (cause instanceof RetryLaterException later && later.delay().compareTo(FIRST) > 0) {
      return later.delay();
    }
    Duration doubled = FIRST.multipliedBy(1L << Math.min(times - 1, 20));
    return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }
}
