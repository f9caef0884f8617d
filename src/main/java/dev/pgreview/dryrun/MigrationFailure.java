package dev.pgreview.dryrun;

import dev.pgreview.lock.SqlError;
import dev.pgreview.review.DryRunRequest;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A migration's statement that PostgreSQL refused. */
final class MigrationFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient DryRunRequest.Script script;
  private final transient DryRunRequest.@Nullable Statement statement;
  private final SQLException failure;

  MigrationFailure(
      DryRunRequest.Script script,
      DryRunRequest.@Nullable Statement statement,
      SQLException failure) {
    super(failure);
    this.script = script;
    this.statement = statement;
    this.failure = failure;
  }

  SQLException failure() {
    return failure;
  }

  SqlError error() {
    return SqlErrors.of(failure);
  }

  DryRunRequest.Script script() {
    return script;
  }

  DryRunRequest.@Nullable Statement statement() {
    return statement;
  }

  /** {@code path:line}, the line being the one that PostgreSQL points to where it points. */
  String place() {
    return script.path() + ":" + line();
  }

  /** {@code path:line: ERROR: message}. */
  String describe() {
    return place() + ": ERROR: " + error().message();
  }

  private int line() {
    if (statement == null) {
      return 1;
    }
    int position = error().position().orElse(1) - 1;
    int end = statement.sql().offsetByCodePoints(0, Math.min(position, codePoints()));
    long before = statement.sql().substring(0, end).chars().filter(c -> c == '\n').count();
    return statement.line() + (int) before;
  }

  private int codePoints() {
    return statement == null ? 0 : statement.sql().codePointCount(0, statement.sql().length());
  }
}
