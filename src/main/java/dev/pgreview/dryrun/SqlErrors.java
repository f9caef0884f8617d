package dev.pgreview.dryrun;

import dev.pgreview.lock.SqlError;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's errors out of the driver's exceptions. */
final class SqlErrors {
  /** Documentation, "PostgreSQL Error Codes". */
  static final String ACTIVE_TRANSACTION = "25001";

  static final String INVALID_TRANSACTION_TERMINATION = "2D000";
  static final String UNDEFINED_OBJECT = "42704";
  static final String UNDEFINED_TABLE = "42P01";
  static final String UNDEFINED_COLUMN = "42703";
  static final String UNDEFINED_FUNCTION = "42883";
  static final String UNDEFINED_SCHEMA = "3F000";
  static final String DUPLICATE_OBJECT = "42710";
  static final String UNDEFINED_DATABASE = "3D000";
  static final String INSUFFICIENT_PRIVILEGE = "42501";
  static final String FEATURE_NOT_SUPPORTED = "0A000";
  static final String UNDEFINED_FILE = "58P01";
  static final String DISK_FULL = "53100";
  static final String QUERY_CANCELED = "57014";

  static final String OUT_OF_MEMORY = "53200";
  static final String LIMIT_EXCEEDED = "53400";

  private static final int MOST_CHARACTERS = 4000;

  private SqlErrors() {}

  static SqlError of(SQLException failure) {
    ServerErrorMessage server =
        failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    if (server != null) {
      return new SqlError(
          state(failure),
          shortened(Objects.requireNonNullElse(server.getMessage(), "no message")),
          server.getDetail() == null ? null : shortened(server.getDetail()),
          server.getHint() == null ? null : shortened(server.getHint()),
          server.getPosition() > 0 ? OptionalInt.of(server.getPosition()) : OptionalInt.empty());
    }
    String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    return new SqlError(state(failure), shortened(message), null, null, OptionalInt.empty());
  }

  /** A migration can raise an error as long as it likes. */
  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + " …";
  }

  /** Why the connection was given up on this side; empty when it was not. */
  static Optional<LimitedSocket.TooMuchException> tooMuch(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof LimitedSocket.TooMuchException tooMuch) {
        return Optional.of(tooMuch);
      }
    }
    return Optional.empty();
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
