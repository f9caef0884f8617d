package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Permissions set in so many words, whatever the umask is. */
final class DirectoryModes {
  static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

  /** Others pass through by name, and cannot list it. */
  static final Set<PosixFilePermission> PASSABLE = PosixFilePermissions.fromString("rwx--x--x");

  static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rwxr-xr-x");

  private DirectoryModes() {}

  /** Makes the directory and its parents; what exists is left as it is. */
  static void create(Path directory, Set<PosixFilePermission> mode) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      create(parent, mode);
    }
    try {
      Files.createDirectory(directory);
      Files.setPosixFilePermissions(directory, mode);
    } catch (FileAlreadyExistsException raced) {
      if (!Files.isDirectory(directory)) {
        throw raced;
      }
    }
  }
}
