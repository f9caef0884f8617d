package dev.pgreview.dryrun.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * Gives every empty table rows, and the planner statistics of them.
 *
 * <p>The first row holds ones, the second twos and so on, in every column of every table that does
 * not count by itself, so that keys are unique and references have what they refer to. A table
 * whose constraints do not allow that must get its rows from its own migration.
 */
public final class RowFiller {
  /** Enough for an index to be worth it, so that look-ups do not show as scans. */
  public static final int ROWS = 1000;

  private static final String FILL = resource().replace(":rows", String.valueOf(ROWS));

  private static final String EMPTY =
      """
      DO $empty$
      DECLARE tables text;
      BEGIN
        SELECT string_agg(c.oid::regclass::text, ', ') INTO tables FROM pg_class c
        WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384;
        EXECUTE 'TRUNCATE ' || tables;
      END $empty$
      """;

  private RowFiller() {}

  /**
   * Fills the database of the session, which is a superuser's.
   *
   * @throws SQLException when the rows break a constraint; the message names the table
   */
  public static void fill(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(FILL);
    }
  }

  /** Takes all rows of all tables away. */
  public static void empty(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(EMPTY);
    }
  }

  private static String resource() {
    try (InputStream in = RowFiller.class.getResourceAsStream("/dev/pgreview/dryrun/fill.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
