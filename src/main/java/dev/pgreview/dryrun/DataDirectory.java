package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What pgreview keeps between runs: PostgreSQL's binaries, empty clusters, clusters with a base
 * schema. All of it can be removed at any time when no pgreview runs; it is made again.
 *
 * @param root reachable for the server's user
 */
public record DataDirectory(Path root) {
  /** Where root keeps it when its home directory is closed to the server's user. */
  private static final Path OF_ROOT = Path.of("/var/cache/pgreview");

  /** {@code PGREVIEW_DATA_DIR}, else {@code ~/.pgreview}. */
  public static DataDirectory standard(Map<String, String> environment, ServerUser user)
      throws ServerUnavailableException {
    String configured = environment.getOrDefault("PGREVIEW_DATA_DIR", "");
    Path wanted =
        (configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".pgreview")
                : Path.of(configured))
            .toAbsolutePath()
            .normalize();
    Path root = user.reaches(wanted) ? wanted : OF_ROOT;
    try {
      DirectoryModes.create(root, user.drops() ? DirectoryModes.PASSABLE : DirectoryModes.PRIVATE);
      if (user.drops() && !user.owns(root)) {
        throw new ServerUnavailableException(
            "the data directory " + root + " is not root's alone: others could change what runs.");
      }
    } catch (IOException failure) {
      throw new ServerUnavailableException(
          "the data directory "
              + root
              + " cannot be made ("
              + FileProblems.describe(failure)
              + "); set PGREVIEW_DATA_DIR to a folder that can be written to.",
          failure);
    }
    return new DataDirectory(root);
  }

  /** Unpacked binaries of a version. */
  Path binaries(String version) {
    return root.resolve("postgres").resolve(version);
  }

  /** Stopped clusters that servers start from. */
  Path templates() {
    return root.resolve("templates");
  }
}
