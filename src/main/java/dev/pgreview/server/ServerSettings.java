package dev.pgreview.server;

import dev.pgreview.dryrun.ContainerImages;
import dev.pgreview.dryrun.ExternalAddress;
import dev.pgreview.persistence.StoreSettings;
import io.micronaut.core.value.PropertyResolver;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The service's configuration, from environment variables {@code PGREVIEW_…} or {@code pgreview.…}
 * in application.yml.
 *
 * @param publicUrl under which people reach the service, without a slash at the end
 * @param githubApi root of GitHub's API, without a slash at the end
 * @param app empty in set-up mode
 * @param store empty for the embedded one
 * @param dataDirectory embedded store, templates, caches
 * @param dryRun container, embedded, external, auto or off
 * @param dryRunUrl of the scratch server when it is external, with its password
 * @param dryRunImages images per major, see {@link dev.pgreview.dryrun.ContainerImages}
 * @param allowEmbedded whether a dry run may fall back to the embedded server
 * @param workers parallel jobs
 */
public record ServerSettings(
    int port,
    URI publicUrl,
    URI githubApi,
    Optional<AppSettings> app,
    Optional<StoreSettings> store,
    Path dataDirectory,
    String dryRun,
    Optional<String> dryRunUrl,
    Optional<String> dryRunImages,
    boolean allowEmbedded,
    int workers) {
  private static final int MOST_WORKERS = 256;

  /**
   * The GitHub App.
   *
   * @param id as GitHub shows it
   * @param privateKey PEM text
   * @param webhookSecret not empty
   */
  public record AppSettings(String id, String privateKey, String webhookSecret) {
    /** Without the secrets. */
    @Override
    public String toString() {
      return "AppSettings[id=" + id + "]";
    }
  }

  /**
   * Reads the settings.
   *
   * @throws SettingsException when one is wrong; the message names the variable and what it can be
   */
  public static ServerSettings read(PropertyResolver properties) {
    SettingsReader reader = new SettingsReader(properties);
    int port = reader.number("PGREVIEW_PORT", 8080, 0, 65_535);
    int workers =
        reader.number(
            "PGREVIEW_WORKERS", Runtime.getRuntime().availableProcessors(), 1, MOST_WORKERS);
    Path dataDirectory =
        Path.of(
            reader
                .text("PGREVIEW_DATA_DIR")
                .orElseGet(() -> System.getProperty("user.home") + "/.pgreview"));
    String dryRun =
        reader.oneOf("PGREVIEW_DRY_RUN", "container", "embedded", "external", "auto", "off");
    return new ServerSettings(
        port,
        reader.address("PGREVIEW_PUBLIC_URL", "http://localhost:" + port),
        reader.address("PGREVIEW_GITHUB_API_URL", "https://api.github.com"),
        app(reader).or(() -> AppFile.in(dataDirectory).read()),
        store(reader, workers),
        dataDirectory,
        dryRun,
        dryRunUrl(reader, dryRun),
        images(reader),
        reader.flag("PGREVIEW_ALLOW_EMBEDDED"),
        workers);
  }

  private static Optional<String> dryRunUrl(SettingsReader reader, String dryRun) {
    Optional<String> url = reader.text(ExternalAddress.VARIABLE);
    if (dryRun.equals("external")) {
      try {
        var _ = ExternalAddress.of(Map.of(ExternalAddress.VARIABLE, url.orElse("")));
      } catch (IllegalArgumentException wrong) {
        throw new SettingsException(String.valueOf(wrong.getMessage()));
      }
    }
    return url;
  }

  private static Optional<String> images(SettingsReader reader) {
    Optional<String> images = reader.text(ContainerImages.VARIABLE);
    try {
      images.ifPresent(ContainerImages::parse);
      return images;
    } catch (IllegalArgumentException wrong) {
      throw new SettingsException(String.valueOf(wrong.getMessage()));
    }
  }

  /** What servers of dry runs are told of the environment, with these settings in it. */
  Map<String, String> dryRunEnvironment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PGREVIEW_DATA_DIR", dataDirectory.toString());
    dryRunUrl.ifPresent(url -> environment.put(ExternalAddress.VARIABLE, url));
    dryRunImages.ifPresent(images -> environment.put(ContainerImages.VARIABLE, images));
    return environment;
  }

  private static Optional<AppSettings> app(SettingsReader reader) {
    Optional<String> id = reader.text("PGREVIEW_GITHUB_APP_ID");
    Optional<String> key = reader.textOrFile("PGREVIEW_GITHUB_PRIVATE_KEY", "-----BEGIN");
    Optional<String> secret = reader.text("PGREVIEW_GITHUB_WEBHOOK_SECRET");
    if (id.isEmpty() && key.isEmpty() && secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AppSettings(
            id.orElseThrow(() -> missing("PGREVIEW_GITHUB_APP_ID")),
            key.orElseThrow(() -> missing("PGREVIEW_GITHUB_PRIVATE_KEY")),
            secret.orElseThrow(() -> missing("PGREVIEW_GITHUB_WEBHOOK_SECRET"))));
  }

  private static SettingsException missing(String variable) {
    return new SettingsException(
        variable
            + " is missing: the App needs PGREVIEW_GITHUB_APP_ID, PGREVIEW_GITHUB_PRIVATE_KEY and"
            + " PGREVIEW_GITHUB_WEBHOOK_SECRET, or none of them to start in set-up mode");
  }

  private static Optional<StoreSettings> store(SettingsReader reader, int workers) {
    return reader
        .text("PGREVIEW_DATABASE_URL")
        .map(
            url -> {
              if (!url.startsWith("jdbc:postgresql:")) {
                throw new SettingsException(
                    "PGREVIEW_DATABASE_URL must start with jdbc:postgresql:");
              }
              if (url.split("\\?", 2)[0].contains("@")) {
                // The driver would write the address to its log, with the password.
                throw new SettingsException(
                    "PGREVIEW_DATABASE_URL has something before an @, which JDBC does not know:"
                        + " give PGREVIEW_DATABASE_USER and PGREVIEW_DATABASE_PASSWORD, and"
                        + " jdbc:postgresql://HOST:PORT/DATABASE");
              }
              return new StoreSettings(
                  url,
                  reader.text("PGREVIEW_DATABASE_USER"),
                  reader.text("PGREVIEW_DATABASE_PASSWORD"),
                  connections(workers));
            });
  }

  /** Each job holds one for moments only; some more for the webhook. */
  static int connections(int workers) {
    return Math.clamp(2L * workers + 6, 10, 60);
  }
}
