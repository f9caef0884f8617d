package dev.pgreview.dryrun.testing;

import dev.pgreview.dryrun.EmbeddedPostgres;
import dev.pgreview.dryrun.EmbeddedServer;
import dev.pgreview.dryrun.ServerUnavailableException;
import dev.pgreview.schema.PostgresVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One server for each major in this virtual machine, started when it is first asked for and stopped
 * at the end. Tests get databases of their own from it:
 *
 * <pre>{@code
 * try (TestDatabase database = TestPostgres.major(16).freshDatabase()) {
 *   database.execute("CREATE TABLE t (a int)");
 *   try (ResultSet rows = database.connection().createStatement().executeQuery("TABLE t")) …
 * }
 * }</pre>
 *
 * <p>Sessions are the superuser's. Roles are shared by all databases of a server: give those that a
 * test makes names of their own, or drop them.
 */
public final class TestPostgres {
  /** For sessions that make and drop databases: nobody copies this one. */
  public static final String ADMINISTRATION = "administration";

  private static final Map<Integer, TestPostgres> RUNNING = new ConcurrentHashMap<>();

  private final EmbeddedServer server;
  private final AtomicInteger next = new AtomicInteger();

  private TestPostgres(EmbeddedServer server) {
    this.server = server;
  }

  /** The shared server of the major, 14 to 18. */
  public static TestPostgres major(int major) {
    return RUNNING.computeIfAbsent(major, TestPostgres::start);
  }

  /** All supported majors, oldest first, for parameterized tests. */
  public static Stream<Integer> majors() {
    return IntStream.rangeClosed(PostgresVersion.OLDEST, PostgresVersion.NEWEST).boxed();
  }

  private static TestPostgres start(int major) {
    try {
      EmbeddedServer server = EmbeddedPostgres.standard().start(new PostgresVersion(major));
      try (Connection superuser = server.connectAsSuperuser("app");
          Statement statement = superuser.createStatement()) {
        statement.execute("CREATE DATABASE " + ADMINISTRATION);
      }
      return new TestPostgres(server);
    } catch (ServerUnavailableException | SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** An empty database; dropped when closed. */
  public TestDatabase freshDatabase() throws SQLException {
    String name = "test" + next.incrementAndGet();
    // Copying files is the quick way on a memory file system; up to 14 it is the only one.
    String strategy = server.version().atLeast(15) ? " STRATEGY file_copy" : "";
    administer("CREATE DATABASE " + name + strategy);
    return new TestDatabase(this, name, connect(name));
  }

  public EmbeddedServer server() {
    return server;
  }

  Connection connect(String database) throws SQLException {
    return server.connectAsSuperuser(database);
  }

  void drop(String database) throws SQLException {
    administer("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
  }

  private synchronized void administer(String sql) throws SQLException {
    try (Connection connection = connect(ADMINISTRATION);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
