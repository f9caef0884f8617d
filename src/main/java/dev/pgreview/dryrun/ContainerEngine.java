package dev.pgreview.dryrun;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * The Docker engine of this machine. Testcontainers' client of it is used without its containers,
 * which would start one more to clean up: see {@link ContainerRuns}.
 */
final class ContainerEngine {
  private static final URI STANDARD = URI.create("unix:///var/run/docker.sock");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PULL_PATIENCE = Duration.ofMinutes(5);
  private static final int LOG_LINES = 200;
  private static final int LOG_CHARACTERS = 1 << 16;

  private final URI address;
  private final DockerClient client;

  /**
   * An image of the engine's.
   *
   * @param volumes paths that it declares
   */
  record Image(String id, Set<String> volumes) {}

  /**
   * What to run.
   *
   * @param image id
   * @param user as whom
   */
  record Specification(
      String image,
      String user,
      List<String> command,
      Map<String, String> labels,
      HostConfig host) {}

  private ContainerEngine(URI address, DockerClient client) {
    this.address = address;
    this.client = client;
  }

  /**
   * Finds it.
   *
   * @param environment of which DOCKER_HOST counts
   */
  static ContainerEngine connect(Map<String, String> environment)
      throws ServerUnavailableException {
    String given = environment.getOrDefault("DOCKER_HOST", "").strip();
    URI address;
    try {
      address = given.isEmpty() ? STANDARD : URI.create(given);
    } catch (IllegalArgumentException malformed) {
      throw notHere(given);
    }
    if (!"unix".equals(address.getScheme())) {
      throw notHere(given);
    }
    DockerClient client =
        DockerClientProviderStrategy.getClientForConfig(
            TransportConfig.builder().dockerHost(address).build());
    ContainerEngine engine = new ContainerEngine(address, client);
    engine.call(PATIENCE, () -> client.pingCmd().exec());
    return engine;
  }

  private static ServerUnavailableException notHere(String given) {
    return new ServerUnavailableException(
        "DOCKER_HOST is `"
            + given
            + "`; dry runs talk to their container through a socket on this machine, so it must be"
            + " unix:///PATH of an engine here.");
  }

  /** The image, if the engine has it. */
  Optional<Image> image(String name) throws ServerUnavailableException {
    return call(
        PATIENCE,
        () -> {
          try {
            InspectImageResponse found = client.inspectImageCmd(name).exec();
            var config = found.getConfig();
            Map<String, ?> volumes = config == null ? null : config.getVolumes();
            return Optional.of(
                new Image(
                    Objects.requireNonNull(found.getId()),
                    volumes == null ? Set.of() : Set.copyOf(volumes.keySet())));
          } catch (NotFoundException absent) {
            return Optional.empty();
          }
        });
  }

  /** Fetches an image from its registry, in five minutes at most. */
  void pull(String name) throws ServerUnavailableException {
    call(
        PULL_PATIENCE,
        () ->
            client
                .pullImageCmd(name)
                .exec(new ResultCallback.Adapter<PullResponseItem>())
                .awaitCompletion());
  }

  /** Starts a container and returns its id. */
  String start(Specification wanted) throws ServerUnavailableException {
    String id =
        call(
            PATIENCE,
            () ->
                client
                    .createContainerCmd(wanted.image())
                    .withUser(wanted.user())
                    .withEntrypoint(wanted.command())
                    .withCmd(List.of())
                    .withWorkingDir("/")
                    .withHostName("pgreview")
                    .withLabels(wanted.labels())
                    .withHostConfig(wanted.host())
                    .exec()
                    .getId());
    try {
      call(PATIENCE, () -> client.startContainerCmd(id).exec());
      return id;
    } catch (ServerUnavailableException refused) {
      remove(id);
      throw refused;
    }
  }

  boolean isRunning(String id) throws ServerUnavailableException {
    return call(
        PATIENCE,
        () -> Boolean.TRUE.equals(client.inspectContainerCmd(id).exec().getState().getRunning()));
  }

  /** Ends all its processes at once; that it has ended already is no error. */
  void kill(String id) throws ServerUnavailableException {
    call(
        PATIENCE,
        () -> {
          try {
            return client.killContainerCmd(id).exec();
          } catch (ConflictException | NotFoundException ended) {
            return null;
          }
        });
  }

  /** Removes it with all that belongs to it, also when it runs. */
  void remove(String id) throws ServerUnavailableException {
    call(
        PATIENCE,
        () -> {
          try {
            return client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
          } catch (ConflictException | NotFoundException removed) {
            return null;
          }
        });
  }

  /** All containers with the label, also those that have ended. */
  List<Container> labelled(String label) throws ServerUnavailableException {
    return call(
        PATIENCE,
        () -> client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(label)).exec());
  }

  /** The end of what it wrote to its standard output and error. */
  String log(String id) throws ServerUnavailableException {
    return call(
        PATIENCE,
        () -> {
          StringBuilder text = new StringBuilder();
          client
              .logContainerCmd(id)
              .withStdOut(true)
              .withStdErr(true)
              .withTail(LOG_LINES)
              .exec(
                  new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                      text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                      text.delete(0, Math.max(0, text.length() - LOG_CHARACTERS));
                    }
                  })
              .awaitCompletion();
          return text.toString();
        });
  }

  /** The engine may hang, and the client waits for ever: so another thread does. */
  private <T> T call(Duration patience, Callable<T> request) throws ServerUnavailableException {
    FutureTask<T> task = new FutureTask<>(request);
    Thread.ofPlatform().daemon().name("pgreview-docker").start(task);
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw unavailable(Objects.requireNonNull(failure.getCause()));
    } catch (TimeoutException hangs) {
      task.cancel(true);
      throw new ServerUnavailableException(
          "the Docker engine at " + address + " does not answer in " + patience.toSeconds() + " s.",
          hangs);
    } catch (InterruptedException interrupted) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new ServerUnavailableException("it was interrupted", interrupted);
    }
  }

  private ServerUnavailableException unavailable(Throwable failure) {
    if (failure instanceof DockerException refused) {
      return new ServerUnavailableException(
          "the Docker engine at " + address + " refuses: " + refused.getMessage(), refused);
    }
    Throwable reason = failure;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    return new ServerUnavailableException(
        "no Docker engine can be reached at "
            + address
            + " ("
            + reason.getMessage()
            + "): start it, let this user use it, or name another with DOCKER_HOST.",
        failure);
  }
}
