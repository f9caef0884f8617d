package dev.pgreview.github.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * GitHub's rate limits: so many requests an hour, and what notifies people no faster than 80 times
 * a minute.
 */
public final class Quotas {
  private static final int AN_HOUR = 5_000;
  private static final int CONTENT_A_MINUTE = 80;

  private final InstantSource clock;
  private final Deque<Instant> content = new ArrayDeque<>();
  private int limit = AN_HOUR;
  private int used;
  private Instant reset;

  Quotas(InstantSource clock) {
    this.clock = clock;
    this.reset = clock.instant().plus(Duration.ofHours(1));
  }

  /** Leaves so many requests until then. */
  public synchronized void leave(int requests, Duration time) {
    limit = used + requests;
    reset = clock.instant().plus(time);
  }

  /** How many requests were counted. */
  public synchronized int used() {
    return used;
  }

  /**
   * Counts a request.
   *
   * @throws Refusal when it is one too many
   */
  synchronized void count(boolean makesContent) {
    Instant now = clock.instant();
    if (now.isAfter(reset)) {
      limit = AN_HOUR;
      used = 0;
      reset = now.plus(Duration.ofHours(1));
    }
    if (used >= limit) {
      throw Refusal.of(403, "API rate limit exceeded for installation ID 1.");
    }
    used++;
    if (!makesContent) {
      return;
    }
    while (!content.isEmpty() && content.peekFirst().plusSeconds(60).isBefore(now)) {
      content.removeFirst();
    }
    content.addLast(now);
    if (content.size() > CONTENT_A_MINUTE) {
      throw Refusal.of(
          403,
          "You have exceeded a secondary rate limit and have been temporarily blocked from content"
              + " creation. Please retry your request again later.");
    }
  }

  /** A request whose answer had not changed is free. */
  synchronized void free() {
    used--;
  }

  synchronized Map<String, String> headers() {
    return Map.of(
        "X-RateLimit-Limit", Integer.toString(limit),
        "X-RateLimit-Remaining", Integer.toString(Math.max(0, limit - used)),
        "X-RateLimit-Used", Integer.toString(used),
        "X-RateLimit-Reset", Long.toString(reset.getEpochSecond()),
        "X-RateLimit-Resource", "core");
  }
}
