package dev.pgreview.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The job cannot be done now, through no fault of its own: a rate limit, a server that is down. */
public final class RetryLaterException extends Exception {
  private static final long serialVersionUID = 1;

  private final Duration delay;

  public RetryLaterException(String message, Duration delay, @Nullable Throwable cause) {
    super(message, cause);
    this.delay = delay;
  }

  /** How long to wait, from now. */
  public Duration delay() {
    return delay;
  }
}
