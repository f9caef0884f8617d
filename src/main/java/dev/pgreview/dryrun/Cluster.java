package dev.pgreview.dryrun;

import java.sql.Connection;
import java.sql.SQLException;

/** What a run may do on its server beside its own database. */
sealed interface Cluster permits OwnCluster, SharedCluster {
  /** The role that migrates, as an identifier of SQL. */
  String migrator();

  /** Whether nobody else uses the server, so that its settings may be changed. */
  boolean isOurs();

  /** Whether {@link SuperuserFunctions} are in the run's database. */
  boolean hasSuperuserFunctions();

  /**
   * Makes a role as which nobody can log in.
   *
   * @param superuser a session that runs nothing of a migration's
   * @return false when it cannot be made here
   */
  boolean makeRole(String role, Connection superuser) throws SQLException;

  /** As {@link #makeRole}: an empty database. */
  boolean makeDatabase(String database, Connection superuser) throws SQLException;

  /** Whether the migrating role may become a member of a role that is there. */
  boolean mayJoin(String role, Connection superuser) throws SQLException;
}
