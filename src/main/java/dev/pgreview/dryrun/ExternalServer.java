package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;

/**
 * A database and a role of one run on a server that is there already. One run at a time is on it,
 * by a lock in the database that the address names: locks and scans are then those of the run.
 */
final class ExternalServer implements DryRunServer {
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Documentation, "PostgreSQL Error Codes": class 28. */
  private static final Set<String> LOCKED_OUT = Set.of("28000", "28P01");

  private final ExternalAddress address;
  private final ExternalSession control;
  private final ExternalSession.Rights rights;
  private final ExternalRunName name;
  private final Duration waited;
  private final String password = randomPassword();
  private final ExternalRoom room;
  private final Thread shutdown = new Thread(this::remove, "pgreview-external-stop");

  /**
   * A run's time on the server.
   *
   * @param waited for it
   */
  private record Turn(ExternalRunName name, Duration waited) {}

  private ExternalServer(
      ExternalAddress address, ExternalSession control, ExternalSession.Rights rights, Turn turn) {
    this.address = address;
    this.control = control;
    this.rights = rights;
    this.name = turn.name();
    this.waited = turn.waited();
    this.room = new ExternalRoom(control, name);
  }

  /**
   * Makes the database and, if the role of the address may, a role.
   *
   * @param wanted the major that the server must have
   * @param patience for runs that are there before
   */
  static ExternalServer start(ExternalAddress address, PostgresVersion wanted, Duration patience)
      throws ServerUnavailableException {
    try {
      Connection connection = address.connect(address.database());
      try {
        return start(address, new ExternalSession(connection), wanted, patience);
      } catch (SQLException | ServerUnavailableException failure) {
        connection.close();
        throw failure;
      }
    } catch (SQLException failure) {
      throw new ServerUnavailableException(
          SqlErrors.state(failure).equals(LOCK_NOT_AVAILABLE)
              ? "the scratch server " + address + " was busy with other dry runs all the time"
              : "the scratch server "
                  + address
                  + " ("
                  + ExternalAddress.VARIABLE
                  + ") cannot be used: "
                  + SqlErrors.of(failure).message(),
          failure);
    }
  }

  private static ExternalServer start(
      ExternalAddress address, ExternalSession control, PostgresVersion wanted, Duration patience)
      throws SQLException, ServerUnavailableException {
    ExternalSession.Rights rights = control.rights();
    if (rights.major() != wanted.major()) {
      throw new ServerUnavailableException(
          "the scratch server "
              + address
              + " is PostgreSQL "
              + rights.major()
              + ", and this review is for "
              + wanted.major()
              + " (postgres in .pgreview.yml): give it a server of that major");
    }
    if (!rights.createsDatabases()) {
      throw new ServerUnavailableException(
          "the role "
              + rights.name()
              + " may not create databases on the scratch server "
              + address
              + ": give it CREATEDB, and CREATEROLE so that migrations run as another role");
    }
    long start = System.nanoTime();
    control.awaitTurn(patience);
    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    new ExternalLeftovers(address, control).removeDead(control.now());
    ExternalServer server =
        new ExternalServer(
            address, control, rights, new Turn(ExternalRunName.at(control.now()), waited));
    try {
      Runtime.getRuntime().addShutdownHook(server.shutdown);
      server.fill();
      return server;
    } catch (SQLException failure) {
      server.close();
      throw failure;
    }
  }

  private void fill() throws SQLException {
    if (rights.createsRoles()) {
      control.execute(
          "CREATE ROLE "
              + name.text()
              + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '"
              + password
              + "'");
    }
    if (rights.createsRoles() && !rights.superuser()) {
      control.execute("GRANT " + name.text() + " TO CURRENT_USER");
    }
    control.execute(
        "CREATE DATABASE "
            + name.text()
            + " TEMPLATE template0 ENCODING 'UTF8' OWNER "
            + cluster().migrator());
    control.execute("REVOKE CONNECT ON DATABASE " + name.text() + " FROM PUBLIC");
    if (rights.superuser()) {
      try (Connection inside = connectAsSuperuser(database())) {
        for (String sql : MigratorRole.ownDatabase(cluster().migrator())) {
          new ExternalSession(inside).execute(sql);
        }
      }
    }
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String kind() {
    return "external";
  }

  @Override
  public String database() {
    return name.text();
  }

  @Override
  public Duration waited() {
    return waited;
  }

  @Override
  public String otherDatabase() {
    return address.database();
  }

  @Override
  public Cluster cluster() {
    return new SharedCluster(
        name,
        rights.createsRoles() ? name.text() : rights.name(),
        rights.createsRoles(),
        rights.superuser());
  }

  @Override
  public Connection connectAsObserver(String database) throws SQLException {
    return address.connect(database);
  }

  /** With the usual search path; no superuser's where the address names none. */
  @Override
  public Connection connectAsSuperuser(String database) throws SQLException {
    Connection session = address.connect(database);
    new ExternalSession(session).execute("SET search_path = \"$user\", public");
    return session;
  }

  @Override
  public Connection connectAsMigrator(String database) throws SQLException {
    if (!rights.createsRoles()) {
      return address.connectPlainly(database);
    }
    try {
      return address.connect(database, name.text(), password);
    } catch (SQLException refused) {
      if (!LOCKED_OUT.contains(SqlErrors.state(refused))) {
        throw refused;
      }
      // A migration may change its own role's password.
      control.execute("ALTER ROLE " + name.text() + " LOGIN PASSWORD '" + password + "'");
      return address.connect(database, name.text(), password);
    }
  }

  @Override
  public RoomLimit roomLimit() {
    return room;
  }

  @Override
  public String dataPlace() {
    return "the scratch server " + address;
  }

  @Override
  public String noSpace() {
    return "there is no room left on the scratch server " + address;
  }

  /** Only its operator can read it. */
  @Override
  public String log() {
    return "";
  }

  @Override
  public String lastWords() {
    return "the log of the scratch server " + address + " may say why";
  }

  /** The run's sessions; the server goes on. */
  @Override
  public void kill() {
    try (Connection session = address.connect(address.database())) {
      for (String database : name.databases()) {
        new ExternalSession(session)
            .column(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?",
                database);
      }
    } catch (SQLException gone) {
      // Then its sessions are too.
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

  /** In a session of its own: the other one may be lost. */
  private void remove() {
    try (Connection _ = control.connection();
        Connection session = address.connect(address.database())) {
      new ExternalLeftovers(address, new ExternalSession(session)).remove(name);
    } catch (SQLException leftForALaterRun) {
      // Removed by a run a day later.
    }
  }
}
