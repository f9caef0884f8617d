package dev.pgreview.dryrun;

import dev.pgreview.schema.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** A server that was started for one run and has the roles of {@link MigratorRole}. */
enum OwnCluster implements Cluster {
  INSTANCE;

  /** Predefined roles that reach nothing outside of the database and can be given away. */
  private static final Set<String> HARMLESS =
      Set.of(
          "pg_monitor",
          "pg_read_all_settings",
          "pg_read_all_stats",
          "pg_stat_scan_tables",
          "pg_read_all_data",
          "pg_write_all_data",
          "pg_signal_backend",
          "pg_maintain");

  @Override
  public String migrator() {
    return ClusterTemplate.MIGRATOR;
  }

  @Override
  public boolean isOurs() {
    return true;
  }

  @Override
  public boolean hasSuperuserFunctions() {
    return true;
  }

  @Override
  public boolean makeRole(String role, Connection superuser) throws SQLException {
    if (role.equals(ClusterTemplate.SUPERUSER)) {
      return false;
    }
    execute("CREATE ROLE " + Identifiers.quote(role) + " NOLOGIN", superuser);
    return true;
  }

  @Override
  public boolean makeDatabase(String database, Connection superuser) throws SQLException {
    execute(
        "CREATE DATABASE " + Identifiers.quote(database) + " OWNER " + ClusterTemplate.MIGRATOR,
        superuser);
    return true;
  }

  /** Made by a migration or for one: below 16384 are the built-in ones (transam.h). */
  @Override
  public boolean mayJoin(String role, Connection superuser) throws SQLException {
    if (HARMLESS.contains(role)) {
      return true;
    }
    String sql = "SELECT FROM pg_roles WHERE rolname = ? AND oid >= 16384 AND NOT rolsuper";
    try (PreparedStatement query = superuser.prepareStatement(sql)) {
      query.setString(1, role);
      try (ResultSet found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  private static void execute(String sql, Connection superuser) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }
}
