package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.testing.Emulator;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.Npm;
import dev.pgreview.persistence.testing.StoreDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole service on a GitHub that nobody here wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmulatorServiceTest {
  private final StoreDatabase database = new StoreDatabase();
  private final Emulator emulator;
  private final RunningService service;
  private int number;
  private String head = "";

  EmulatorServiceTest(@TempDir Path folder) throws Exception {
    emulator = started(folder);
    Map<String, Object> settings =
        RunningService.settings(emulator.api(), "4711", GitHubDouble.anyPrivateKey(), folder);
    settings.putAll(RunningService.store(database));
    service = new RunningService(settings, InstantSource.system());
  }

  private static Emulator started(Path folder) throws Exception {
    try {
      return Emulator.start(folder);
    } catch (Npm.UnavailableException unavailable) {
      System.err.println(
          "SKIPPED: the service is NOT tried on the emulator: " + unavailable.getMessage());
      return Assumptions.abort(String.valueOf(unavailable.getMessage()));
    }
  }

  @BeforeAll
  void open() throws Exception {
    for (Map.Entry<String, Optional<byte[]>> file : Shop.deployed().files().entrySet()) {
      emulator.write("main", file.getKey(), text(file.getValue()));
    }
    emulator.branch("feature");
    for (Map.Entry<String, Optional<byte[]>> file : Shop.brought().files().entrySet()) {
      emulator.write("feature", file.getKey(), text(file.getValue()));
    }
    emulator.deliverTo(service.address("/webhooks/github"), RunningService.SECRET);
    number = emulator.open("feature");
    head = emulator.get("/repos/dev/shop/pulls/" + number).path("head").path("sha").asString();
  }

  private static String text(Optional<byte[]> content) {
    return new String(content.orElseThrow(), StandardCharsets.UTF_8);
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
    emulator.close();
    database.close();
  }

  private List<JsonNode> checks() throws Exception {
    return emulator
        .get("/repos/dev/shop/commits/" + head + "/check-runs?filter=all")
        .path("check_runs")
        .valueStream()
        .toList();
  }

  private List<String> comments() throws Exception {
    return emulator
        .get("/repos/dev/shop/issues/" + number + "/comments?per_page=100")
        .valueStream()
        .map(one -> one.path("body").asString())
        .toList();
  }

  private void awaitChecks(int count) throws Exception {
    Await.until(
        count + " check runs are completed",
        () ->
            checks().size() == count
                && checks().stream()
                    .allMatch(one -> one.path("status").asString().equals("completed"))
                && service.queue().isEmpty());
  }

  /** The answer to what somebody said: our next comment of that kind. */
  private String answer(String body, boolean reader) throws Exception {
    long before = answers();
    if (reader) {
      emulator.commentOfReader(number, body);
    } else {
      emulator.comment(number, body);
    }
    Await.until(body + " is answered", () -> answers() > before && service.queue().isEmpty());
    assertThat(answers()).isEqualTo(before + 1);
    return comments().reversed().stream()
        .filter(one -> one.startsWith("<!-- pgreview:answer:"))
        .findFirst()
        .orElseThrow();
  }

  private long answers() throws Exception {
    return comments().stream().filter(one -> one.startsWith("<!-- pgreview:answer:")).count();
  }

  @Test
  void aPullRequestIsReviewedAndCommandsAreAnswered() throws Exception {
    awaitChecks(1);
    JsonNode check = checks().getFirst();
    assertThat(check.path("name").asString()).isEqualTo("pgreview");
    assertThat(check.path("conclusion").asString()).isEqualTo("failure");
    assertThat(check.path("output").path("title").asString())
        .contains("8 errors", "plan missing", "dry run applied");
    assertThat(check.path("output").path("annotations_count").asInt()).isGreaterThan(10);
    assertThat(comments())
        .filteredOn(one -> one.startsWith("<!-- pgreview:summary -->"))
        .hasSize(1);

    assertThat(answer("/pgreview help", true)).contains("/pgreview accept");
    assertThat(answer("/pgreview explain " + Shop.AMOUNTS + ":2", true))
        .contains("ACCESS EXCLUSIVE", "public.payments");
    assertThat(answer("/pgreview explian", true)).contains("Did you mean `/pgreview explain`?");
    assertThat(answer("/pgreview accept rename-column I want it", true))
        .contains("You may not accept");
    assertThat(answer("/pgreview plan", false)).contains("drafted");
    assertThat(comments())
        .filteredOn(one -> one.startsWith("<!-- pgreview:plan -->"))
        .singleElement()
        .asString()
        .contains("migration-plan.md");
    assertThat(answer("/pgreview accept rename-column agreed with all teams", false))
        .contains("Recorded");
    awaitChecks(2);
    assertThat(checks())
        .anySatisfy(
            one ->
                assertThat(one.path("output").path("summary").asString())
                    .contains("agreed with all teams"));
    assertThat(answer("/pgreview review", false)).contains("reviewed once more");
    awaitChecks(3);
    assertThat(comments())
        .filteredOn(one -> one.startsWith("<!-- pgreview:summary -->"))
        .hasSize(1);
  }
}
