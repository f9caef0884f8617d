package dev.pgreview.dryrun;

import dev.pgreview.schema.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database like the one that migrations find, on a server that others use too. When it is closed
 * whatever a run left on the server is gone: the database, copies of it, other databases, roles.
 */
final class ScratchDatabase implements AutoCloseable {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final String DATABASES = "SELECT datname FROM pg_database";
  private static final String ROLES = "SELECT rolname FROM pg_roles";

  private final Connection superuser;
  private final String name;
  private final List<String> databases;
  private final List<String> roles;

  private ScratchDatabase(Connection superuser, String name) throws SQLException {
    this.superuser = superuser;
    this.name = name;
    this.databases = names(DATABASES);
    this.roles = names(ROLES);
  }

  /** Copies a database that nobody is in. */
  static ScratchDatabase copyOf(String template, EmbeddedServer server) throws SQLException {
    String name = "scratch" + NEXT.incrementAndGet();
    ScratchDatabase scratch =
        new ScratchDatabase(server.connectAsObserver(ClusterTemplate.DATABASE), name);
    String strategy = server.version().atLeast(15) ? " STRATEGY file_copy" : "";
    scratch.execute(
        "CREATE DATABASE "
            + name
            + " TEMPLATE "
            + template
            + " OWNER "
            + ClusterTemplate.MIGRATOR
            + strategy);
    return scratch;
  }

  String name() {
    return name;
  }

  @Override
  public void close() throws SQLException {
    try (superuser) {
      for (String database : names(DATABASES)) {
        if (!databases.contains(database)) {
          execute("DROP DATABASE " + Identifiers.quote(database) + " WITH (FORCE)");
        }
      }
      for (String role : names(ROLES)) {
        if (!roles.contains(role)) {
          execute("DROP ROLE " + Identifiers.quote(role));
        }
      }
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
}
