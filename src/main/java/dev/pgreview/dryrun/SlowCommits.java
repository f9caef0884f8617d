package dev.pgreview.dryrun;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Makes each commit that writes take 20 ms before it gives its locks back (documentation,
 * "commit_delay", which works only with fsync), so that locks of transactions inside a statement
 * are there long enough to be seen.
 */
final class SlowCommits implements AutoCloseable {
  static final Duration DELAY = Duration.ofMillis(20);

  private final Connection superuser;

  private SlowCommits(Connection superuser) {
    this.superuser = superuser;
  }

  /** From when the session has taken the settings over. */
  static SlowCommits start(Connection superuser, MigrationSession session) throws SQLException {
    SlowCommits slow = new SlowCommits(superuser);
    slow.execute("ALTER SYSTEM SET fsync = on");
    slow.execute("ALTER SYSTEM SET synchronous_commit = on");
    slow.execute("ALTER SYSTEM SET commit_siblings = 0");
    slow.execute("ALTER SYSTEM SET commit_delay = " + DELAY.toMillis() * 1000);
    slow.execute("SELECT pg_reload_conf()");
    String shown;
    do {
      shown =
          session.query(
              "SHOW commit_delay", rows -> rows.next() ? rows.getString(1) : "no such setting");
    } while (shown.equals("0"));
    return slow;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    execute("ALTER SYSTEM RESET ALL");
    execute("SELECT pg_reload_conf()");
  }
}
