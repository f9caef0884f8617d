package dev.pgreview.dryrun;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A setting of a session that is another one for a while. */
final class BorrowedSetting implements AutoCloseable {
  private final MigrationSession session;
  private final String name;
  private final String before;

  private BorrowedSetting(MigrationSession session, String name, String before) {
    this.session = session;
    this.name = name;
    this.before = before;
  }

  /**
   * Sets it.
   *
   * @param session between two transactions
   */
  static BorrowedSetting set(MigrationSession session, String name, String value)
      throws SQLException {
    String before =
        session.query(
            "SELECT pg_catalog.current_setting('" + name + "')", BorrowedSetting::firstColumn);
    session.execute("SET " + name + " = '" + value + "'");
    return new BorrowedSetting(session, name, before);
  }

  private static String firstColumn(ResultSet rows) throws SQLException {
    rows.next();
    return String.valueOf(rows.getString(1));
  }

  /** Sets it back. */
  @Override
  public void close() throws SQLException {
    session.execute("SET " + name + " = '" + before + "'");
  }
}
