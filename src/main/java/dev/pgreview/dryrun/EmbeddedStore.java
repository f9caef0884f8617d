package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/**
 * A PostgreSQL server that keeps the service's own data, for those who have none. It is safe
 * against crashes, listens on the loopback address with a password, and stops with this process.
 */
public final class EmbeddedStore implements AutoCloseable {
  private static final PostgresVersion VERSION = new PostgresVersion(17);
  private static final String USER = "pgreview";
  private static final String DATABASE = "pgreview";

  private static final Path OF_ROOT = Path.of("/var/lib/pgreview");

  private static final String SETTINGS =
      """
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      password_encryption = 'scram-sha-256'
      max_connections = 100
      shared_buffers = 64MB
      dynamic_shared_memory_type = mmap
      timezone = 'UTC'
      log_timezone = 'UTC'
      lc_messages = 'C'
      update_process_title = off
      """;

  private final Postmaster postmaster;
  private final FileLocks.Held owner;
  private final String password;

  private EmbeddedStore(Postmaster postmaster, FileLocks.Held owner, String password) {
    this.postmaster = postmaster;
    this.owner = owner;
    this.password = password;
  }

  /**
   * A store's files.
   *
   * @param root this process's own; what is in {@code server} is the server's user's
   */
  private record Place(Path root) implements ServerPlace {
    @Override
    public Path server() {
      return root.resolve("server");
    }

    @Override
    public Path data() {
      return server().resolve("data");
    }

    @Override
    public Path log() {
      return root.resolve("server.log");
    }

    Path passwordFile() {
      return root.resolve("password");
    }
  }

  /**
   * Starts the server, after making its cluster the first time.
   *
   * @param dataDirectory the service's; root, whose home the server's user cannot enter, gets
   *     /var/lib/pgreview instead of a folder in it
   */
  public static EmbeddedStore start(Path dataDirectory) throws ServerUnavailableException {
    ServerUser user = ServerUser.current();
    Path wanted = dataDirectory.toAbsolutePath().normalize();
    Place place =
        new Place((user.reaches(wanted) ? wanted : OF_ROOT).resolve("store-" + VERSION.major()));
    try {
      DirectoryModes.create(
          place.root(), user.drops() ? DirectoryModes.PASSABLE : DirectoryModes.PRIVATE);
      FileLocks.Held owner =
          FileLocks.tryAcquire(place.root().resolve("owner.lock"))
              .orElseThrow(
                  () ->
                      new ServerUnavailableException(
                          "another pgreview uses the store in "
                              + place.root()
                              + "; set PGREVIEW_DATABASE_URL for several replicas, or another"
                              + " PGREVIEW_DATA_DIR"));
      try {
        return start(place, user, owner);
      } catch (IOException | ServerUnavailableException failure) {
        owner.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new ServerUnavailableException(
          "the store in " + place.root() + " cannot be started: " + failure.getMessage(), failure);
    }
  }

  private static EmbeddedStore start(Place place, ServerUser user, FileLocks.Held owner)
      throws IOException, ServerUnavailableException {
    // A server that outlived a killed process.
    ServerProcesses.endAllIn(place.root(), user);
    DataDirectory binaries = DataDirectory.standard(System.getenv(), user);
    Path home =
        new PostgresBinaries(binaries, PostgresBinaries.standardMavenRepository()).home(VERSION);
    ServerSetup setup = new ServerSetup(VERSION, home, user, RunLocation.standard());
    if (!Files.exists(place.server())) {
      user.createPrivate(place.server());
    }
    if (!Files.exists(place.data().resolve("PG_VERSION"))) {
      initialize(place, setup);
    }
    Files.writeString(place.data().resolve("postgresql.conf"), SETTINGS);
    Files.writeString(
        place.data().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    Postmaster postmaster = Postmaster.start(setup, place);
    String password = Files.readString(place.passwordFile()).strip();
    EmbeddedStore store = new EmbeddedStore(postmaster, owner, password);
    try {
      store.createDatabase();
    } catch (SQLException failure) {
      postmaster.killAlone();
      throw new ServerUnavailableException(
          "the store's database cannot be made: " + failure.getMessage(), failure);
    }
    return store;
  }

  /** Made beside its place and then renamed: it is there whole or not at all. */
  private static void initialize(Place place, ServerSetup setup)
      throws IOException, ServerUnavailableException {
    Path fresh = place.server().resolve("fresh");
    FileTrees.delete(fresh);
    FileTrees.delete(place.data());
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Files.deleteIfExists(place.passwordFile());
    Files.createFile(
        place.passwordFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(place.passwordFile(), password + "\n");
    Path handedOver = place.server().resolve("password");
    Files.writeString(handedOver, password + "\n");
    Files.setPosixFilePermissions(handedOver, PosixFilePermissions.fromString("rw-r--r--"));
    try {
      Processes.Result result =
          Processes.run(
              Processes.builder(
                  place.server(),
                  setup.command(
                      "initdb",
                      List.of(
                          "--encoding=UTF8",
                          "--locale=C.UTF-8",
                          "--auth=scram-sha-256",
                          "--no-instructions",
                          "--pgdata=" + fresh,
                          "--username=" + USER,
                          "--pwfile=" + handedOver),
                      "TERM")));
      if (!result.succeeded()) {
        throw new ServerUnavailableException(
            "initdb fails: " + ServerLog.reason(result.output(), ServerLog.noSpace(place.data())));
      }
    } finally {
      Files.deleteIfExists(handedOver);
    }
    Files.move(fresh, place.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void createDatabase() throws SQLException {
    try (Connection session =
            Sessions.open(
                new ServerAddress.Loopback(postmaster.port()), "postgres", USER, password, "");
        Statement statement = session.createStatement()) {
      try (ResultSet there =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        if (there.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + DATABASE);
    }
  }

  /** JDBC. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + postmaster.port() + "/" + DATABASE;
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** Shuts down with a checkpoint. */
  @Override
  public void close() throws IOException {
    try {
      if (postmaster.isAlive()) {
        postmaster.signal(Postmaster.Signal.INT);
        if (!postmaster.endsSoon()) {
          postmaster.signal(Postmaster.Signal.QUIT);
          postmaster.awaitEnd();
        }
      }
    } finally {
      owner.close();
    }
  }
}
