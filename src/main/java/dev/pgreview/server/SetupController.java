package dev.pgreview.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pgreview.github.AppManifest;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.server.ServerSettings.AppSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /setup}: makes the App by GitHub's manifest flow. Once there is an App, it only says
 * so.
 */
@Controller("/setup")
final class SetupController {
  private static final Logger LOG = LoggerFactory.getLogger(SetupController.class);
  private static final Pattern ORGANISATION = Pattern.compile("[A-Za-z0-9-]{1,39}");

  private final ServerSettings settings;
  private final PrometheusMeterRegistry registry;
  private final Restart restart;
  private final String state = HexFormat.of().formatHex(random());

  SetupController(ServerSettings settings, PrometheusMeterRegistry registry, Restart restart) {
    this.settings = settings;
    this.registry = registry;
    this.restart = restart;
  }

  private static byte[] random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  @Get
  HttpResponse<String> page(@QueryValue("organisation") Optional<String> organisation) {
    if (settings.app().isPresent()) {
      return SetupPages.done();
    }
    return SetupPages.form(
        web(),
        organisation.filter(name -> ORGANISATION.matcher(name).matches()),
        state,
        Manifest.json(settings.publicUrl()));
  }

  /** GitHub's web address beside its API. */
  private URI web() {
    String api = settings.githubApi().toString();
    if (api.equals("https://api.github.com")) {
      return URI.create("https://github.com");
    }
    return URI.create(api.replaceFirst("/api/v3$", ""));
  }

  /** GitHub sends the browser back with a code that can be used once. */
  @Get("/callback")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<String> callback(
      @QueryValue("code") Optional<String> code, @QueryValue("state") Optional<String> given) {
    if (settings.app().isPresent()) {
      return SetupPages.done();
    }
    boolean ours =
        given
            .filter(text -> MessageDigest.isEqual(text.getBytes(UTF_8), state.getBytes(UTF_8)))
            .isPresent();
    if (code.isEmpty() || !ours) {
      return refused(
          "This link was not made by this service's set-up page. Begin again at /setup.");
    }
    try {
      AppManifest.NewApp app =
          AppManifest.convert(settings.githubApi(), code.get(), InstantSource.system(), registry);
      AppFile.in(settings.dataDirectory())
          .write(new AppSettings(app.id(), app.privateKey(), app.webhookSecret()));
      LOG.info("set up as GitHub App {} ({})", app.id(), app.slug());
      restart.request();
      return SetupPages.install(URI.create(app.address() + "/installations/new"));
    } catch (GitHubException notConverted) {
      LOG.warn("the App could not be set up: {}", notConverted.getMessage());
      return refused(
          "GitHub did not hand over the App: its code is good for one hour and one use. Begin again"
              + " at /setup.");
    } catch (IOException notSaved) {
      LOG.error("the App's credentials cannot be saved", notSaved);
      return refused(
          "The App was made, but its credentials cannot be saved in "
              + settings.dataDirectory()
              + ". Make that folder writable, delete the App on GitHub, and begin again at /setup.");
    }
  }

  private static MutableHttpResponse<String> refused(String message) {
    return HttpResponse.<String>status(HttpStatus.BAD_REQUEST)
        .contentType(MediaType.TEXT_PLAIN_TYPE)
        .body(message + "\n");
  }
}
