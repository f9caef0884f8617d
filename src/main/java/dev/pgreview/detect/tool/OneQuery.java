package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.StatementScanner;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import java.util.List;
import java.util.Optional;

/**
 * Text that a tool sends without a transaction of its own, but as one query. A single statement
 * then runs by itself; several are one implicit transaction block all the same (PostgreSQL
 * documentation, "Multiple Statements in a Simple Query").
 */
final class OneQuery {
  private OneQuery() {}

  static TransactionMode mode(String sql) {
    return StatementScanner.statements(sql).size() > 1
        ? TransactionMode.IMPLICIT
        : TransactionMode.AUTOCOMMIT;
  }

  /** The whole file, with a notice when the wish for no transaction is not fulfilled. */
  static ScriptSections file(String path, String text, String optOut, Reading reading) {
    TransactionMode mode = mode(text);
    note(path, 1, mode, optOut, reading);
    return new ScriptSections(List.of(SqlSection.verbatim(text, 0, mode)), Optional.empty());
  }

  static void note(String path, int line, TransactionMode mode, String optOut, Reading reading) {
    if (mode == TransactionMode.IMPLICIT) {
      reading.notice(
          Kind.TRANSACTION,
          path,
          line,
          optOut
              + " asks for no transaction, but the statements are sent as one query and PostgreSQL"
              + " runs them in one implicit transaction all the same. A statement that needs to run"
              + " outside a transaction, such as CREATE INDEX CONCURRENTLY, needs a file of its"
              + " own.");
    }
  }
}
