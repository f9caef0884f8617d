package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The directory of a container's run: what the container reads, and the server's socket. */
record ContainerPlace(OwnedDirectory directory) implements AutoCloseable {
  /** The longest path of a Unix socket (unix(7), sun_path). */
  private static final int MOST_CHARACTERS = 107;

  private static final Set<PosixFilePermission> FOR_ALL =
      PosixFilePermissions.fromString("rwxrwxrwx");
  private static final Set<PosixFilePermission> CLOSED =
      PosixFilePermissions.fromString("r-xr-xr-x");
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");

  /** Writes what the container reads. The directory above is for this user only. */
  void fill(PostgresVersion version, ClusterTemplate.Passwords passwords)
      throws IOException, ServerUnavailableException {
    if (socketFile().toString().length() > MOST_CHARACTERS) {
      throw new ServerUnavailableException(
          "the path "
              + socketFile()
              + " is too long for a socket; set PGREVIEW_DATA_DIR to a folder with a shorter path.");
    }
    make(setup(), DirectoryModes.READABLE);
    write("start-server.sh", script());
    write("postgresql.conf", ClusterSettings.postgresqlConf(version) + settings());
    write("pg_hba.conf", "local all all password\n");
    write("password", passwords.superuser() + "\n");
    make(socket(), FOR_ALL);
  }

  /** The later line counts. */
  private static String settings() {
    return "listen_addresses = ''\nunix_socket_directories = '"
        + ContainerIsolation.SOCKET
        + "'\nunix_socket_permissions = 0777\nlogging_collector = off\n";
  }

  private static String script() throws IOException {
    try (InputStream script = ContainerPlace.class.getResourceAsStream("start-server.sh")) {
      if (script == null) {
        throw new IOException("start-server.sh is not in the jar");
      }
      return new String(script.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = setup().resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, READABLE);
  }

  private static void make(Path directory, Set<PosixFilePermission> mode) throws IOException {
    Files.createDirectory(directory);
    Files.setPosixFilePermissions(directory, mode);
  }

  /**
   * After the server's start: nothing in the container can write to this machine's disk any more,
   * and the password is not there to be read.
   */
  void seal() throws IOException {
    Files.deleteIfExists(setup().resolve("password"));
    Files.setPosixFilePermissions(socket(), CLOSED);
  }

  Path path() {
    return directory.path();
  }

  Path setup() {
    return path().resolve("setup");
  }

  Path socket() {
    return path().resolve("socket");
  }

  Path socketFile() {
    return socket().resolve(".s.PGSQL.5432");
  }

  /** Removes it; the container must be gone. */
  @Override
  public void close() throws IOException {
    if (Files.isDirectory(socket())) {
      Files.setPosixFilePermissions(socket(), DirectoryModes.PRIVATE);
    }
    directory.close();
  }
}
