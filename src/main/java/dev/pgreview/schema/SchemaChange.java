package dev.pgreview.schema;

/**
 * What one statement does. Every statement that parses is one of these; what is not understood is
 * {@link Unmodelled}, never dropped.
 */
public sealed interface SchemaChange
    permits TableChange,
        IndexChange,
        ObjectChange,
        RoutineChange,
        MaintenanceChange,
        DataChange,
        SessionChange,
        SchemaChange.Unmodelled,
        SchemaChange.Unreadable {

  /** Short name in reports: the record's own name. */
  default String statementKind() {
    return getClass().getSimpleName();
  }

  /**
   * Parsed, but not understood.
   *
   * @param node PostgreSQL's parse node, for instance {@code AlterTSConfigurationStmt}
   */
  record Unmodelled(String node) implements SchemaChange {}

  /**
   * Beyond a limit of this program: nothing is known of it, not even whether it is SQL.
   *
   * @param why one clause: "the statement is too large to be analysed"
   */
  record Unreadable(String why) implements SchemaChange {}
}
