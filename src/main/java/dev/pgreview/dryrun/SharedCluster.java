package dev.pgreview.dryrun;

import dev.pgreview.schema.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A server that is there already and stays. Of what is on it a run touches only what it made
 * itself.
 *
 * @param run the run's name
 * @param migrator who migrates
 * @param createsRoles whether roles can be made
 * @param hasSuperuserFunctions whether a superuser's session prepared the run's database
 */
record SharedCluster(
    ExternalRunName run, String migrator, boolean createsRoles, boolean hasSuperuserFunctions)
    implements Cluster {
  @Override
  public boolean isOurs() {
    return false;
  }

  @Override
  public boolean makeRole(String role, Connection superuser) throws SQLException {
    if (!createsRoles) {
      return false;
    }
    String name = Identifiers.quote(role);
    // Both or none: by its comment it is found when this process is killed.
    superuser.setAutoCommit(false);
    try (Statement statement = superuser.createStatement()) {
      statement.execute("CREATE ROLE " + name + " NOLOGIN");
      statement.execute("COMMENT ON ROLE " + name + " IS '" + run.mark() + "'");
      superuser.commit();
    } catch (SQLException failure) {
      superuser.rollback();
      throw failure;
    } finally {
      superuser.setAutoCommit(true);
    }
    return true;
  }

  /** Never: its name would be others' to see and to meet. */
  @Override
  public boolean makeDatabase(String database, Connection superuser) {
    return false;
  }

  /** Those that were made for this run. */
  @Override
  public boolean mayJoin(String role, Connection superuser) throws SQLException {
    String sql =
        "SELECT FROM pg_roles WHERE rolname = ? AND shobj_description(oid, 'pg_authid') = ?";
    try (PreparedStatement query = superuser.prepareStatement(sql)) {
      query.setString(1, role);
      query.setString(2, run.mark());
      try (ResultSet found = query.executeQuery()) {
        return found.next();
      }
    }
  }
}
