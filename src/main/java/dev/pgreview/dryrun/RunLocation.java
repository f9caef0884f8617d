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
    List<String> problems = new ArrayList<>();
    for (Path candidate : candidates) {
      Optional<String> problem = problem(candidate, user);
      if (problem.isEmpty()) {
        return own(candidate, user);
      }
      problems.add(candidate + " " + problem.get());
    }
    throw new ServerUnavailableException(
        "there is no place for a PostgreSQL server's data: "
            + String.join("; ", problems)
            + ". Free some room, or name another folder with"
            + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER.");
  }

  /** Why the folder cannot be used; empty when it can, and then our own one is in it. */
  private Optional<String> problem(Path candidate, ServerUser user) throws IOException {
    if (!Files.isDirectory(candidate)) {
      return Optional.of("is no folder");
    }
    if (!Files.isWritable(candidate) || !user.reaches(candidate)) {
      return Optional.of("may not be written to");
    }
    var store = Files.getFileStore(candidate);
    long needed = store.type().equals("tmpfs") ? roomInMemory : LEAST_ROOM;
    if (store.getUsableSpace() < needed) {
      return Optional.of(
          "has " + (store.getUsableSpace() >> 20) + " MB free of " + (needed >> 20) + " MB needed");
    }
    Path own = own(candidate, user);
    DirectoryModes.create(own, DirectoryModes.PASSABLE);
    // Somebody else may have made it first, to get at what is put there.
    return user.owns(own)
        ? Optional.empty()
        : Optional.of("holds " + own.getFileName() + ", which is not this user's alone");
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
