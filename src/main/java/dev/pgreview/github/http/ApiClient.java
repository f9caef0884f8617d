package dev.pgreview.github.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Sends requests to GitHub: with the credential's header, within the rate limits, again when that
 * is harmless and quick. Whatever takes longer is thrown. Safe for several threads.
 */
public final class ApiClient implements AutoCloseable {
  private static final String API_VERSION = "2022-11-28";
  private static final int MOST_REDIRECTS = 3;

  private final ClientSettings settings;
  private final InstantSource clock;
  private final GitHubMetrics metrics;
  private final RateLimits limits;
  private final EtagCache cache;
  private final Transport transport;
  private final String userAgent;

  public ApiClient(ClientSettings settings, InstantSource clock, GitHubMetrics metrics) {
    this.settings = settings;
    this.clock = clock;
    this.metrics = metrics;
    this.limits = new RateLimits(clock, metrics);
    this.cache = new EtagCache(settings.cachedBytes());
    this.transport = new Transport(settings);
    String version = ApiClient.class.getPackage().getImplementationVersion();
    this.userAgent = version == null ? "pgreview" : "pgreview/" + version;
  }

  public ClientSettings settings() {
    return settings;
  }

  /** The credential of an installation of the App. */
  public InstallationCredential installation(AppCredential app, long installation) {
    return new InstallationCredential(this, app, installation, clock);
  }

  /**
   * Sends a request.
   *
   * @return an answer of status 2xx; for one that has not changed since, the earlier answer
   * @throws GitHubException when there is none
   */
  public ApiResponse send(Credential credential, ApiRequest request) {
    int tries = request.repeatable() ? settings.retryWaits().size() : 0;
    for (int done = 0; ; done++) {
      try {
        return authorized(credential, request);
      } catch (GitHubException.Temporary fault) {
        if (done >= tries || fault.delay().compareTo(Faults.SHORT) > 0) {
          throw fault;
        }
        metrics.retried(request);
        pause(settings.retryWaits().get(done), fault);
      }
    }
  }

  private ApiResponse authorized(Credential credential, ApiRequest request) {
    limits.admit(credential.name(), request);
    Optional<String> authorization = credential.authorization();
    Answer answer = follow(credential, request, authorization);
    if (answer.status() == 401
        && authorization.isPresent()
        && credential.renew(authorization.get(), answer.serverTime())) {
      answer = follow(credential, request, credential.authorization());
    }
    if (answer.status() / 100 == 2) {
      return new ApiResponse(answer.status(), answer.headers(), answer.json());
    }
    if (answer.status() == 304) {
      Answer kept =
          cache
              .find(credential.name(), answer.address().toString())
              .orElseThrow(() -> Faults.noAnswer(request, "304 for what is not kept", null));
      return new ApiResponse(200, kept.headers(), kept.json());
    }
    throw fault(credential, answer);
  }

  private GitHubException fault(Credential credential, Answer answer) {
    JsonNode body;
    try {
      body = answer.json();
    } catch (GitHubException notJson) {
      body = MissingNode.getInstance();
    }
    String message = Faults.message(body);
    return Faults.of(answer, message, limits.limited(credential.name(), answer, message));
  }

  private Answer follow(Credential credential, ApiRequest request, Optional<String> authorization) {
    String target = request.target();
    URI first = target.startsWith("/") ? URI.create(settings.api() + target) : URI.create(target);
    Answer answer = exchange(credential, request, authorization, ours(request, first));
    for (int i = 0; i < MOST_REDIRECTS && answer.redirect().isPresent(); i++) {
      URI next = ours(request, answer.redirect().get());
      answer = exchange(credential, request, authorization, next);
    }
    return answer;
  }

  /** Where GitHub points to, for a redirect or the next page: never with our token elsewhere. */
  private URI ours(ApiRequest request, URI address) {
    if (!sameOrigin(address, settings.api())) {
      throw new GitHubException.Gone(
          request.endpoint() + ": GitHub points to another host, " + address.getHost());
    }
    return address;
  }

  private Answer exchange(
      Credential credential, ApiRequest request, Optional<String> authorization, URI address) {
    HttpRequest.Builder http = builder(request, address);
    authorization.ifPresent(header -> http.header("Authorization", header));
    if (request.reads()) {
      cache
          .find(credential.name(), address.toString())
          .flatMap(kept -> kept.headers().firstValue("etag"))
          .ifPresent(etag -> http.header("If-None-Match", etag));
    }
    Instant start = clock.instant();
    int status = 0;
    try {
      Answer answer = transport.send(request, http.build());
      status = answer.status();
      limits.note(credential.name(), answer.headers());
      cache.keep(credential.name(), answer);
      return answer;
    } catch (Transport.NotSentException | ConnectException | HttpConnectTimeoutException unsent) {
      throw Faults.notSent(request, unsent);
    } catch (LimitedBody.TooLongException tooLong) {
      throw new GitHubException.TooLarge(request.endpoint() + ": " + tooLong.getMessage());
    } catch (IOException failure) {
      throw Faults.noAnswer(request, String.valueOf(failure.getMessage()), failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw Faults.noAnswer(request, "interrupted", stop);
    } finally {
      metrics.answered(request, status, Duration.between(start, clock.instant()));
    }
  }

  private HttpRequest.Builder builder(ApiRequest request, URI address) {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(address)
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", API_VERSION)
            .header("User-Agent", userAgent)
            .header("Accept-Encoding", "gzip");
    JsonNode body = request.body();
    if (body == null) {
      return http.method(request.method(), BodyPublishers.noBody());
    }
    return http.header("Content-Type", "application/json; charset=utf-8")
        .method(
            request.method(),
            BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)));
  }

  private static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && one.getPort() == other.getPort();
  }

  private static void pause(Duration wait, GitHubException.Temporary fault) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw fault;
    }
  }

  @Override
  public void close() {
    transport.close();
  }
}
