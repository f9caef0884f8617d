package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where running servers keep their data: in memory where there is room, in the temporary folder
 * otherwise. Measured on PostgreSQL 16: a copy of the template takes 30 ms in memory.
 *
 * @param candidates folders, best first
 * @param roomInMemory bytes that must be free on a memory file system before it is used
 * @param mostBytes that one run may write
 */
record RunLocation(List<Path> candidates, long roomInMemory, long mostBytes) {
  private static final long LEAST_ROOM = 100L << 20;

  static RunLocation standard() {
    return new RunLocation(
        List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir"))),
        1L << 30,
        10L << 30);
  }

  /** The folder for runs of this user, made if need be. */
  Path directory(ServerUser user) throws IOException, ServerUnavailableException {
    for (Path candidate : candidates) {
      Optional<Path> usable = usable(candidate, user);
      if (usable.isPresent()) {
        return usable.get();
      }
    }
    throw new ServerUnavailableException(
        "no room for a PostgreSQL server: it needs "
            + (LEAST_ROOM >> 20)
            + " MB free in one of "
            + candidates
            + "; free some, or name another folder with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER.");
  }

  private Optional<Path> usable(Path candidate, ServerUser user) throws IOException {
    if (!Files.isDirectory(candidate) || !Files.isWritable(candidate) || !user.reaches(candidate)) {
      return Optional.empty();
    }
    var store = Files.getFileStore(candidate);
    long needed = store.type().equals("tmpfs") ? roomInMemory : LEAST_ROOM;
    if (store.getUsableSpace() < needed) {
      return Optional.empty();
    }
    Path own = own(candidate, user);
    DirectoryModes.create(own, DirectoryModes.PASSABLE);
    // Somebody else may have made it first, to get at what is put there.
    return user.owns(own) ? Optional.of(own) : Optional.empty();
  }

  /** Folders of this user that exist. */
  List<Path> existing(ServerUser user) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Path candidate : candidates) {
      Path own = own(candidate, user);
      if (Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS) && user.owns(own)) {
        folders.add(own);
      }
    }
    return folders;
  }

  private static Path own(Path candidate, ServerUser user) {
    return candidate.resolve("pgreview-" + user.uid());
  }
}
