package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A server as initdb makes it, with nothing of ours on it, as somebody else runs one. It can be
 * stopped and started again, on the same port and data.
 */
public final class PlainServer implements AutoCloseable {
  /** Of the superuser, and of all roles of tests: with what has to be encoded in an address. */
  public static final String PASSWORD = "it's a p@ss/word & more";

  public static final String SUPERUSER = "operator";

  private final ServerSetup setup;
  private final RunDirectory place;
  private final int port;
  private Postmaster postmaster;

  private PlainServer(ServerSetup setup, RunDirectory place, Postmaster postmaster) {
    this.setup = setup;
    this.place = place;
    this.postmaster = postmaster;
    this.port = postmaster.port();
  }

  /**
   * Makes and starts one.
   *
   * @param settings lines of postgresql.conf
   */
  public static PlainServer start(int major, String... settings) throws Exception {
    ServerUser user = ServerUser.current();
    DataDirectory binaries = DataDirectory.standard(System.getenv(), user);
    PostgresVersion version = new PostgresVersion(major);
    Path home =
        new PostgresBinaries(binaries, PostgresBinaries.standardMavenRepository()).home(version);
    ServerSetup setup = new ServerSetup(version, home, user, RunLocation.standard());
    RunDirectory place = RunDirectory.create(RunLocation.standard(), user);
    initialize(setup, place);
    Files.writeString(
        place.data().resolve("postgresql.conf"),
        """
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        dynamic_shared_memory_type = mmap
        fsync = off
        """
            + String.join("\n", settings)
            + "\n");
    return new PlainServer(setup, place, Postmaster.start(setup, place, PlainServer::lastingPort));
  }

  /** Below those that systems give away by themselves: nobody takes it while the server is down. */
  private static int lastingPort() {
    return ThreadLocalRandom.current().nextInt(20_000, 32_000);
  }

  private static void initialize(ServerSetup setup, RunDirectory place) throws Exception {
    Path password = place.server().resolve("password");
    Files.writeString(password, PASSWORD + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
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
                        "--no-sync",
                        "--no-instructions",
                        "--pgdata=" + place.data(),
                        "--username=" + SUPERUSER,
                        "--pwfile=" + password),
                    "TERM")));
    if (!result.succeeded()) {
      throw new IOException(result.output());
    }
  }

  /** Ends it at once, as a crash does. */
  public void stop() throws IOException {
    postmaster.signal(Postmaster.Signal.QUIT);
    postmaster.awaitEnd();
  }

  /** Starts it again after {@link #stop()}. */
  public void restart() throws IOException, ServerUnavailableException {
    postmaster = Postmaster.start(setup, place, () -> port);
  }

  /** JDBC, without user and password. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** JDBC, as it stands in a variable. */
  public String address(String role) {
    return url("postgres")
        + "?user="
        + URLEncoder.encode(role, StandardCharsets.UTF_8)
        + "&password="
        + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8).replace("+", "%20");
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), SUPERUSER, PASSWORD);
  }

  /** Runs each as the superuser. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of all rows. */
  public List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }

  public String log() throws IOException {
    return Files.readString(place.log());
  }

  @Override
  public void close() throws IOException {
    try (place) {
      if (postmaster.isAlive()) {
        stop();
      }
    }
  }
}
