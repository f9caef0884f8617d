package dev.pgreview.github;

import dev.pgreview.github.http.ApiClient;
import dev.pgreview.github.http.ApiRequest;
import dev.pgreview.github.http.AppCredential;
import dev.pgreview.github.http.ClientSettings;
import dev.pgreview.github.http.GitHubMetrics;
import dev.pgreview.github.http.InstallationCredential;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The GitHub App as GitHub knows it. Whatever the service asks GitHub begins here. Safe for several
 * threads; one is enough for a process.
 *
 * <p>All methods of this room throw {@link dev.pgreview.github.http.GitHubException}, and nothing
 * waits for long: who gets a {@code Temporary} one comes back later.
 */
public final class GitHubApp implements AutoCloseable {
  private final ApiClient client;
  private final AppCredential credential;
  private final InstantSource clock;
  private final ConcurrentMap<Long, InstallationCredential> installations =
      new ConcurrentHashMap<>();
  private final BlobCache blobs = new BlobCache();
  private volatile @Nullable AppIdentity identity;

  /**
   * The App with the standard settings.
   *
   * @param api root of GitHub's API, without a slash at the end; on GitHub Enterprise Server {@code
   *     https://HOST/api/v3}
   * @param appId App id or client id
   * @param privateKey PEM text, PKCS#1 or PKCS#8
   * @throws IllegalArgumentException when the key cannot be read; the message does not hold it
   */
  public static GitHubApp open(
      URI api, String appId, String privateKey, InstantSource clock, MeterRegistry registry) {
    return new GitHubApp(
        ClientSettings.standard(api), new AppCredential(appId, privateKey, clock), clock, registry);
  }

  public GitHubApp(
      ClientSettings settings,
      AppCredential credential,
      InstantSource clock,
      MeterRegistry registry) {
    this.client = new ApiClient(settings, clock, new GitHubMetrics(registry, clock));
    this.credential = credential;
    this.clock = clock;
  }

  /** Who we are: asked of GitHub once. */
  public AppIdentity identity() {
    AppIdentity known = identity;
    if (known == null) {
      JsonNode app = client.send(credential, ApiRequest.get("/app")).body();
      known =
          new AppIdentity(
              app.path("id").asLong(0),
              app.path("slug").asString(""),
              app.path("name").asString(""));
      identity = known;
    }
    return known;
  }

  /**
   * A repository in which the App is installed; asks nothing yet.
   *
   * @param name owner/name
   */
  public GitHubRepository repository(long installation, String name) {
    InstallationCredential token =
        installations.computeIfAbsent(installation, id -> client.installation(credential, id));
    return new GitHubRepository(
        () -> Identity.of(identity()), new Api(client, token, name), clock, blobs);
  }

  /** The webhook deliveries of the App. */
  public Deliveries deliveries() {
    return new Deliveries(client, credential);
  }

  @Override
  public void close() {
    client.close();
  }
}
