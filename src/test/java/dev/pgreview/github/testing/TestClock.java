package dev.pgreview.github.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test turns on. Runs by itself from the real time. */
public final class TestClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  /** Lets time pass. */
  public synchronized void advance(Duration time) {
    ahead = ahead.plus(time);
  }
}
