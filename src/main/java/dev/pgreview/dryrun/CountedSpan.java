package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The moments before and after a statement that commits by itself, with all of its scans: those
 * that the session still keeps to itself and those that it has given to the server's statistics
 * meanwhile.
 */
final class CountedSpan {
  /**
   * Up to 14 a session gives its counts away when it has nothing to do, but only half a second
   * after the last time, and readers may get a file of that age (pgstat.c).
   */
  private static final Duration STATISTICS_DELAY = Duration.ofMillis(520);

  /** How long sessions that were closed may take to end, and with it to give away their counts. */
  private static final Duration LONGEST_END = Duration.ofSeconds(2);

  /** A table that nobody reads: as long as our scan of it is there, no count was given away. */
  private static final String MARK = "pg_catalog.pg_largeobject_metadata";

  private static final String MARKED =
      "SELECT pg_catalog.pg_stat_get_xact_numscans('" + MARK + "'::pg_catalog.regclass)";

  private static final String OTHERS =
      "SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend'"
          + " AND datname = pg_catalog.current_database() AND pid NOT IN (pg_backend_pid(), ";

  private final MigrationSession session;
  private final Connection observer;
  private final PostgresVersion version;

  /** With what the session kept when the server's counts were read or set to zero. */
  private Moment all;

  /** With what the session kept just before the statement. */
  private Moment kept;

  /** Two moments whose counts are comparable. */
  record Ends(Moment before, Moment after) {}

  private CountedSpan(MigrationSession session, Connection observer, PostgresVersion version)
      throws SQLException {
    this.session = session;
    this.observer = observer;
    this.version = version;
    awaitOthers();
    if (version.atLeast(15)) {
      all = sum();
      kept = all;
    } else {
      try (Statement statement = observer.createStatement()) {
        statement.execute("SELECT pg_catalog.pg_stat_reset()");
      }
      all = mark();
      kept = session.query(MARKED, CountedSpan::number) > 0 ? all : mark();
    }
  }

  /**
   * Begins it.
   *
   * @param session between two transactions; it is the only one that is at work in its database
   * @param observer another session in the same database
   */
  static CountedSpan start(MigrationSession session, Connection observer, PostgresVersion version)
      throws SQLException {
    return new CountedSpan(session, observer, version);
  }

  /** The relations before the statement. */
  Moment before() {
    return kept;
  }

  /** Reads the end, in the same session. */
  Ends end() throws SQLException {
    if (version.atLeast(15)) {
      return new Ends(all, sum());
    }
    session.execute("BEGIN");
    boolean complete = session.query(MARKED, CountedSpan::number) > 0;
    Moment own = session.query(Moment.OWN, Moment::read);
    session.execute("COMMIT");
    if (complete) {
      return new Ends(kept, own);
    }
    sleep(STATISTICS_DELAY);
    session.execute("SELECT");
    return new Ends(all, sum());
  }

  /**
   * Both parts are read while the session is in a transaction, in which it gives no counts away.
   */
  private Moment sum() throws SQLException {
    session.execute("BEGIN");
    Moment sum = session.query(Moment.OWN, Moment::read).plusScans(shared());
    session.execute("COMMIT");
    return sum;
  }

  private Moment mark() throws SQLException {
    session.execute("BEGIN");
    session.execute("SELECT FROM " + MARK);
    Moment own = session.query(Moment.OWN, Moment::read);
    session.execute("COMMIT");
    return own;
  }

  private void awaitOthers() throws SQLException {
    long start = System.nanoTime();
    while (ask(OTHERS + session.pid() + ")") > 0
        && System.nanoTime() - start < LONGEST_END.toNanos()) {
      sleep(Duration.ofMillis(1));
    }
  }

  private Moment shared() throws SQLException {
    try (Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(Moment.SHARED)) {
      return Moment.read(rows);
    }
  }

  private long ask(String sql) throws SQLException {
    try (Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return number(rows);
    }
  }

  private static long number(ResultSet rows) throws SQLException {
    return rows.next() ? rows.getLong(1) : 0;
  }

  private static void sleep(Duration duration) throws SQLException {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", interrupted);
    }
  }
}
