package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running PostgreSQL server on a copy of a template: made to be thrown away.
 *
 * <p>It listens on the loopback address alone, on a port that was free, and wants a password. It
 * ends with this process, also when that is killed; its directory is then removed by the next run.
 */
public final class EmbeddedServer implements DryRunServer {
  private final ServerSetup setup;
  private final RunDirectory run;
  private final ClusterTemplate.Passwords passwords;
  private volatile Postmaster postmaster;
  private final Thread shutdown = new Thread(this::stopQuietly, "pgreview-server-stop");

  private EmbeddedServer(
      ServerSetup setup,
      RunDirectory run,
      ClusterTemplate.Passwords passwords,
      Postmaster postmaster) {
    this.setup = setup;
    this.run = run;
    this.passwords = passwords;
    this.postmaster = postmaster;
  }

  /** Puts a stopped cluster in the place of a run. */
  @FunctionalInterface
  interface ClusterSource {
    ClusterTemplate.Passwords fill(RunDirectory run) throws IOException, ServerUnavailableException;
  }

  /** Starts a server on a copy of the template and waits until it accepts connections. */
  static EmbeddedServer start(ServerSetup setup, ClusterTemplate template)
      throws ServerUnavailableException {
    return start(
        setup,
        run -> {
          copy(template.data(), run.data(), run.server(), setup.user());
          return template.passwords();
        });
  }

  /** Starts a server on a cluster from the source and waits until it accepts connections. */
  static EmbeddedServer start(ServerSetup setup, ClusterSource source)
      throws ServerUnavailableException {
    RunDirectory run = null;
    try {
      run = RunDirectory.create(setup.location(), setup.user());
      ClusterTemplate.Passwords passwords = source.fill(run);
      EmbeddedServer server =
          new EmbeddedServer(setup, run, passwords, Postmaster.start(setup, run));
      Runtime.getRuntime().addShutdownHook(server.shutdown);
      return server;
    } catch (IOException failure) {
      close(run);
      throw new ServerUnavailableException(
          "the PostgreSQL server cannot be started: " + FileProblems.describe(failure), failure);
    } catch (ServerUnavailableException failure) {
      close(run);
      throw failure;
    }
  }

  private static void close(@Nullable RunDirectory run) {
    if (run != null) {
      try {
        run.close();
      } catch (IOException leftForTheNextRun) {
        // Removed by whoever makes a run directory after this process ended.
      }
    }
  }

  /**
   * Copies a stopped cluster as the server's user, who owns both.
   *
   * @param workingDirectory of a run, with which the copying ends
   */
  static void copy(Path from, Path to, Path workingDirectory, ServerUser user)
      throws IOException, ServerUnavailableException {
    List<String> options =
        Files.isDirectory(Path.of("/proc"))
            ? List.of("cp", "-R", "-p", "--reflink=auto", "--", from.toString(), to.toString())
            : List.of("cp", "-R", "-p", from.toString(), to.toString());
    Processes.Result copied =
        Processes.run(Processes.builder(workingDirectory, user.command(options, "TERM")));
    if (!copied.succeeded()) {
      throw new ServerUnavailableException(
          "the cluster cannot be copied to " + to + ": " + ServerLog.firstLine(copied.output()));
    }
  }

  /** Copies the stopped cluster. */
  void copyTo(Path data) throws IOException, ServerUnavailableException {
    copy(run.data(), data, run.server(), setup.user());
  }

  private RunSessions sessions() {
    return new RunSessions(new ServerAddress.Loopback(port()), passwords);
  }

  @Override
  public Connection connectAsSuperuser(String database) throws SQLException {
    return sessions().asSuperuser(database);
  }

  @Override
  public Connection connectAsObserver(String database) throws SQLException {
    return sessions().asObserver(database);
  }

  @Override
  public Connection connectAsMigrator(String database) throws SQLException {
    return sessions().asMigrator(database);
  }

  @Override
  public String kind() {
    return "embedded";
  }

  public PostgresVersion version() {
    return setup.version();
  }

  @Override
  public RoomLimit roomLimit() throws IOException {
    return RoomLimit.onFileSystemOf(data(), setup.location().mostBytes());
  }

  RunDirectory place() {
    return run;
  }

  ServerSetup setup() {
    return setup;
  }

  ClusterTemplate.Passwords passwords() {
    return passwords;
  }

  public int port() {
    return postmaster.port();
  }

  @Override
  public String dataPlace() {
    return data().toString();
  }

  @Override
  public String noSpace() {
    return ServerLog.noSpace(data());
  }

  @Override
  public String log() {
    return ServerLog.read(run.log());
  }

  Path data() {
    return run.data();
  }

  /** Shuts down with a checkpoint, so that the data directory can be copied; sessions are ended. */
  void stopCleanly() throws IOException {
    postmaster.signal(Postmaster.Signal.INT);
    postmaster.awaitEnd();
  }

  /** Starts it again after {@link #stopCleanly()}. */
  void restart() throws IOException, ServerUnavailableException {
    postmaster = Postmaster.start(setup, run);
  }

  @Override
  public void kill() {
    try {
      postmaster.signal(Postmaster.Signal.QUIT);
    } catch (IOException noShell) {
      postmaster.killAlone();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdown);
    } catch (IllegalStateException alreadyShuttingDown) {
      return; // the hook stops it
    }
    stopQuietly();
  }

  private void stopQuietly() {
    try {
      if (postmaster.isAlive()) {
        postmaster.signal(Postmaster.Signal.QUIT);
        if (!postmaster.endsSoon()) {
          ServerProcesses.endAllIn(run.path(), setup.user());
        }
      }
    } catch (IOException failure) {
      postmaster.killAlone();
    } finally {
      close(run);
    }
  }
}
