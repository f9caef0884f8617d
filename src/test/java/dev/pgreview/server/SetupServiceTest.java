package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a service without an App, by the manifest flow, to its first review. */
class SetupServiceTest {
  private final Path folder;
  private GitHubDouble hub = GitHubDouble.start();
  private Map<String, Object> settings = Map.of();

  SetupServiceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void withoutApp() throws IOException {
    settings = RunningService.settings(hub.api(), "", "", folder);
    settings.keySet().removeIf(name -> name.startsWith("pgreview.github-") && !isApi(name));
  }

  private static boolean isApi(String name) {
    return name.equals("pgreview.github-api-url");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void theAppIsMadeByAFormOnGitHubAndAtOnceReviews() throws Exception {
    try (RunningService service = new RunningService(settings, InstantSource.system())) {
      assertThat(service.get("/health").body()).contains("\"mode\":\"setup\"");
      String page = service.get("/setup").body();
      JsonNode manifest = manifest(page);
      assertThat(manifest.path("hook_attributes").path("url").asString())
          .isEqualTo("https://pgreview.example/webhooks/github");
      assertThat(manifest.path("redirect_url").asString())
          .isEqualTo("https://pgreview.example/setup/callback");
      assertThat(manifest.path("default_permissions").path("checks").asString()).isEqualTo("write");
      assertThat(manifest.path("default_events").toString())
          .contains("pull_request", "issue_comment", "check_run", "merge_group");

      HttpResponse<String> installed =
          service.get("/setup/callback?code=" + hub.manifestCode() + "&state=" + state(page));
      assertThat(installed.statusCode()).isEqualTo(200);
      assertThat(installed.body()).contains("/installations/new");
    }
    assertThat(Files.getPosixFilePermissions(folder.resolve("github-app.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    try (RunningService service = new RunningService(settings, InstantSource.system())) {
      assertThat(service.get("/setup").body()).doesNotContain("<form").doesNotContain("PRIVATE");
      hub.webhooks().to(service.address("/webhooks/github"), "webhook secret");
      TestRepository shop = Shop.repository(hub, "acme/shop");
      TestPullRequest pull = Shop.open(shop, Shop.brought());
      Await.until(
          "the review is done",
          () ->
              TestService.checks(shop, pull.headSha()).stream()
                  .anyMatch(run -> run.conclusion().isPresent()));
      assertThat(TestService.check(shop, pull.headSha()).conclusion()).contains("failure");
    }
  }

  @Test
  void nobodyElseCanSetItUpWithALinkOfTheirs() throws Exception {
    try (RunningService service = new RunningService(settings, InstantSource.system())) {
      String state = state(service.get("/setup").body());
      String code = hub.manifestCode();
      for (String query :
          new String[] {
            "", "?code=" + code, "?code=" + code + "&state=guessed", "?state=" + state
          }) {
        HttpResponse<String> refused = service.get("/setup/callback" + query);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Begin again at /setup");
      }
      HttpResponse<String> unknown = service.get("/setup/callback?code=other&state=" + state);
      assertThat(unknown.statusCode()).isEqualTo(400);
      assertThat(unknown.body()).contains("GitHub did not hand over the App");
      assertThat(folder.resolve("github-app.json")).doesNotExist();
    }
  }

  @Test
  void anOrganisationIsANameOrNothing() throws Exception {
    try (RunningService service = new RunningService(settings, InstantSource.system())) {
      assertThat(service.get("/setup?organisation=acme").body())
          .contains("/organizations/acme/settings/apps/new?state=");
      assertThat(service.get("/setup?organisation=%22%3E%3Cscript%3E").body())
          .doesNotContain("/organizations/")
          .doesNotContain("<script");
    }
  }

  private static String state(String page) {
    Matcher state = Pattern.compile("[?]state=([0-9a-f]{48})\"").matcher(page);
    assertThat(state.find()).isTrue();
    return state.group(1);
  }

  private static JsonNode manifest(String page) {
    Matcher value = Pattern.compile("name=\"manifest\" value=\"([^\"]*)\"").matcher(page);
    assertThat(value.find()).isTrue();
    return JsonMapper.shared()
        .readTree(value.group(1).replace("&quot;", "\"").replace("&amp;", "&"));
  }
}
