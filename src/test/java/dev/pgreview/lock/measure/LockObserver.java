package dev.pgreview.lock.measure;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.lock.LockMode;
import dev.pgreview.schema.RelationName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Runs statements in a transaction that is rolled back and reads what the last one did: pg_locks
 * from a second session, relfilenodes and the transaction's own scan counters from the first.
 *
 * <p>A scan is a sequential scan as pg_stat_xact_all_tables.seq_scan counts it: index builds and
 * the checking of constraints count there too (src/backend/access/heap/heapam.c, initscan).
 */
final class LockObserver implements AutoCloseable {
  private final Connection session;
  private final Connection watcher;
  private final int pid;

  /** With a new session: one that ran statements before has plans of referential checks. */
  LockObserver(TestDatabase database) throws SQLException {
    session = database.connect();
    watcher = database.connection();
    session.setAutoCommit(false);
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      pid = row.getInt(1);
    }
    session.rollback();
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }

  /** The state of things between two statements. */
  private record Moment(Set<String> locks, Map<Long, Long> files, Map<Long, Long> scans) {}

  Effect observe(Corpus.Case statements) throws SQLException {
    Map<Long, RelationName> existing = existing();
    try (Statement statement = session.createStatement()) {
      for (String earlier :
          statements.statements().subList(0, statements.statements().size() - 1)) {
        statement.execute(earlier);
      }
      Map<Long, RelationName> names = names(existing);
      Moment before = moment(names);
      if (statements.measured().startsWith("COPY ")) {
        copy(statements.measured());
      } else {
        statement.execute(statements.measured());
      }
      Moment after = moment(names);
      return effect(names, before, after);
    } finally {
      session.rollback();
    }
  }

  /** COPY … TO STDOUT, or FROM STDIN of no rows. */
  private void copy(String sql) throws SQLException {
    CopyManager copies = session.unwrap(PGConnection.class).getCopyAPI();
    try {
      if (sql.endsWith("STDOUT")) {
        copies.copyOut(sql, OutputStream.nullOutputStream());
      } else {
        copies.copyIn(sql, InputStream.nullInputStream());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Effect effect(Map<Long, RelationName> names, Moment before, Moment after) {
    Map<RelationName, LockMode> locks = new TreeMap<>();
    Set<String> taken = new HashSet<>(after.locks);
    taken.removeAll(before.locks);
    for (String lock : taken) {
      RelationName name = names.get(Long.parseLong(lock.substring(0, lock.indexOf(' '))));
      if (name != null) {
        LockMode mode = LockMode.byCatalogName(lock.substring(lock.indexOf(' ') + 1)).orElseThrow();
        locks.merge(name, mode, LockMode::stronger);
      }
    }
    TreeSet<RelationName> rewrites = new TreeSet<>();
    TreeSet<RelationName> scans = new TreeSet<>();
    names.forEach(
        (oid, name) -> {
          Long file = after.files.get(oid);
          if (file != null && !file.equals(before.files.get(oid))) {
            rewrites.add(name);
          }
          if (after.scans.getOrDefault(oid, 0L) > before.scans.getOrDefault(oid, 0L)) {
            scans.add(name);
          }
        });
    return new Effect(locks, rewrites, scans);
  }

  private Map<Long, RelationName> existing() throws SQLException {
    Map<Long, RelationName> relations = new HashMap<>();
    String sql =
        "SELECT c.oid, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n"
            + " ON n.oid = c.relnamespace WHERE n.nspname NOT IN"
            + " ('pg_catalog', 'information_schema', 'pg_toast')";
    try (Statement statement = watcher.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        relations.put(rows.getLong(1), RelationName.of(rows.getString(2), rows.getString(3)));
      }
    }
    return relations;
  }

  /** Those of the relations that are still there, under the names that they have now. */
  private Map<Long, RelationName> names(Map<Long, RelationName> existing) throws SQLException {
    Map<Long, RelationName> now = new HashMap<>();
    try (PreparedStatement statement =
        session.prepareStatement(
            "SELECT c.oid, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n"
                + " ON n.oid = c.relnamespace WHERE c.oid = ANY (?::oid[])")) {
      statement.setArray(1, session.createArrayOf("int8", existing.keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          now.put(rows.getLong(1), RelationName.of(rows.getString(2), rows.getString(3)));
        }
      }
    }
    return now;
  }

  private Moment moment(Map<Long, RelationName> names) throws SQLException {
    Map<Long, Long> files = new HashMap<>();
    Map<Long, Long> scans = new HashMap<>();
    try (PreparedStatement statement =
        session.prepareStatement(
            "SELECT o, (SELECT relfilenode FROM pg_class c WHERE c.oid = o),"
                + " (SELECT relkind FROM pg_class c WHERE c.oid = o),"
                + " pg_stat_get_xact_numscans(o::oid) FROM unnest(?::int8[]) o")) {
      statement.setArray(1, session.createArrayOf("int8", names.keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          long file = rows.getLong(2);
          if (!rows.wasNull()) {
            files.put(rows.getLong(1), file);
          }
          String kind = rows.getString(3);
          if (kind != null && !kind.equalsIgnoreCase("i")) {
            scans.put(rows.getLong(1), rows.getLong(4));
          }
        }
      }
    }
    return new Moment(locks(), files, scans);
  }

  private Set<String> locks() throws SQLException {
    Set<String> locks = new HashSet<>();
    String sql =
        "SELECT relation, mode FROM pg_locks WHERE pid = "
            + pid
            + " AND locktype = 'relation' AND mode <> 'SIReadLock' AND granted";
    try (Statement statement = watcher.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        locks.add(rows.getLong(1) + " " + rows.getString(2));
      }
    }
    return locks;
  }
}
