package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A running PostgreSQL server on a copy of a template: made to be thrown away.
 *
 * <p>It listens on the loopback address alone, on a port that was free, and wants a password. It
 * ends with this process, also when that is killed; its directory is then removed by the next run.
 */
public final class EmbeddedServer implements DryRunServer {
  private static final int PORT_ATTEMPTS = 20;

  private final Setup setup;
  private final RunDirectory run;
  private final ClusterTemplate.Passwords passwords;
  private volatile Process postmaster;
  private volatile int port;
  private final Thread shutdown = new Thread(this::stopQuietly, "pgreview-server-stop");

  private EmbeddedServer(
      Setup setup, RunDirectory run, ClusterTemplate.Passwords passwords, Started started) {
    this.setup = setup;
    this.run = run;
    this.passwords = passwords;
    this.postmaster = started.postmaster();
    this.port = started.port();
  }

  private record Started(Process postmaster, int port) {}

  /** What a server is made of: programs, their user, where it runs. */
  record Setup(PostgresVersion version, Path home, ServerUser user, RunLocation location) {
    List<String> command(String program, List<String> options, boolean diesWithThread)
        throws ServerUnavailableException {
      List<String> command = new java.util.ArrayList<>(options);
      command.addFirst(home.resolve("bin").resolve(program).toString());
      return user.command(command, diesWithThread);
    }
  }

  /** Starts a server on a copy of the template and waits until it accepts connections. */
  static EmbeddedServer start(Setup setup, ClusterTemplate template)
      throws ServerUnavailableException {
    RunDirectory run = null;
    try {
      run = RunDirectory.create(setup.location(), setup.user());
      copy(template.data(), run.data(), setup.user());
      Started started = startPostmaster(setup, run);
      EmbeddedServer server = new EmbeddedServer(setup, run, template.passwords(), started);
      Runtime.getRuntime().addShutdownHook(server.shutdown);
      return server;
    } catch (IOException failure) {
      close(run);
      throw new ServerUnavailableException(
          "the PostgreSQL server cannot be started: " + failure.getMessage(), failure);
    } catch (ServerUnavailableException failure) {
      close(run);
      throw failure;
    }
  }

  private static void close(@org.jspecify.annotations.Nullable RunDirectory run) {
    if (run != null) {
      try {
        run.close();
      } catch (IOException leftForTheNextRun) {
        // Removed by whoever makes a run directory after this process ended.
      }
    }
  }

  /** Copies a stopped cluster as the server's user, who owns both. */
  static void copy(Path from, Path to, ServerUser user)
      throws IOException, ServerUnavailableException {
    List<String> options =
        Files.isDirectory(Path.of("/proc"))
            ? List.of("cp", "-R", "-p", "--reflink=auto", "--", from.toString(), to.toString())
            : List.of("cp", "-R", "-p", from.toString(), to.toString());
    Processes.Result copied =
        Processes.run(Processes.builder(FileTrees.folder(to), user.command(options, false)));
    if (!copied.succeeded()) {
      throw new ServerUnavailableException(
          "the cluster template cannot be copied to "
              + to
              + ": "
              + ServerLog.firstLine(copied.output()));
    }
  }

  private static Started startPostmaster(Setup setup, RunDirectory run)
      throws IOException, ServerUnavailableException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      Process postmaster = spawn(setup, run, port);
      if (ready(run, postmaster)) {
        return new Started(postmaster, port);
      }
      String log = ServerLog.read(run.log());
      boolean portTaken = log.contains("could not bind");
      if (!portTaken) {
        throw new ServerUnavailableException(
            "the PostgreSQL server does not start: " + ServerLog.reason(log));
      }
      if (attempt == PORT_ATTEMPTS) {
        throw new ServerUnavailableException(
            "no free port on 127.0.0.1 for a PostgreSQL server, after "
                + attempt
                + " attempts: "
                + ServerLog.reason(log));
      }
    }
  }

  private static int freePort() throws ServerUnavailableException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    } catch (IOException failure) {
      throw new ServerUnavailableException(
          "no free port on 127.0.0.1 for a PostgreSQL server: " + failure.getMessage(), failure);
    }
  }

  /**
   * Started from a thread that lives as long as the server: the signal that ends the server with
   * this process is bound to the thread that started it.
   */
  private static Process spawn(Setup setup, RunDirectory run, int port)
      throws IOException, ServerUnavailableException {
    List<String> command =
        setup.command("postgres", List.of("-D", run.data().toString(), "-c", "port=" + port), true);
    ProcessBuilder builder =
        Processes.builder(run.server(), command).redirectOutput(run.log().toFile());
    CompletableFuture<Process> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("pgreview-server-" + port)
        .start(
            () -> {
              try {
                Process process = builder.start();
                started.complete(process);
                awaitUninterruptibly(process);
              } catch (IOException failure) {
                started.completeExceptionally(failure);
              }
            });
    try {
      return started.join();
    } catch (CompletionException failure) {
      throw new IOException(failure.getCause());
    }
  }

  private static void awaitUninterruptibly(Process process) {
    process.onExit().join();
  }

  /**
   * As pg_ctl waits: until postmaster.pid says so (src/bin/pg_ctl/pg_ctl.c, wait_for_postmaster).
   */
  private static boolean ready(RunDirectory run, Process postmaster) throws IOException {
    Path file = run.data().resolve("postmaster.pid");
    while (postmaster.isAlive()) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() > 7 && lines.get(7).startsWith("ready")) {
          return true;
        }
      }
      try {
        Thread.sleep(1);
      } catch (InterruptedException interrupted) {
        postmaster.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new IOException("interrupted");
      }
    }
    return false;
  }

  @Override
  public Connection connectAsSuperuser(String database) throws SQLException {
    return Sessions.open(port, database, ClusterTemplate.SUPERUSER, passwords.superuser(), "");
  }

  @Override
  public Connection connectAsObserver(String database) throws SQLException {
    return Sessions.open(
        port,
        database,
        ClusterTemplate.SUPERUSER,
        passwords.superuser(),
        "-c search_path=pg_catalog");
  }

  @Override
  public Connection connectAsMigrator(String database) throws SQLException {
    return Sessions.open(port, database, ClusterTemplate.MIGRATOR, passwords.migrator(), "");
  }

  @Override
  public String kind() {
    return "embedded";
  }

  public PostgresVersion version() {
    return setup.version();
  }

  /** As the server says it, for instance {@code 16.10}. */
  String reportedVersion() throws SQLException {
    try (Connection session = connectAsObserver(ClusterTemplate.DATABASE)) {
      return session.getMetaData().getDatabaseProductVersion();
    }
  }

  Setup setup() {
    return setup;
  }

  ClusterTemplate.Passwords passwords() {
    return passwords;
  }

  public int port() {
    return port;
  }

  @Override
  public String lastWords() {
    return ServerLog.reason(ServerLog.read(run.log()));
  }

  Path data() {
    return run.data();
  }

  /** Shuts down with a checkpoint, so that the data directory can be copied; sessions are ended. */
  void stopCleanly() throws IOException {
    signal("INT");
    awaitUninterruptibly(postmaster);
  }

  /** Starts it again after {@link #stopCleanly()}. */
  void restart() throws IOException, ServerUnavailableException {
    Started started = startPostmaster(setup, run);
    port = started.port();
    postmaster = started.postmaster();
  }

  @Override
  public void kill() {
    try {
      signal("QUIT");
    } catch (IOException noShell) {
      postmaster.destroyForcibly();
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
        signal("QUIT");
        if (!postmaster
            .onExit()
            .completeOnTimeout(postmaster, 5, TimeUnit.SECONDS)
            .join()
            .isAlive()) {
          return;
        }
        ServerProcesses.endAllIn(run.path(), setup.user());
      }
    } catch (IOException failure) {
      postmaster.destroyForcibly();
    } finally {
      close(run);
    }
  }

  /** By a shell, because the virtual machine can send no other signals than TERM and KILL. */
  private void signal(String name) throws IOException {
    Processes.run(
        Path.of("/"), "/bin/sh", "-c", "kill -" + name + " \"$1\"", "sh", "" + postmaster.pid());
  }
}
