package dev.pgreview.dryrun;

import java.io.IOException;
import java.time.Duration;

/**
 * Ends a run's server when its time is up or its data takes too much room. Migrations may change
 * statement_timeout, so that the server's own limits do not hold them.
 */
final class RunLimits implements AutoCloseable {
  private static final long CHECK_MILLIS = 100;

  private final Thread guard;
  private volatile Stop reason = Stop.NONE;

  /** Why a run was ended. */
  enum Stop {
    NONE,
    TIME,
    ROOM
  }

  /**
   * Starts watching.
   *
   * @param stop ends the server
   */
  RunLimits(Duration time, RoomLimit room, Runnable stop) {
    long end = System.nanoTime() + time.toNanos();
    guard =
        Thread.ofPlatform().daemon().name("pgreview-limits").start(() -> watch(end, room, stop));
  }

  Stop reason() {
    return reason;
  }

  private void watch(long end, RoomLimit room, Runnable stop) {
    try {
      while (reason == Stop.NONE) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          reason = Stop.TIME;
        } else if (room.isExceeded()) {
          reason = Stop.ROOM;
        } else {
          Thread.sleep(Math.min(left + 1, CHECK_MILLIS));
        }
      }
      stop.run();
    } catch (IOException | InterruptedException closed) {
      // The run is over, or its folder is gone with it.
    }
  }

  @Override
  public void close() {
    guard.interrupt();
  }
}
