package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Servers in containers of the Docker engine of this machine. */
public final class ContainerServers implements DryRunServers {
  private static final Duration BETWEEN_CLEANING = Duration.ofMinutes(1);

  private final ContainerImages images;
  private final ContainerRuns runs;
  private final ContainerLimits limits;
  private final Thread janitor;

  private ContainerServers(ContainerImages images, ContainerRuns runs, ContainerLimits limits) {
    this.images = images;
    this.runs = runs;
    this.limits = limits;
    this.janitor =
        Thread.ofPlatform()
            .daemon()
            .name("pgreview-container-janitor")
            .start(() -> keepClean(runs));
  }

  /**
   * With the engine, images and data directory of the environment.
   *
   * @param environment of which DOCKER_HOST, PGREVIEW_DATA_DIR and PGREVIEW_DRY_RUN_IMAGES count
   */
  public static DryRunServers open(Map<String, String> environment)
      throws ServerUnavailableException {
    ContainerImages images;
    try {
      images = ContainerImages.parse(environment.getOrDefault(ContainerImages.VARIABLE, ""));
    } catch (IllegalArgumentException wrong) {
      throw new ServerUnavailableException(String.valueOf(wrong.getMessage()), wrong);
    }
    ContainerEngine engine = ContainerEngine.connect(environment);
    return new ContainerServers(
        images, new ContainerRuns(directory(environment), engine), ContainerLimits.standard());
  }

  private static Path directory(Map<String, String> environment) {
    String configured = environment.getOrDefault("PGREVIEW_DATA_DIR", "");
    Path data =
        configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".pgreview")
            : Path.of(configured);
    return data.toAbsolutePath().normalize().resolve("containers");
  }

  @Override
  public Ready start(DryRunRequest request, List<String> keys) throws ServerUnavailableException {
    ContainerServer server =
        ContainerServer.start(
            runs,
            new ContainerServer.Wanted(
                request.version(),
                image(request.version()),
                limits,
                request.timeout().plusMinutes(1)));
    return new Ready(server, 0, List.of(), BaseKeeper.NONE);
  }

  private ContainerEngine.Image image(PostgresVersion version) throws ServerUnavailableException {
    List<String> names = images.candidates(version);
    for (String name : names) {
      Optional<ContainerEngine.Image> found = runs.engine().image(name);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return pulled(version, names.getLast());
  }

  private ContainerEngine.Image pulled(PostgresVersion version, String name)
      throws ServerUnavailableException {
    String advice =
        "pull it, name another with "
            + ContainerImages.VARIABLE
            + ", or make one with src/docker/postgres-image.sh "
            + version.major()
            + ".";
    try {
      runs.engine().pull(name);
    } catch (ServerUnavailableException unreachable) {
      throw new ServerUnavailableException(
          "the image "
              + name
              + " is not on this machine and cannot be pulled ("
              + unreachable.getMessage()
              + "): "
              + advice,
          unreachable);
    }
    return runs.engine()
        .image(name)
        .orElseThrow(
            () ->
                new ServerUnavailableException(
                    "the image " + name + " is not on this machine: " + advice));
  }

  private static void keepClean(ContainerRuns runs) {
    try {
      while (true) {
        try {
          runs.removeDead();
        } catch (IOException | ServerUnavailableException engineIsGone) {
          // It is asked again.
        }
        Thread.sleep(BETWEEN_CLEANING);
      }
    } catch (InterruptedException closed) {
      // There is nothing left to look after.
    }
  }

  /** Nothing: a container is started for one run. */
  @Override
  public void prepare(PostgresVersion version) {}

  @Override
  public void close() {
    janitor.interrupt();
  }
}
