package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A cleanly stopped cluster that servers start from.
 *
 * @param directory holds the passwords, readable for this process's user, and the cluster, readable
 *     for the server's
 */
record ClusterTemplate(Path directory, Passwords passwords) {
  /** Made by initdb; migrations never get it. */
  static final String SUPERUSER = "pgreview";

  /** Who migrates: the usual name, for migrations name it in GRANT and OWNER TO. No superuser. */
  static final String MIGRATOR = "postgres";

  /** The database that migrations find. */
  static final String DATABASE = "app";

  /** The file beside the cluster with what was assumed when it was made, one a line. */
  static final String NOTES = "notes";

  /** Random, one pair for each template. */
  record Passwords(String superuser, String migrator) {
    static Passwords random() {
      return new Passwords(randomHex(), randomHex());
    }

    private static String randomHex() {
      byte[] bytes = new byte[24];
      new SecureRandom().nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
      return "Passwords[hidden]";
    }
  }

  static ClusterTemplate read(Path directory) throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve("passwords"));
    if (lines.size() != 2) {
      throw new IOException(directory + " is no cluster template; remove it");
    }
    return new ClusterTemplate(directory, new Passwords(lines.get(0), lines.get(1)));
  }

  static boolean exists(Path directory) {
    return Files.isRegularFile(directory.resolve("passwords"));
  }

  /** When it was last used, as far as that could be written down. */
  static Instant lastUsed(Path directory) {
    try {
      return Files.getLastModifiedTime(directory.resolve(NOTES)).toInstant();
    } catch (IOException vanished) {
      return Instant.EPOCH;
    }
  }

  void markUsed() {
    try {
      Files.setLastModifiedTime(directory.resolve(NOTES), FileTime.from(Instant.now()));
    } catch (IOException readOnly) {
      // It is removed sooner than it need be, and made again.
    }
  }

  /** Makes the directory for a cluster that is yet to be put into {@link #data()}. */
  static ClusterTemplate create(Path directory, Passwords passwords, ServerUser user)
      throws IOException {
    DirectoryModes.create(directory, DirectoryModes.PASSABLE);
    user.createPrivate(directory.resolve("cluster"));
    Path file = directory.resolve("passwords");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, passwords.superuser() + "\n" + passwords.migrator() + "\n");
    return new ClusterTemplate(directory, passwords);
  }

  Path data() {
    return directory.resolve("cluster").resolve("data");
  }
}
