package dev.pgreview.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements about the session and its transaction. */
public sealed interface SessionChange extends SchemaChange {

  /**
   * SET, RESET, SET LOCAL, SET TIME ZONE, SET ROLE, and SELECT set_config(…) of literals.
   *
   * @param name lower case; {@code all} for RESET ALL and DISCARD ALL
   * @param value the value's text, lists joined with {@code ", "}; null for RESET and TO DEFAULT
   */
  record SetVariable(String name, @Nullable String value, boolean local) implements SessionChange {}

  record Transaction(TransactionKind kind) implements SessionChange {}

  enum TransactionKind {
    BEGIN,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    RELEASE,
    ROLLBACK_TO,
    PREPARE,
    OTHER
  }

  /** PREPARE, EXECUTE, DEALLOCATE, LISTEN, NOTIFY, SHOW, DISCARD, cursors, SET CONSTRAINTS. */
  record SessionCommand(String statement, List<QualifiedName> relations) implements SessionChange {}
}
