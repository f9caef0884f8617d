package dev.pgreview.github.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts requests to GitHub, and watches how much of the rate limits is left. */
public final class GitHubMetrics {
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<Quota, Left> quotas = new ConcurrentHashMap<>();

  private record Quota(String credential, String resource) {}

  private record Left(long remaining, Instant until) {}

  public GitHubMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** An answer came; status 0 when none did. */
  void answered(ApiRequest request, int status, Duration took) {
    registry
        .timer(
            "pgreview.github.requests",
            "endpoint",
            request.endpoint(),
            "status",
            status == 0 ? "none" : Integer.toString(status))
        .record(took);
  }

  void retried(ApiRequest request) {
    registry.counter("pgreview.github.retries", "endpoint", request.endpoint()).increment();
  }

  /** GitHub asked us to wait. */
  void limited(String kind) {
    registry.counter("pgreview.github.rate.limited", "kind", kind).increment();
  }

  /** How many requests a credential has left until the given time. */
  void quota(String credential, String resource, long remaining, Instant until) {
    boolean first = quotas.keySet().stream().noneMatch(quota -> quota.resource.equals(resource));
    quotas.put(new Quota(credential, resource), new Left(remaining, until));
    if (first) {
      // One series a resource, however many installations there are: the one that has least left.
      Gauge.builder("pgreview.github.quota.remaining", () -> least(resource))
          .description("Requests left, of the installation that has fewest left")
          .tag("resource", resource)
          .register(registry);
    }
  }

  private double least(String resource) {
    Instant now = clock.instant();
    quotas.values().removeIf(left -> left.until.isBefore(now));
    return quotas.entrySet().stream()
        .filter(entry -> entry.getKey().resource.equals(resource))
        .mapToLong(entry -> entry.getValue().remaining)
        .min()
        .stream()
        .mapToDouble(least -> least)
        .findFirst()
        .orElse(Double.NaN);
  }
}
