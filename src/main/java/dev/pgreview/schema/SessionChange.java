package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements about the session and its transaction. */
public sealed interface SessionChange extends SchemaChange {

  /**
   * SET, RESET, SET LOCAL, SET TIME ZONE, SET ROLE, and SELECT set_config(…) of literals.
   *
   * @param name lower case; {@code all} for RESET ALL and DISCARD ALL
   * @param value the value's text, lists joined with {@code ", "}, schemas in {@code search_path}
   *     quoted where needed; null for RESET and TO DEFAULT
   */
  record SetVariable(String name, @Nullable String value, boolean local) implements SessionChange {}

  /**
   * BEGIN, COMMIT and their relatives.
   *
   * @param savepoint of SAVEPOINT, RELEASE and ROLLBACK TO
   * @param chain AND CHAIN: a new transaction begins at once
   */
  record Transaction(TransactionKind kind, Optional<String> savepoint, boolean chain)
      implements SessionChange {}

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
  record SessionCommand(
      String statement, Optional<QualifiedName> written, List<QualifiedName> relations)
      implements SessionChange {}
}
