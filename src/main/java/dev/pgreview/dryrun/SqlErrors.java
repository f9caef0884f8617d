package dev.pgreview.dryrun;

import dev.pgreview.lock.SqlError;
import java.sql.SQLException;
import java.util.Objects;
import java.util.OptionalInt;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's errors out of the driver's exceptions. */
final class SqlErrors {
  /** Documentation, "PostgreSQL Error Codes". */
  static final String ACTIVE_TRANSACTION = "25001";

  static final String INVALID_TRANSACTION_TERMINATION = "2D000";
  static final String UNDEFINED_OBJECT = "42704";
  static final String DUPLICATE_OBJECT = "42710";
  static final String UNDEFINED_DATABASE = "3D000";
  static final String INSUFFICIENT_PRIVILEGE = "42501";
  static final String FEATURE_NOT_SUPPORTED = "0A000";
  static final String UNDEFINED_FILE = "58P01";
  static final String DISK_FULL = "53100";

  private SqlErrors() {}

  static SqlError of(SQLException failure) {
    ServerErrorMessage server =
        failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    if (server != null) {
      return new SqlError(
          state(failure),
          Objects.requireNonNullElse(server.getMessage(), "no message"),
          server.getDetail(),
          server.getHint(),
          server.getPosition() > 0 ? OptionalInt.of(server.getPosition()) : OptionalInt.empty());
    }
    String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    return new SqlError(state(failure), message, null, null, OptionalInt.empty());
  }

  /** The SQLSTATE; that of an internal error when there is none. */
  static String state(SQLException failure) {
    return Objects.requireNonNullElse(failure.getSQLState(), "XX000");
  }

  /**
   * Whether the session is gone: SQLSTATE class 08, and 57P0x, which the server sends before it.
   */
  static boolean isConnectionLost(SQLException failure) {
    return state(failure).startsWith("08") || state(failure).startsWith("57P");
  }
}
