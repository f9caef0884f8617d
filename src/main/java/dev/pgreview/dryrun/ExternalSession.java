package dev.pgreview.dryrun;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The session on a scratch server in which databases and roles of runs are made and dropped. */
record ExternalSession(Connection connection) {
  /**
   * What the role of the session may do.
   *
   * @param name as an identifier of SQL
   * @param major of the server
   */
  record Rights(
      String name, boolean superuser, boolean createsRoles, boolean createsDatabases, int major) {}

  Rights rights() throws SQLException {
    String sql =
        "SELECT quote_ident(rolname), rolsuper, rolsuper OR rolcreaterole, rolsuper OR rolcreatedb,"
            + " current_setting('server_version_num')::int / 10000"
            + " FROM pg_roles WHERE rolname = current_user";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new Rights(
          row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), row.getInt(5));
    }
  }

  /** Waits until nobody else has a run here; the turn is over when the session ends. */
  void awaitTurn(Duration most) throws SQLException {
    execute("SET lock_timeout = " + Math.clamp(most.toMillis(), 1, Integer.MAX_VALUE));
    execute("SELECT pg_advisory_lock(hashtextextended('pgreview dry run', 0))");
    execute("SET lock_timeout = 0");
  }

  Instant now() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT extract(epoch FROM now())::bigint")) {
      row.next();
      return Instant.ofEpochSecond(row.getLong(1));
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of all rows. */
  List<String> column(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      List<String> values = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          values.add(String.valueOf(rows.getString(1)));
        }
      }
      return values;
    }
  }
}
