package dev.pgreview.github;

import dev.pgreview.github.http.ApiClient;
import dev.pgreview.github.http.ApiRequest;
import dev.pgreview.github.http.ClientSettings;
import dev.pgreview.github.http.Credential;
import dev.pgreview.github.http.GitHubMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/** The last step of the manifest flow: GitHub made an App and hands over its secrets, once. */
public final class AppManifest {
  private AppManifest() {}

  /**
   * An App that was just made.
   *
   * @param id App id
   * @param address of its page, where it is installed
   * @param privateKey PEM
   */
  public record NewApp(
      String id, String slug, URI address, String privateKey, String webhookSecret) {
    /** Without the secrets. */
    @Override
    public String toString() {
      return "NewApp[id=" + id + ", slug=" + slug + "]";
    }
  }

  /**
   * Exchanges the code with which GitHub sent the browser back, within an hour of it.
   *
   * @throws dev.pgreview.github.http.GitHubException.Gone when the code is unknown or used up
   */
  public static NewApp convert(URI api, String code, InstantSource clock, MeterRegistry registry) {
    GitHubMetrics metrics = new GitHubMetrics(registry, clock);
    try (ApiClient client = new ApiClient(ClientSettings.standard(api), clock, metrics)) {
      JsonNode app =
          client
              .send(Credential.none(), ApiRequest.post("/app-manifests/{code}/conversions", code))
              .body();
      return new NewApp(
          app.path("id").asString(""),
          app.path("slug").asString(""),
          URI.create(app.path("html_url").asString("")),
          app.path("pem").asString(""),
          app.path("webhook_secret").asString(""));
    }
  }
}
