package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The directory of one server's run. It exists as long as its owner does: this process holds a lock
 * on it, and whoever makes the next one removes those whose lock nobody holds, with the processes
 * that still work in them. So nothing stays of a process that was killed at any moment.
 */
final class RunDirectory implements ServerPlace, AutoCloseable {
  private static final String OWNER = "owner.lock";
  private static final String PREFIX = "run-";

  /** Runs of this process, whose lock files must not be opened a second time (fcntl(2)). */
  private static final Set<Path> MINE = ConcurrentHashMap.newKeySet();

  private static final AtomicLong NEXT = new AtomicLong();

  private final Path path;
  private final FileLocks.Held owner;

  private RunDirectory(Path path, FileLocks.Held owner) {
    this.path = path;
    this.owner = owner;
  }

  /** Makes one, after the remains of dead ones were removed. */
  static RunDirectory create(RunLocation location, ServerUser user)
      throws IOException, ServerUnavailableException {
    Path parent = location.directory(user);
    removeDead(location, user);
    try (FileLocks.Held _ = FileLocks.acquire(parent.resolve("runs.lock"))) {
      Path path;
      do {
        path =
            parent.resolve(PREFIX + ProcessHandle.current().pid() + "-" + NEXT.getAndIncrement());
      } while (Files.exists(path, LinkOption.NOFOLLOW_LINKS));
      DirectoryModes.create(path, DirectoryModes.PASSABLE);
      MINE.add(path);
      FileLocks.Held owner =
          FileLocks.tryAcquire(path.resolve(OWNER))
              .orElseThrow(() -> new IOException("cannot lock a directory that was just made"));
      user.createPrivate(path.resolve("server"));
      return new RunDirectory(path, owner);
    }
  }

  /** Removes what dead processes left in any place where runs may be; returns how many runs. */
  static int removeDead(RunLocation location, ServerUser user) throws IOException {
    int removed = 0;
    for (Path parent : location.existing(user)) {
      try (FileLocks.Held _ = FileLocks.acquire(parent.resolve("runs.lock"))) {
        removed += removeDead(parent, user);
      }
    }
    return removed;
  }

  private static int removeDead(Path parent, ServerUser user) throws IOException {
    int removed = 0;
    for (Path run : runs(parent)) {
      if (MINE.contains(run)) {
        continue;
      }
      Optional<FileLocks.Held> dead;
      try {
        dead = FileLocks.tryAcquire(run.resolve(OWNER));
      } catch (NoSuchFileException vanished) {
        continue;
      }
      if (dead.isPresent()) {
        try (FileLocks.Held _ = dead.get()) {
          ServerProcesses.endAllIn(run, user);
          FileTrees.delete(run);
          removed++;
        }
      }
    }
    return removed;
  }

  private static List<Path> runs(Path parent) throws IOException {
    List<Path> runs = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, PREFIX + "*")) {
      entries.forEach(runs::add);
    }
    return runs;
  }

  Path path() {
    return path;
  }

  /** Readable for the server's user only; holds its data directory. */
  @Override
  public Path server() {
    return path.resolve("server");
  }

  @Override
  public Path data() {
    return server().resolve("data");
  }

  /** What the server writes to standard error; outside of what its user may write to. */
  @Override
  public Path log() {
    return path.resolve("server.log");
  }

  @Override
  public void close() throws IOException {
    if (MINE.contains(path)) {
      FileTrees.delete(path);
      owner.close();
      MINE.remove(path);
    }
  }
}
