package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server in a container of its own: without network, with its data in memory, talked
 * to through a socket in a directory that it shares with this process.
 */
final class ContainerServer implements DryRunServer {
  private static final Duration START = Duration.ofSeconds(60);
  private static final int POLLS_BETWEEN_QUESTIONS = 50;

  private final ContainerEngine engine;
  private final ContainerPlace place;
  private final String container;
  private final ContainerLimits limits;
  private final RunSessions sessions;
  private final Thread shutdown = new Thread(this::remove, "pgreview-container-stop");

  /**
   * What to start.
   *
   * @param time after which the server ends by itself, whatever becomes of this process
   */
  record Wanted(
      PostgresVersion version,
      ContainerEngine.Image image,
      ContainerLimits limits,
      Duration time) {}

  private ContainerServer(
      ContainerEngine engine,
      ContainerPlace place,
      String container,
      ContainerLimits limits,
      ClusterTemplate.Passwords passwords) {
    this.engine = engine;
    this.limits = limits;
    this.place = place;
    this.container = container;
    this.sessions = new RunSessions(new ServerAddress.SocketFile(place.socketFile()), passwords);
  }

  /** Starts a container and waits until its server has the roles and the database of a run. */
  static ContainerServer start(ContainerRuns runs, Wanted wanted)
      throws ServerUnavailableException {
    try {
      ContainerPlace place = new ContainerPlace(runs.create());
      try {
        return start(runs.engine(), place, wanted);
      } catch (IOException | ServerUnavailableException failure) {
        place.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new ServerUnavailableException(
          "a container cannot be prepared in " + runs.parent() + ": " + failure.getMessage(),
          failure);
    }
  }

  private static ContainerServer start(ContainerEngine engine, ContainerPlace place, Wanted wanted)
      throws IOException, ServerUnavailableException {
    ClusterTemplate.Passwords passwords = ClusterTemplate.Passwords.random();
    place.fill(wanted.version(), passwords);
    String container =
        engine.start(
            new ContainerEngine.Specification(
                wanted.image().id(),
                ContainerIsolation.USER,
                command(wanted),
                ContainerRuns.labels(place.path(), wanted.time()),
                ContainerIsolation.of(
                    wanted.limits(), place.setup(), place.socket(), wanted.image().volumes())));
    ContainerServer server =
        new ContainerServer(engine, place, container, wanted.limits(), passwords);
    Runtime.getRuntime().addShutdownHook(server.shutdown);
    try {
      server.awaitReady();
      MigratorRole.prepare(server, passwords.migrator());
      place.seal();
      return server;
    } catch (SQLException failure) {
      String words = server.lastWords();
      server.close();
      throw new ServerUnavailableException(
          "the server in the container cannot be prepared: "
              + failure.getMessage()
              + "; it said: "
              + words,
          failure);
    } catch (IOException | ServerUnavailableException failure) {
      server.close();
      throw failure;
    }
  }

  private static List<String> command(Wanted wanted) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                ContainerIsolation.SETUP + "/start-server.sh",
                Long.toString(wanted.time().toSeconds())));
    ClusterSettings.initdb(wanted.version(), "").stream()
        .filter(option -> !option.startsWith("--locale="))
        .forEach(command::add);
    return command;
  }

  /** The socket is there before the server takes sessions, and after it has failed. */
  private void awaitReady() throws ServerUnavailableException {
    long end = System.nanoTime() + START.toNanos();
    for (int polls = 1; ; polls++) {
      if (Files.exists(place.socketFile()) && answers()) {
        return;
      }
      boolean ended = polls % POLLS_BETWEEN_QUESTIONS == 0 && !engine.isRunning(container);
      if (ended || System.nanoTime() > end) {
        throw new ServerUnavailableException(
            (ended
                    ? "the server in the container does not start: "
                    : "the server in the container was not ready in " + START.toSeconds() + " s: ")
                + lastWords());
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new ServerUnavailableException("it was interrupted", interrupted);
      }
    }
  }

  private boolean answers() {
    try (Connection session = sessions.asObserver("postgres")) {
      return session.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  @Override
  public String kind() {
    return "container";
  }

  /** The engine's name of it. */
  String container() {
    return container;
  }

  @Override
  public Connection connectAsSuperuser(String database) throws SQLException {
    return sessions.asSuperuser(database);
  }

  @Override
  public Connection connectAsObserver(String database) throws SQLException {
    return sessions.asObserver(database);
  }

  @Override
  public Connection connectAsMigrator(String database) throws SQLException {
    return sessions.asMigrator(database);
  }

  @Override
  public RoomLimit roomLimit() {
    return RoomLimit.IN_THE_SERVER;
  }

  @Override
  public String dataPlace() {
    return "its container";
  }

  @Override
  public String noSpace() {
    return "the data took more room than a container may take ("
        + (limits.dataBytes() >> 20)
        + " MB)";
  }

  @Override
  public String log() {
    try {
      return engine.log(container);
    } catch (ServerUnavailableException engineIsGone) {
      return String.valueOf(engineIsGone.getMessage());
    }
  }

  @Override
  public void kill() {
    try {
      engine.kill(container);
    } catch (ServerUnavailableException engineIsGone) {
      // It ends when its time is up.
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdown);
    } catch (IllegalStateException alreadyShuttingDown) {
      return; // the hook removes it
    }
    remove();
  }

  private void remove() {
    try {
      engine.remove(container);
      place.close();
    } catch (IOException | ServerUnavailableException leftForTheNextRun) {
      // Removed by whoever makes a run after this process ended.
    }
  }
}
