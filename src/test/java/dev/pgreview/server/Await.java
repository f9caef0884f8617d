package dev.pgreview.server;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Waits for a condition. */
final class Await {
  private static final Duration MOST = Duration.ofMinutes(3);

  private Await() {}

  static void until(String what, Callable<Boolean> condition) throws Exception {
    Instant end = Instant.now().plus(MOST);
    while (!condition.call()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("after " + MOST.toSeconds() + " s still not: " + what);
      }
      Thread.sleep(20);
    }
  }
}
