package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A directory that exists as long as its owner does: this process holds a lock on it, and whoever
 * looks removes those whose lock nobody holds, with what still works in them. So nothing stays of a
 * process that was killed at any moment.
 */
final class OwnedDirectory implements AutoCloseable {
  private static final String OWNER = "owner.lock";
  private static final String PREFIX = "run-";

  /** Those of this process, whose lock files must not be opened a second time (fcntl(2)). */
  private static final Set<Path> MINE = ConcurrentHashMap.newKeySet();

  private static final AtomicLong NEXT = new AtomicLong();

  private final Path path;
  private final FileLocks.Held owner;

  private OwnedDirectory(Path path, FileLocks.Held owner) {
    this.path = path;
    this.owner = owner;
  }

  /** Ends what works in the directory of a dead owner; the directory is removed afterwards. */
  @FunctionalInterface
  interface Remains {
    void end(Path directory) throws IOException;
  }

  /** Makes one in a directory that exists. */
  static OwnedDirectory create(Path parent, Set<PosixFilePermission> mode) throws IOException {
    try (FileLocks.Held _ = lock(parent)) {
      Path path;
      do {
        path =
            parent.resolve(PREFIX + ProcessHandle.current().pid() + "-" + NEXT.getAndIncrement());
      } while (Files.exists(path, LinkOption.NOFOLLOW_LINKS));
      DirectoryModes.create(path, mode);
      MINE.add(path);
      FileLocks.Held owner =
          FileLocks.tryAcquire(path.resolve(OWNER))
              .orElseThrow(() -> new IOException("cannot lock a directory that was just made"));
      return new OwnedDirectory(path, owner);
    }
  }

  /** Removes those whose owners are dead; returns how many. */
  static int removeDead(Path parent, Remains remains) throws IOException {
    int removed = 0;
    try (FileLocks.Held _ = lock(parent)) {
      for (Path directory : all(parent)) {
        if (!MINE.contains(directory) && removeIfDead(directory, remains)) {
          removed++;
        }
      }
    }
    return removed;
  }

  private static FileLocks.Held lock(Path parent) throws IOException {
    return FileLocks.acquire(parent.resolve("runs.lock"));
  }

  private static boolean removeIfDead(Path directory, Remains remains) throws IOException {
    Optional<FileLocks.Held> dead;
    try {
      dead = FileLocks.tryAcquire(directory.resolve(OWNER));
    } catch (NoSuchFileException vanished) {
      return false;
    }
    if (dead.isEmpty()) {
      return false;
    }
    try (FileLocks.Held _ = dead.get()) {
      remains.end(directory);
      FileTrees.delete(directory);
      return true;
    }
  }

  private static List<Path> all(Path parent) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, PREFIX + "*")) {
      entries.forEach(found::add);
    }
    return found;
  }

  Path path() {
    return path;
  }

  /** Removes it; a second time does nothing. */
  @Override
  public void close() throws IOException {
    if (MINE.contains(path)) {
      FileTrees.delete(path);
      owner.close();
      MINE.remove(path);
    }
  }
}
