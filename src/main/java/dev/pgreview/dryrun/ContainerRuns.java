package dev.pgreview.dryrun;

import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The containers of runs, each with a directory that dies with its process: whoever looks removes
 * containers whose process is dead, and those of other hosts or installations whose time is up.
 *
 * @param parent of the directories; for this process's user only
 */
record ContainerRuns(Path parent, ContainerEngine engine) {
  /** The label with the path of the run's directory. */
  static final String RUN = "dev.pgreview.run";

  /** The label with the second, since 1970, in which nobody needs the container any more. */
  static final String UNTIL = "dev.pgreview.until";

  /** For the start, and for whoever removes it after its time. */
  private static final Duration SLACK = Duration.ofMinutes(2);

  OwnedDirectory create() throws IOException, ServerUnavailableException {
    DirectoryModes.create(parent, DirectoryModes.PRIVATE);
    removeDead();
    return OwnedDirectory.create(parent, DirectoryModes.PRIVATE);
  }

  /** For a container that starts now. */
  static Map<String, String> labels(Path directory, Duration time) {
    long until = Instant.now().plus(time).plus(SLACK).getEpochSecond();
    return Map.of(RUN, directory.toString(), UNTIL, Long.toString(until));
  }

  /** Removes what dead processes left; returns how many directories and containers. */
  int removeDead() throws IOException, ServerUnavailableException {
    int removed = Files.isDirectory(parent) ? OwnedDirectory.removeDead(parent, this::end) : 0;
    long now = Instant.now().getEpochSecond();
    for (Container container : engine.labelled(RUN)) {
      if (until(container) < now) {
        engine.remove(container.getId());
        removed++;
      }
    }
    return removed;
  }

  private void end(Path directory) throws IOException {
    try {
      for (Container container : engine.labelled(RUN + "=" + directory)) {
        engine.remove(container.getId());
      }
    } catch (ServerUnavailableException engineIsGone) {
      throw new IOException(engineIsGone.getMessage(), engineIsGone);
    }
    Path socket = directory.resolve("socket");
    if (Files.isDirectory(socket)) {
      Files.setPosixFilePermissions(socket, DirectoryModes.PRIVATE);
    }
  }

  private static long until(Container container) {
    try {
      return Long.parseLong(container.getLabels().getOrDefault(UNTIL, ""));
    } catch (NumberFormatException notOurs) {
      return Long.MAX_VALUE;
    }
  }
}
