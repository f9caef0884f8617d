package dev.pgreview.dryrun;

import static dev.pgreview.dryrun.Requests.on;
import static dev.pgreview.migration.TransactionMode.AUTOCOMMIT;
import static dev.pgreview.migration.TransactionMode.WRAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.DryRunReport.Status;
import dev.pgreview.review.DryRunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dry runs in containers of the Docker engine that is here. */
class ContainerDryRunTest {
  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void aChangeIsTracedAsOnAnEmbeddedServer(int major) throws Exception {
    Requests request =
        on(major)
            .base("CREATE TABLE t (id int PRIMARY KEY, a text)", "INSERT INTO t VALUES (1)")
            .change(
                WRAPPED,
                "ALTER TABLE t ALTER COLUMN id TYPE bigint",
                "ALTER TABLE t ADD CHECK (a <> '')",
                "CREATE INDEX ON t (a)")
            .change(AUTOCOMMIT, "CREATE INDEX CONCURRENTLY ON t (a)");
    DryRunResult embedded = DryRuns.run(request);
    try (TestContainers containers = TestContainers.of(major);
        ServerDryRunner runner = containers.runner()) {
      DryRunResult result = runner.run(request.request());

      DryRunReport report = result.report();
      assertThat(report.skippedBecause()).isNull();
      assertThat(report.error()).isNull();
      assertThat(report.status()).isEqualTo(Status.APPLIED);
      assertThat(report.server()).isEqualTo("container");
      assertThat(report.postgresVersion()).isEqualTo(embedded.report().postgresVersion());
      for (int statement = 0; statement < 4; statement++) {
        assertThat(DryRuns.effect(result, statement))
            .isEqualTo(DryRuns.effect(embedded, statement))
            .isNotEqualTo("nothing");
      }
      assertThat(containers.left()).isZero();
    }
  }

  @Test
  void whatFailsAndWhatTakesTooLongIsSaid() throws Exception {
    try (TestContainers containers = TestContainers.of(17);
        ServerDryRunner runner = containers.runner()) {
      DryRunReport failed =
          runner.run(on(17).change(WRAPPED, "ALTER TABLE missing ADD a int").request()).report();
      assertThat(failed.status()).isEqualTo(Status.FAILED);
      assertThat(failed.error()).isEqualTo("V1.sql:1: ERROR: relation \"missing\" does not exist");

      DryRunReport slow =
          runner
              .run(
                  on(17)
                      .change(WRAPPED, "SELECT pg_sleep(600)")
                      .timeout(Duration.ofSeconds(8))
                      .request())
              .report();
      assertThat(slow.status()).isEqualTo(Status.TIMED_OUT);
      assertThat(slow.error()).endsWith(": not done after 8 s (dry_run.timeout)");
      assertThat(containers.left()).isZero();
    }
  }

  @Test
  void anImageThatIsNotThereIsNamedWithWhatToDo() throws Exception {
    try (TestContainers containers = TestContainers.of()) {
      Map<String, String> environment = new HashMap<>(containers.environment());
      environment.put(ContainerImages.VARIABLE, "localhost:1/none:{major}");
      try (ServerDryRunner runner = new ServerDryRunner(() -> ContainerServers.open(environment))) {
        assertThat(runner.run(on(16).change(WRAPPED, "SELECT 1").request()).report())
            .satisfies(
                report -> {
                  assertThat(report.status()).isEqualTo(Status.SKIPPED);
                  assertThat(report.skippedBecause())
                      .startsWith("the image localhost:1/none:16 is not on this machine and cannot")
                      .contains("PGREVIEW_DRY_RUN_IMAGES", "src/docker/postgres-image.sh 16");
                });
      }
    }
  }

  @Test
  void anEngineThatDoesNotAnswerIsNamedWithWhatToDo() {
    try (ServerDryRunner runner =
        new ServerDryRunner(
            () -> ContainerServers.open(Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock")))) {
      assertThat(runner.run(on(16).change(WRAPPED, "SELECT 1").request()).report().skippedBecause())
          .startsWith("no Docker engine can be reached at unix:///nowhere/docker.sock (")
          .endsWith("): start it, let this user use it, or name another with DOCKER_HOST.");
    }
    try (ServerDryRunner runner =
        new ServerDryRunner(
            () -> ContainerServers.open(Map.of("DOCKER_HOST", "tcp://127.0.0.1:1")))) {
      assertThat(runner.run(on(16).change(WRAPPED, "SELECT 1").request()).report().skippedBecause())
          .startsWith("DOCKER_HOST is `tcp://127.0.0.1:1`; ");
    }
  }

  @Test
  void whatAKilledProcessLeftIsRemoved() throws Exception {
    try (TestContainers containers = TestContainers.of(17)) {
      try (ContainerServer server = containers.start(17)) {
        Path directory = containers.runs().parent();
        assertThat(directory).isDirectoryContaining("glob:**/run-*");
        containers.runs().removeDead(); // not this one: it has an owner
        assertThat(containers.left()).isEqualTo(1);
        assertThat(server.reportedVersion()).startsWith("17");
      }
      assertThat(containers.left()).isZero();

      Process killed = JavaProcess.start(StartsContainer.class, containers.installation().root());
      try {
        assertThat(killed.inputReader().lines().anyMatch("started"::equals)).isTrue();
        assertThat(containers.left()).isEqualTo(1);
        killed.destroyForcibly().waitFor();
        assertThat(containers.runs().removeDead()).isPositive();
        assertThat(containers.left()).isZero();
      } finally {
        killed.destroyForcibly();
      }
    }
  }

  /** Starts a server and waits to be killed. */
  static final class StartsContainer {
    public static void main(String[] arguments) throws Exception {
      TestContainers containers = new TestContainers(new TestInstallation(Path.of(arguments[0])));
      try (ContainerServer _ = containers.start(17)) {
        System.out.println("started");
        System.in.read();
      }
    }
  }
}
