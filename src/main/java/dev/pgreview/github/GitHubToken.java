package dev.pgreview.github;

import dev.pgreview.github.http.ApiClient;
import dev.pgreview.github.http.ApiRequest;
import dev.pgreview.github.http.ClientSettings;
import dev.pgreview.github.http.Credential;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.github.http.GitHubMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * GitHub by a token that somebody handed over: a workflow's, or a person's. Safe for several
 * threads.
 *
 * <p>All methods throw {@link GitHubException}.
 */
public final class GitHubToken implements AutoCloseable {
  /** Under which a workflow's token writes (GitHub documentation, "GITHUB_TOKEN"). */
  private static final Identity WORKFLOW =
      new Identity(OptionalLong.empty(), "github-actions[bot]");

  private final ApiClient client;
  private final Credential credential;
  private final InstantSource clock;
  private final BlobCache blobs = new BlobCache();
  private @Nullable Identity identity;

  private GitHubToken(ApiClient client, String token, InstantSource clock) {
    this.client = client;
    this.credential = new TokenCredential(token);
    this.clock = clock;
  }

  /**
   * With the standard settings.
   *
   * @param api root of GitHub's API, without a slash at the end
   */
  public static GitHubToken open(
      URI api, String token, InstantSource clock, MeterRegistry registry) {
    ApiClient client =
        new ApiClient(ClientSettings.standard(api), clock, new GitHubMetrics(registry, clock));
    return new GitHubToken(client, token, clock);
  }

  /**
   * A repository that the token may see; asks nothing yet.
   *
   * @param name owner/name
   */
  public GitHubRepository repository(String name) {
    return new GitHubRepository(this::identity, new Api(client, credential, name), clock, blobs);
  }

  /** A person's token knows its person; a workflow's may not ask. */
  private synchronized Identity identity() {
    if (identity == null) {
      try {
        identity =
            new Identity(
                OptionalLong.empty(),
                client
                    .send(credential, ApiRequest.get("/user"))
                    .body()
                    .path("login")
                    .asString(WORKFLOW.login()));
      } catch (GitHubException.Forbidden | GitHubException.Gone workflow) {
        identity = WORKFLOW;
      }
    }
    return identity;
  }

  @Override
  public void close() {
    client.close();
  }

  /** Does not end, as far as is known, and cannot be renewed. */
  private static final class TokenCredential implements Credential {
    private final String authorization;

    TokenCredential(String token) {
      this.authorization = "Bearer " + token;
    }

    @Override
    public String name() {
      return "token";
    }

    @Override
    public Optional<String> authorization() {
      return Optional.of(authorization);
    }

    @Override
    public boolean renew(String refused, Optional<Instant> serverTime) {
      return false;
    }
  }
}
