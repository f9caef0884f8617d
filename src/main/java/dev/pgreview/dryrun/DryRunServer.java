package dev.pgreview.dryrun;

import java.sql.Connection;
import java.sql.SQLException;

/** A disposable server with the roles of {@link MigratorRole} and the database of the run. */
interface DryRunServer extends AutoCloseable {
  /** {@code embedded}, {@code container} or {@code external}. */
  String kind();

  /**
   * A session of the superuser that runs no code of migrations: only system catalogs are on its
   * path.
   */
  Connection connectAsObserver(String database) throws SQLException;

  /** A session of the superuser with the usual search path, where no migration ran yet. */
  Connection connectAsSuperuser(String database) throws SQLException;

  /** A session of the role that migrates. */
  Connection connectAsMigrator(String database) throws SQLException;

  /** Ends the server at once, from any thread; sessions fail. */
  void kill();

  /** Why sessions were lost, in the server's words. */
  String lastWords();

  @Override
  void close();
}
