package dev.pgreview.dryrun;

import static org.assertj.core.api.Assertions.fail;

import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/**
 * Containers of a test's own, from images that this checkout makes. Without a Docker engine the
 * test is skipped; where PGREVIEW_TEST_CONTAINERS is {@code required} it fails.
 *
 * @param installation with a data directory of its own
 */
record TestContainers(TestInstallation installation) implements AutoCloseable {
  private static final Map<Integer, String> IMAGES = new ConcurrentHashMap<>();
  private static final Optional<String> MISSING = missing();

  static TestContainers of(int... majors) throws IOException {
    if (MISSING.isPresent()) {
      if ("required".equals(System.getenv("PGREVIEW_TEST_CONTAINERS"))) {
        fail(MISSING.get());
      }
      System.err.println("SKIPPED, NOT TESTED: containers. " + MISSING.get());
      Assumptions.abort(MISSING.get());
    }
    for (int major : majors) {
      IMAGES.computeIfAbsent(major, TestContainers::image);
    }
    return new TestContainers(TestInstallation.create());
  }

  private static Optional<String> missing() {
    try {
      ContainerEngine.connect(System.getenv());
      return Optional.empty();
    } catch (ServerUnavailableException unavailable) {
      return Optional.of(String.valueOf(unavailable.getMessage()));
    }
  }

  private static String image(int major) {
    try {
      Path programs =
          new PostgresBinaries(
                  DataDirectory.standard(System.getenv(), ServerUser.current()),
                  PostgresBinaries.standardMavenRepository())
              .home(new PostgresVersion(major));
      Path script = Path.of("src/docker/postgres-image.sh").toAbsolutePath();
      ProcessBuilder builder =
          new ProcessBuilder(script.toString(), "" + major, programs.toString());
      Processes.Result made = Processes.run(builder.redirectErrorStream(true));
      if (!made.succeeded()) {
        throw new IllegalStateException(made.output());
      }
      return "pgreview/postgres:" + major;
    } catch (IOException | ServerUnavailableException failure) {
      throw new IllegalStateException(failure);
    }
  }

  Map<String, String> environment() {
    Map<String, String> environment = new java.util.HashMap<>(System.getenv());
    environment.put("PGREVIEW_DATA_DIR", installation.data().toString());
    environment.put(ContainerImages.VARIABLE, "pgreview/postgres:{major}");
    return environment;
  }

  ContainerRuns runs() throws ServerUnavailableException {
    return new ContainerRuns(
        installation.data().resolve("containers"), ContainerEngine.connect(environment()));
  }

  ServerDryRunner runner() {
    return new ServerDryRunner(() -> ContainerServers.open(environment()));
  }

  /** A server for one run. */
  ContainerServer start(int major) throws ServerUnavailableException {
    ContainerRuns runs = runs();
    return ContainerServer.start(
        runs,
        new ContainerServer.Wanted(
            new PostgresVersion(major),
            runs.engine().image("pgreview/postgres:" + major).orElseThrow(),
            ContainerLimits.standard(),
            java.time.Duration.ofMinutes(3)));
  }

  /** Containers of this data directory that the engine knows. */
  long left() throws ServerUnavailableException {
    return runs().engine().labelled(ContainerRuns.RUN).stream()
        .filter(
            container ->
                String.valueOf(container.getLabels().get(ContainerRuns.RUN))
                    .startsWith(installation.data().toString()))
        .count();
  }

  @Override
  public void close() throws IOException {
    installation.close();
  }
}
