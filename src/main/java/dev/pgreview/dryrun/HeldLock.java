package dev.pgreview.dryrun;

import dev.pgreview.lock.LockMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A relation lock of a session, by the relation's object id. */
record HeldLock(long relation, LockMode mode) {
  /**
   * All relation locks of the backend in the current database, also those that it waits for.
   *
   * @param observer another session in the same database
   */
  static Set<HeldLock> of(int pid, Connection observer) throws SQLException {
    String sql =
        "SELECT relation::int8, mode FROM pg_locks WHERE locktype = 'relation' AND pid = "
            + pid
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    Set<HeldLock> locks = new HashSet<>();
    try (Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        long relation = rows.getLong(1);
        Optional<LockMode> mode = LockMode.byCatalogName(rows.getString(2));
        mode.ifPresent(known -> locks.add(new HeldLock(relation, known)));
      }
    }
    return locks;
  }

  /** Transactions of the backend that write, by their ids. */
  static Set<String> transactionsOf(int pid, Connection observer) throws SQLException {
    String sql =
        "SELECT transactionid FROM pg_locks WHERE locktype = 'transactionid' AND granted"
            + " AND mode = 'ExclusiveLock' AND pid = "
            + pid;
    Set<String> transactions = new HashSet<>();
    try (Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        transactions.add(rows.getString(1));
      }
    }
    return transactions;
  }
}
