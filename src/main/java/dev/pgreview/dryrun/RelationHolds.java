package dev.pgreview.dryrun;

import dev.pgreview.schema.RelationName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Holds relations, each on its own, so that a statement must wait where its locks can be seen, also
 * one that writes nothing, as VACUUM often does: all tables, in SHARE UPDATE EXCLUSIVE, with which
 * schema changes and VACUUM conflict; if wanted, indexes.
 *
 * <p>Prepared transactions hold them: no session has to, and each can be let go alone.
 */
final class RelationHolds implements AutoCloseable {
  /** As many as the server has room for (ClusterSettings); what is beyond is not held. */
  private static final int MOST = 300;

  /** To where it is, which does nothing but lock, until the transaction ends. */
  private static final String STAY = " SET TABLESPACE pg_default";

  /** First those that are opened last of each table (relcache.c, RelationGetIndexList). */
  private static final String INDEXES =
      """
      SELECT c.oid::int8, n.nspname, c.relname
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid >= 16384 AND n.nspname <> 'pg_toast' AND c.reltablespace = 0
        AND c.relpersistence <> 't'
      ORDER BY i.indexrelid <> max(i.indexrelid) OVER (PARTITION BY i.indrelid), c.oid
      """;

  private final Connection observer;
  private final Map<Long, String> holding = new LinkedHashMap<>();

  private RelationHolds(Connection observer) {
    this.observer = observer;
  }

  /**
   * Takes them. A server without room for prepared transactions holds none.
   *
   * @param observer a superuser's session in the database, between two statements
   * @param indexes whether indexes are held too
   */
  static RelationHolds hold(Moment moment, boolean indexes, Connection observer)
      throws SQLException {
    RelationHolds holds = new RelationHolds(observer);
    int room = Math.min(MOST, holds.room());
    Map<Long, String> wanted = new LinkedHashMap<>();
    moment.relations().forEach((oid, relation) -> add(wanted, oid, relation));
    if (indexes) {
      wanted.putAll(holds.indexes());
    }
    try {
      holds.take(wanted, room);
      return holds;
    } catch (SQLException failure) {
      holds.close();
      throw failure;
    }
  }

  /** Holds nothing. */
  static RelationHolds none(Connection observer) {
    return new RelationHolds(observer);
  }

  private static void add(Map<Long, String> wanted, long oid, Moment.State relation) {
    String name = relation.name().sql();
    if (relation.name().schema().equals("pg_temp")) {
      return;
    }
    if (relation.isLockable()) {
      wanted.put(oid, "LOCK TABLE ONLY " + name + " IN SHARE UPDATE EXCLUSIVE MODE");
    } else if (relation.kind() == 'm') {
      wanted.put(oid, "ALTER MATERIALIZED VIEW " + name + STAY);
    }
  }

  private Map<Long, String> indexes() throws SQLException {
    Map<Long, String> indexes = new LinkedHashMap<>();
    try (Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(INDEXES)) {
      while (rows.next()) {
        RelationName name = RelationName.of(rows.getString(2), rows.getString(3));
        indexes.put(rows.getLong(1), "ALTER INDEX " + name.sql() + STAY);
      }
    }
    return indexes;
  }

  private int room() throws SQLException {
    try (Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery("SHOW max_prepared_transactions")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private void take(Map<Long, String> wanted, int room) throws SQLException {
    try (Statement statement = observer.createStatement()) {
      for (Map.Entry<Long, String> one : wanted.entrySet()) {
        if (holding.size() == room) {
          return;
        }
        String name = "pgreview_" + one.getKey();
        statement.execute("BEGIN; " + one.getValue() + "; PREPARE TRANSACTION '" + name + "'");
        holding.put(one.getKey(), name);
      }
    }
  }

  /** Those of the relations that are held. */
  Set<Long> among(Set<Long> relations) {
    Set<Long> held = new HashSet<>(relations);
    held.retainAll(holding.keySet());
    return held;
  }

  /** Lets relations go. */
  void release(Set<Long> relations) throws SQLException {
    for (long relation : relations) {
      String name = holding.remove(relation);
      if (name != null) {
        try (Statement statement = observer.createStatement()) {
          statement.execute("ROLLBACK PREPARED '" + name + "'");
        }
      }
    }
  }

  /** Lets all go. */
  @Override
  public void close() throws SQLException {
    release(Set.copyOf(holding.keySet()));
  }
}
