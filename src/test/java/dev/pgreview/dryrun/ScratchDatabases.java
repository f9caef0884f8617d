package dev.pgreview.dryrun;

import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.schema.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases like the one that migrations find, on a server that others use too. */
final class ScratchDatabases implements AutoCloseable {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final String PREFIX = "scratch";
  private static final String DATABASES = "SELECT datname FROM pg_database";
  private static final String ROLES = "SELECT rolname FROM pg_roles";

  private final EmbeddedServer server;
  private final Connection superuser;

  private ScratchDatabases(EmbeddedServer server, Connection superuser) {
    this.server = server;
    this.superuser = superuser;
  }

  static ScratchDatabases on(EmbeddedServer server) throws SQLException {
    return new ScratchDatabases(server, server.connectAsObserver(TestPostgres.ADMINISTRATION));
  }

  /** Copies a database that nobody is in. */
  Scratch copyOf(String template) throws SQLException {
    String name = PREFIX + NEXT.incrementAndGet();
    Scratch scratch = new Scratch(name, names(DATABASES), names(ROLES));
    String strategy = server.version().atLeast(15) ? " STRATEGY file_copy" : "";
    execute(
        "CREATE DATABASE "
            + name
            + " TEMPLATE "
            + template
            + " OWNER "
            + ClusterTemplate.MIGRATOR
            + strategy);
    return scratch;
  }

  /**
   * A database. When it is closed whatever a run left on the server is gone: the database, copies
   * of it, other databases, roles.
   */
  final class Scratch implements AutoCloseable {
    private final String name;
    private final List<String> databases;
    private final List<String> roles;

    private Scratch(String name, List<String> databases, List<String> roles) {
      this.name = name;
      this.databases = databases;
      this.roles = roles;
    }

    String name() {
      return name;
    }

    @Override
    public void close() throws SQLException {
      for (String database : names(DATABASES)) {
        if (isOurs(database)) {
          execute("DROP DATABASE " + Identifiers.quote(database) + " WITH (FORCE)");
        }
      }
      for (String role : names(ROLES)) {
        if (!roles.contains(role)) {
          execute("DROP ROLE " + Identifiers.quote(role));
        }
      }
    }

    /** Also a database that the run made; not one that somebody else tries things in. */
    private boolean isOurs(String database) {
      return database.equals(name)
          || database.equals(name + "_alone")
          || (!databases.contains(database) && !database.startsWith(PREFIX));
    }
  }

  private List<String> names(String sql) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = superuser.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    superuser.close();
  }
}
