package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much a run may write. */
@FunctionalInterface
interface RoomLimit {
  /** The server's own file system ends what writes too much: statements then fail. */
  RoomLimit IN_THE_SERVER = () -> false;

  boolean isExceeded() throws IOException;

  /**
   * On a file system that is used by others too.
   *
   * @param folder on it
   * @param mostBytes that may be written; less where room is short
   */
  static RoomLimit onFileSystemOf(Path folder, long mostBytes) throws IOException {
    FileStore store = Files.getFileStore(folder);
    long free = store.getUsableSpace();
    long least = Math.max(Math.min(store.getTotalSpace() / 4, free / 2), free - mostBytes);
    return () -> store.getUsableSpace() < least;
  }
}
