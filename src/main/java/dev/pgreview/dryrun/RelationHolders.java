package dev.pgreview.dryrun;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Sessions that hold relations, so that a statement that writes nothing, as VACUUM often does, must
 * wait where its locks can be seen: one all tables, one of each table the index that is opened last
 * (that with the highest object id: relcache.c, RelationGetIndexList).
 */
final class RelationHolders implements AutoCloseable {
  /** SET TABLESPACE to where it is does nothing, and locks the index alone until the end. */
  private static final String HOLD_INDEXES =
      """
      DO $do$
      DECLARE last record;
      BEGIN
        FOR last IN
          SELECT n.nspname, c.relname
          FROM (SELECT max(i.indexrelid) AS oid FROM pg_index i GROUP BY i.indrelid) newest
          JOIN pg_class c ON c.oid = newest.oid AND c.relkind = 'i' AND c.relpersistence = 'p'
          JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.oid >= 16384 AND n.nspname <> 'pg_toast' AND c.reltablespace = 0
        LOOP
          EXECUTE format('ALTER INDEX %I.%I SET TABLESPACE pg_default', last.nspname, last.relname);
        END LOOP;
      END $do$
      """;

  /** Opens a session of the superuser in the database of the run. */
  @FunctionalInterface
  interface SessionFactory {
    Connection open() throws SQLException;
  }

  /** Those that still hold, by the process ids of their backends. */
  private final Map<Integer, Connection> holding = new LinkedHashMap<>();

  private RelationHolders() {}

  /**
   * Takes the tables in SHARE UPDATE EXCLUSIVE, with which every schema change and VACUUM
   * conflicts.
   */
  static RelationHolders hold(Moment moment, boolean indexes, SessionFactory sessions)
      throws SQLException {
    RelationHolders holders = new RelationHolders();
    String tables =
        moment.relations().values().stream()
            .filter(Moment.State::isLockable)
            .filter(relation -> !relation.name().schema().equals("pg_temp"))
            .map(relation -> "ONLY " + relation.name().sql())
            .sorted()
            .collect(Collectors.joining(", "));
    if (!tables.isEmpty()) {
      holders.open(sessions, "LOCK TABLE " + tables + " IN SHARE UPDATE EXCLUSIVE MODE");
      if (indexes) {
        holders.open(sessions, HOLD_INDEXES);
      }
    }
    return holders;
  }

  private void open(SessionFactory sessions, String hold) throws SQLException {
    Connection session = sessions.open();
    holding.put(session.unwrap(PGConnection.class).getBackendPID(), session);
    try (Statement statement = session.createStatement()) {
      statement.execute("BEGIN");
      statement.execute(hold);
    }
  }

  /** One of the holders that is among these backends; 0 for none. */
  int among(Set<Integer> pids) {
    return pids.stream().filter(holding::containsKey).findFirst().orElse(0);
  }

  /** Lets go. */
  void release(int holder) throws SQLException {
    Connection session = holding.remove(holder);
    if (session != null) {
      session.close();
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection session : holding.values()) {
      session.close();
    }
    holding.clear();
  }
}
