package dev.pgreview.dryrun;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The role that migrates: owns the database and everything in it that a migration may want to
 * change, and cannot reach the machine.
 *
 * <p>CREATEROLE is needed by real migrations. Up to PostgreSQL 15 it may grant any role, also the
 * predefined ones that read and write files and run programs (documentation, "Predefined Roles");
 * these are therefore removed from the cluster.
 */
final class MigratorRole {
  private MigratorRole() {}

  /** Makes the role and the database on a server that is as initdb made it. */
  static void prepare(DryRunServer server, String password) throws SQLException {
    try (Connection postgres = server.connectAsSuperuser("postgres")) {
      execute(postgres, create(password));
    }
    try (Connection app = server.connectAsSuperuser(ClusterTemplate.DATABASE)) {
      execute(app, ownDatabase(ClusterTemplate.MIGRATOR));
      // Less to copy.
      execute(
          app,
          List.of(
              "UPDATE pg_database SET datistemplate = false WHERE datname = 'template0'",
              "DROP DATABASE template0",
              "DROP DATABASE postgres"));
    }
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** In any database, as superuser. */
  static List<String> create(String password) {
    return List.of(
        "DELETE FROM pg_auth_members WHERE roleid IN (SELECT oid FROM pg_authid WHERE rolname IN"
            + " ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'))",
        "DELETE FROM pg_authid WHERE rolname IN"
            + " ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')",
        "CREATE ROLE "
            + ClusterTemplate.MIGRATOR
            + " LOGIN NOSUPERUSER CREATEDB CREATEROLE PASSWORD '"
            + password
            + "'",
        "CREATE DATABASE " + ClusterTemplate.DATABASE + " OWNER " + ClusterTemplate.MIGRATOR);
  }

  /**
   * In the database. Extensions have no ALTER … OWNER, and dumps comment on plpgsql.
   *
   * @param role that migrates
   */
  static List<String> ownDatabase(String role) {
    String migrator = "(SELECT oid FROM pg_authid WHERE rolname = '" + role + "')";
    List<String> statements = new ArrayList<>(SuperuserFunctions.create());
    Collections.addAll(
        statements,
        "ALTER SCHEMA public OWNER TO " + role,
        "UPDATE pg_extension SET extowner = " + migrator,
        "UPDATE pg_language SET lanowner = " + migrator + " WHERE lanname = 'plpgsql'");
    return statements;
  }
}
