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
   * What a backend holds and waits for at one instant.
   *
   * @param relations in the current database, also those that it waits for
   * @param awaited relations that it waits for, by their object ids
   * @param transactions those that write, by their ids; several when there are subtransactions
   */
  record Locks(Set<HeldLock> relations, Set<Long> awaited, Set<String> transactions) {}

  /** All relation locks of the backend in the current database, also those that it waits for. */
  static Set<HeldLock> of(int pid, Connection observer) throws SQLException {
    return all(pid, observer).relations();
  }

  /**
   * Reads pg_locks once.
   *
   * @param observer another session in the same database
   */
  static Locks all(int pid, Connection observer) throws SQLException {
    String sql =
        "SELECT relation::int8, mode, granted, transactionid FROM pg_locks WHERE pid = "
            + pid
            + " AND (locktype = 'relation'"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " OR locktype = 'transactionid' AND mode = 'ExclusiveLock' AND granted)";
    Set<HeldLock> relations = new HashSet<>();
    Set<Long> awaited = new HashSet<>();
    Set<String> transactions = new HashSet<>();
    try (Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String transaction = rows.getString(4);
        if (transaction != null) {
          transactions.add(transaction);
        } else {
          long relation = rows.getLong(1);
          Optional<LockMode> mode = LockMode.byCatalogName(rows.getString(2));
          mode.ifPresent(known -> relations.add(new HeldLock(relation, known)));
          if (!rows.getBoolean(3)) {
            awaited.add(relation);
          }
        }
      }
    }
    return new Locks(relations, awaited, transactions);
  }
}
