package dev.pgreview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.PlainServer;
import dev.pgreview.dryrun.ServerDryRunner;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.PostgresVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code PGREVIEW_DRY_RUN=external}, as the command and the Action understand it. */
class ExternalCommandTest {
  private static final String URL = "PGREVIEW_DRY_RUN_URL";

  private final Path folder;

  ExternalCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theScratchServerHasTheLastWord() throws Exception {
    Files.writeString(folder.resolve(".pgreview.yml"), "postgres: 17\n");
    Files.createDirectories(folder.resolve("db/migration"));
    Files.writeString(
        folder.resolve("db/migration/V1__init.sql"), "CREATE TABLE t (id bigint PRIMARY KEY);\n");
    try (PlainServer server = PlainServer.start(17)) {
      CommandRun review =
          run(server.address(PlainServer.SUPERUSER), "review", folder.toString(), "--base", "none");
      assertThat(review.code()).as(review.err()).isZero();
      assertThat(review.out()).contains("applied on an external PostgreSQL 17.");

      CommandRun doctor = run(server.address(PlainServer.SUPERUSER), "doctor");
      assertThat(doctor.out())
          .contains("✓ Dry run     external PostgreSQL 17.")
          .contains("applied a migration in");

      Files.writeString(folder.resolve(".pgreview.yml"), "postgres: 15\n");
      CommandRun other =
          run(server.address(PlainServer.SUPERUSER), "review", folder.toString(), "--base", "none");
      assertThat(other.out().replaceAll("\\s+", " "))
          .contains("is PostgreSQL 17, and this review is for 15")
          .doesNotContain("p@ss");
    }
  }

  @Test
  void anAddressThatIsMissingIsNamed() {
    CommandRun doctor =
        CommandRun.setup(folder).environment("PGREVIEW_DRY_RUN", "external").run("doctor");
    assertThat(doctor.out()).contains("✗ Dry run", URL + " is not set");
  }

  @Test
  void changesFromForksAreTriedInContainersOnly() throws Exception {
    try (PlainServer server = PlainServer.start(17);
        DryRunChoice choice =
            DryRunChoice.of(
                Map.of(
                    "PGREVIEW_DRY_RUN",
                    "external",
                    URL,
                    server.address(PlainServer.SUPERUSER),
                    "DOCKER_HOST",
                    "unix:///nowhere/docker.sock"))) {
      DryRunRequest nothing =
          new DryRunRequest(
              new PostgresVersion(17),
              List.of(),
              List.of(),
              List.of(),
              Duration.ofMinutes(1),
              _ -> {});
      assertThat(choice.policy().trusted().run(nothing).report().server()).isEqualTo("external");
      assertThat(choice.policy().untrusted().run(nothing).report().skippedBecause())
          .contains("Docker");
      assertThat(choice.runners()).hasOnlyElementsOfType(ServerDryRunner.class);
    }
  }

  private CommandRun run(String address, String... arguments) {
    return CommandRun.setup(folder)
        .environment("PGREVIEW_DRY_RUN", "external")
        .environment(URL, address)
        .run(arguments);
  }
}
