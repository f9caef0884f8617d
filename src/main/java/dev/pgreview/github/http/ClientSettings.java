package dev.pgreview.github.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How the client behaves.
 *
 * @param api root of the REST API, without a slash at the end
 * @param connectTimeout until the connection is there
 * @param requestTimeout until the answer is there as a whole
 * @param concurrency most requests at a time; GitHub allows 100
 * @param retryWaits before the second, third … try of a request that may be repeated
 * @param cachedBytes of answers kept with their ETag
 */
public record ClientSettings(
    URI api,
    Duration connectTimeout,
    Duration requestTimeout,
    int concurrency,
    List<Duration> retryWaits,
    long cachedBytes) {
  private static final String ENTERPRISE_ROOT = "/api/v3";

  /** As it suits a service. */
  public static ClientSettings standard(URI api) {
    return new ClientSettings(
        api,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        20,
        List.of(Duration.ofMillis(300), Duration.ofSeconds(1)),
        64L * 1024 * 1024);
  }

  /** The same with other waits between tries. */
  public ClientSettings withRetryWaits(List<Duration> waits) {
    return new ClientSettings(api, connectTimeout, requestTimeout, concurrency, waits, cachedBytes);
  }

  /** The same with another time for one request. */
  public ClientSettings withRequestTimeout(Duration timeout) {
    return new ClientSettings(api, connectTimeout, timeout, concurrency, retryWaits, cachedBytes);
  }

  /** Where GraphQL is: beside the REST API, on GitHub Enterprise Server at {@code /api/graphql}. */
  public URI graphQl() {
    String root = api.toString();
    return URI.create(
        root.endsWith(ENTERPRISE_ROOT)
            ? root.substring(0, root.length() - "/v3".length()) + "/graphql"
            : root + "/graphql");
  }
}
