package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.Path;

/** The directory of one embedded server's run. */
final class RunDirectory implements ServerPlace, AutoCloseable {
  private final OwnedDirectory directory;

  private RunDirectory(OwnedDirectory directory) {
    this.directory = directory;
  }

  /** Makes one, after the remains of dead ones were removed. */
  static RunDirectory create(RunLocation location, ServerUser user)
      throws IOException, ServerUnavailableException {
    Path parent = location.directory(user);
    removeDead(location, user);
    OwnedDirectory directory = OwnedDirectory.create(parent, DirectoryModes.PASSABLE);
    try {
      user.createPrivate(directory.path().resolve("server"));
      return new RunDirectory(directory);
    } catch (IOException failure) {
      directory.close();
      throw failure;
    }
  }

  /** Removes what dead processes left in any place where runs may be; returns how many runs. */
  static int removeDead(RunLocation location, ServerUser user) throws IOException {
    int removed = 0;
    for (Path parent : location.existing(user)) {
      removed += OwnedDirectory.removeDead(parent, run -> ServerProcesses.endAllIn(run, user));
    }
    return removed;
  }

  Path path() {
    return directory.path();
  }

  /** Readable for the server's user only; holds its data directory. */
  @Override
  public Path server() {
    return path().resolve("server");
  }

  @Override
  public Path data() {
    return server().resolve("data");
  }

  /** What the server writes to standard error; outside of what its user may write to. */
  @Override
  public Path log() {
    return path().resolve("server.log");
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
