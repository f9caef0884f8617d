package dev.pgreview.persistence;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot be reached from a mistake of ours. */
public final class Unreachable {
  private Unreachable() {}

  /**
   * Whether a failure only means that the database is not there now: class 08 of PostgreSQL's error
   * codes, and 57P01 to 57P03 of one that shuts down or starts (documentation, appendix A).
   */
  public static boolean isCauseOf(Throwable failure) {
    for (@Nullable Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof ConnectionException
          || one instanceof SQLTransientConnectionException
          || (one instanceof SQLException sql && says(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean says(@Nullable String state) {
    return state != null && (state.startsWith("08") || state.matches("57P0[1-3]"));
  }
}
