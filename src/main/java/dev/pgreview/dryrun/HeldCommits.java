package dev.pgreview.dryrun;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes each commit of a session that writes wait, with all of its locks, until it is let go: the
 * locks of transactions inside a statement can then be read, however short they are.
 *
 * <p>The commit waits for a standby that there is not (src/backend/access/transam/xact.c,
 * RecordTransactionCommit: after the commit record is written, before locks are released). A cancel
 * ends one such wait, without an error, and nothing else (src/backend/replication/syncrep.c,
 * SyncRepWaitForLSN).
 */
final class HeldCommits implements AutoCloseable {
  /** What {@code pg_stat_activity.wait_event} says of a session whose commit is held. */
  static final String WAIT_EVENT = "SyncRep";

  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** Commits inside of a statement, where its timeout still counts, and so is told to go on. */
  private static final String PROBE =
      """
      DO $do$
      BEGIN
        SET LOCAL synchronous_commit = on;
        PERFORM pg_catalog.pg_logical_emit_message(true, 'pgreview', '');
        COMMIT;
      END $do$
      """;

  private final Connection superuser;
  private final int pid;
  private final @Nullable BorrowedSetting waiting;

  private HeldCommits(Connection superuser, int pid, @Nullable BorrowedSetting waiting) {
    this.superuser = superuser;
    this.pid = pid;
    this.waiting = waiting;
  }

  /**
   * From when commits of the session really wait. A server without room for standbys ({@code
   * max_wal_senders = 0}), or from which the migration took PL/pgSQL, holds none.
   *
   * @param superuser another session, between two statements
   */
  static HeldCommits start(Connection superuser, MigrationSession session) throws SQLException {
    if (!isPossible(superuser)) {
      return none(superuser, session);
    }
    BorrowedSetting waiting = BorrowedSetting.set(session, "synchronous_commit", "on");
    HeldCommits held = new HeldCommits(superuser, session.pid(), waiting);
    held.execute("ALTER SYSTEM SET synchronous_standby_names = 'pgreview'");
    held.execute("SELECT pg_catalog.pg_reload_conf()");
    held.await(true);
    return held;
  }

  /** Commits do not wait. */
  static HeldCommits none(Connection superuser, MigrationSession session) {
    return new HeldCommits(superuser, session.pid(), null);
  }

  private static boolean isPossible(Connection superuser) throws SQLException {
    String sql =
        "SELECT pg_catalog.current_setting('max_wal_senders') <> '0'"
            + " AND EXISTS (SELECT FROM pg_catalog.pg_language WHERE lanname = 'plpgsql')";
    try (Statement statement = superuser.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /**
   * The checkpointer makes the standby known to all, some time after the setting. When it forgets
   * it all waits end: that must not fall into the next statement's.
   */
  private void await(boolean held) throws SQLException {
    long start = System.nanoTime();
    execute("SET statement_timeout = 10");
    try (Statement probe = superuser.createStatement()) {
      while (waits(probe) != held) {
        if (System.nanoTime() - start > LONGEST.toNanos()) {
          throw new SQLException(
              held ? "the server does not hold commits" : "the server still holds commits");
        }
      }
    } finally {
      withoutTimeout(start);
    }
  }

  /** On a busy machine the timeout may end its own end. */
  private void withoutTimeout(long start) throws SQLException {
    while (true) {
      try {
        execute("RESET statement_timeout");
        return;
      } catch (SQLException failure) {
        boolean late = System.nanoTime() - start > 2 * LONGEST.toNanos();
        if (late || !SqlErrors.state(failure).equals(SqlErrors.QUERY_CANCELED)) {
          throw failure;
        }
      }
    }
  }

  private static boolean waits(Statement probe) throws SQLException {
    try {
      probe.clearWarnings();
      probe.execute(PROBE);
      SQLWarning warning = probe.getWarnings();
      return warning != null && String.valueOf(warning.getMessage()).contains("replication");
    } catch (SQLException failure) {
      if (SqlErrors.state(failure).equals(SqlErrors.QUERY_CANCELED)) {
        return false; // the time was over before it came to the commit
      }
      throw failure;
    }
  }

  /** Lets the session's commit go on, which must be waiting. */
  void letGo() throws SQLException {
    execute("SELECT pg_catalog.pg_cancel_backend(" + pid + ")");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Commits that still wait go on. */
  @Override
  public void close() throws SQLException {
    if (waiting != null) {
      execute("ALTER SYSTEM RESET synchronous_standby_names");
      execute("SELECT pg_catalog.pg_reload_conf()");
      await(false);
      waiting.close();
    }
  }
}
