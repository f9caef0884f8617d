package dev.pgreview.dryrun;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A server with the database of the run, in which migrations may do as they like. */
interface DryRunServer extends AutoCloseable {
  /** {@code embedded}, {@code container} or {@code external}. */
  String kind();

  /** The database of the run. */
  default String database() {
    return ClusterTemplate.DATABASE;
  }

  /** How long runs that were there before had to be waited for: not this run's time. */
  default Duration waited() {
    return Duration.ZERO;
  }

  /** A database in which no migration runs, to make and drop others from. */
  default String otherDatabase() {
    return "template1";
  }

  /** What may be done on the server beside the database. */
  default Cluster cluster() {
    return OwnCluster.INSTANCE;
  }

  /**
   * A session of the superuser that runs no code of migrations: only system catalogs are on its
   * path.
   */
  Connection connectAsObserver(String database) throws SQLException;

  /** A session of the superuser with the usual search path, where no migration ran yet. */
  Connection connectAsSuperuser(String database) throws SQLException;

  /** A session of the role that migrates. */
  Connection connectAsMigrator(String database) throws SQLException;

  /** As the server says it, for instance {@code 16.10}. */
  default String reportedVersion() throws SQLException {
    try (Connection session = connectAsObserver(database())) {
      return session.getMetaData().getDatabaseProductVersion();
    }
  }

  /** Whether its data takes too much room; what is free now counts as room. */
  RoomLimit roomLimit() throws IOException;

  /** Where its data is, for messages. */
  String dataPlace();

  /** A sentence that says that there is no room for its data any more, and what to do. */
  String noSpace();

  /** Ends the server at once, from any thread; sessions fail. */
  void kill();

  /** The end of what the server wrote to its log. */
  String log();

  /** Why sessions were lost, in the server's words. */
  default String lastWords() {
    return ServerLog.reason(log(), noSpace());
  }

  @Override
  void close();
}
