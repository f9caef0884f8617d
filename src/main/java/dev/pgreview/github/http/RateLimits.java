package dev.pgreview.github.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps to GitHub's rate limits: after GitHub said wait, nothing is sent for that credential until
 * the time is over, for asking on leads to being locked out; and content is made no faster than
 * GitHub allows (80 a minute, 500 an hour). Content is what notifies people: comments and reviews.
 * A check run is none, and must not wait for comments, because the merge waits for it.
 */
final class RateLimits {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MOST_A_MINUTE = 80;
  private static final int MOST_AN_HOUR = 500;

  private final InstantSource clock;
  private final GitHubMetrics metrics;
  private final Map<String, Instant> pauses = new HashMap<>();
  private final Map<String, Deque<Instant>> made = new HashMap<>();

  RateLimits(InstantSource clock, GitHubMetrics metrics) {
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Lets a request pass.
   *
   * @throws GitHubException.Temporary when it has to wait
   */
  synchronized void admit(String credential, ApiRequest request) {
    Instant now = clock.instant();
    Instant until = pauses.get(pause(credential, resource(request)));
    if (until != null && now.isBefore(until)) {
      throw wait(request, "GitHub's rate limit is used up", Duration.between(now, until));
    }
    if (!makesContent(request)) {
      return;
    }
    Deque<Instant> times = made.computeIfAbsent(credential, any -> new ArrayDeque<>());
    while (!times.isEmpty() && times.peekFirst().plus(HOUR).isBefore(now)) {
      times.removeFirst();
    }
    Instant free = free(times, now);
    if (free.isAfter(now)) {
      metrics.limited("own");
      throw wait(
          request, "as much was written as GitHub allows at a time", Duration.between(now, free));
    }
    times.addLast(now);
  }

  /** When the next content may be made. */
  private static Instant free(Deque<Instant> times, Instant now) {
    if (times.size() >= MOST_AN_HOUR) {
      return times.getFirst().plus(HOUR);
    }
    long lastMinute = times.stream().filter(time -> time.plus(MINUTE).isAfter(now)).count();
    return lastMinute < MOST_A_MINUTE
        ? now
        : times.stream()
            .skip(times.size() - (long) MOST_A_MINUTE)
            .findFirst()
            .orElse(now)
            .plus(MINUTE);
  }

  /** Takes note of what an answer says about the limits. */
  synchronized void note(String credential, HttpHeaders headers) {
    Optional<Long> remaining = number(headers, "x-ratelimit-remaining");
    Optional<Long> reset = number(headers, "x-ratelimit-reset");
    if (remaining.isEmpty() || reset.isEmpty()) {
      return;
    }
    String resource = headers.firstValue("x-ratelimit-resource").orElse("core");
    Instant until = Instant.ofEpochSecond(reset.get());
    metrics.quota(credential, resource, remaining.get(), until);
    if (remaining.get() <= 0) {
      pauses.put(pause(credential, resource), until);
    }
  }

  /**
   * How long to wait when an answer means a rate limit; empty when it does not.
   *
   * @param message GitHub's words
   */
  synchronized Optional<Duration> limited(String credential, Answer answer, String message) {
    int status = answer.status();
    HttpHeaders headers = answer.headers();
    if (status != 403 && status != 429) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    @Nullable String kind = null;
    Duration delay = MINUTE;
    Optional<Long> after = number(headers, "retry-after");
    if (after.isPresent()) {
      kind = "secondary";
      delay = Duration.ofSeconds(Math.max(1, after.get()));
    } else if (number(headers, "x-ratelimit-remaining").filter(left -> left <= 0).isPresent()) {
      kind = "primary";
      delay = number(headers, "x-ratelimit-reset").map(at -> until(now, at)).orElse(MINUTE);
    } else if (status == 429 || message.contains("rate limit") || message.contains("abuse")) {
      kind = "secondary";
    }
    if (kind == null) {
      return Optional.empty();
    }
    metrics.limited(kind);
    pauses.merge(
        pause(credential, resource(answer.request())),
        now.plus(delay),
        (one, other) -> one.isAfter(other) ? one : other);
    return Optional.of(delay);
  }

  private static Duration until(Instant now, long epochSecond) {
    // Clocks differ: a second more than it seems, and never nothing.
    Duration left = Duration.between(now, Instant.ofEpochSecond(epochSecond)).plusSeconds(1);
    return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
  }

  private static GitHubException.Temporary wait(ApiRequest request, String why, Duration delay) {
    return new GitHubException.Temporary(request.endpoint() + ": " + why, delay, false, null);
  }

  /** Of what this application asks, those whose description has {@code triggersNotification}. */
  private static boolean makesContent(ApiRequest request) {
    String endpoint = request.endpoint();
    return endpoint.startsWith("POST /repos/")
        && (endpoint.endsWith("/comments")
            || endpoint.endsWith("/reviews")
            || endpoint.endsWith("/replies"));
  }

  private static String resource(ApiRequest request) {
    return request.endpoint().startsWith("POST /graphql") ? "graphql" : "core";
  }

  private static String pause(String credential, String resource) {
    return credential + " " + resource;
  }

  private static Optional<Long> number(HttpHeaders headers, String name) {
    try {
      return headers.firstValue(name).map(String::strip).map(Long::valueOf);
    } catch (NumberFormatException other) {
      return Optional.empty();
    }
  }
}
