package dev.pgreview.sql;

import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.SessionChange.TransactionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** SET, BEGIN and the like. */
final class SessionTranslator {
  private SessionTranslator() {}

  static SchemaChange variable(ParseNode node) {
    String name = Nodes.text(node, "name").toLowerCase(Locale.ROOT);
    boolean local = Nodes.flag(node, "is_local");
    return switch (Nodes.text(node, "kind")) {
      case "VAR_SET_VALUE" -> new SessionChange.SetVariable(name, values(name, node), local);
      case "VAR_RESET_ALL" -> new SessionChange.SetVariable("all", null, false);
      // SET TRANSACTION … and SET SESSION CHARACTERISTICS set several at once.
      case "VAR_SET_MULTI" ->
          new SessionChange.SessionCommand(
              "SET " + name.toUpperCase(Locale.ROOT), Optional.empty(), List.of());
      default -> new SessionChange.SetVariable(name, null, local);
    };
  }

  /** As PostgreSQL keeps it (src/backend/utils/misc/guc_funcs.c, flatten_set_variable_args). */
  private static String values(String name, ParseNode node) {
    List<String> values = new ArrayList<>();
    for (ParseNode argument : node.path("args")) {
      String value = Nodes.value(argument);
      values.add(name.equals("search_path") ? Identifiers.quote(value) : value);
    }
    return String.join(", ", values);
  }

  static SchemaChange transaction(ParseNode node) {
    return new SessionChange.Transaction(
        switch (Nodes.text(node, "kind")) {
          case "TRANS_STMT_BEGIN", "TRANS_STMT_START" -> TransactionKind.BEGIN;
          case "TRANS_STMT_COMMIT" -> TransactionKind.COMMIT;
          case "TRANS_STMT_ROLLBACK" -> TransactionKind.ROLLBACK;
          case "TRANS_STMT_SAVEPOINT" -> TransactionKind.SAVEPOINT;
          case "TRANS_STMT_RELEASE" -> TransactionKind.RELEASE;
          case "TRANS_STMT_ROLLBACK_TO" -> TransactionKind.ROLLBACK_TO;
          case "TRANS_STMT_PREPARE" -> TransactionKind.PREPARE;
          default -> TransactionKind.OTHER;
        },
        Nodes.optionalText(node, "savepoint_name"),
        Nodes.flag(node, "chain"));
  }

  static SchemaChange discard(ParseNode node) {
    return Nodes.text(node, "target").equals("DISCARD_ALL")
        ? new SessionChange.SetVariable("all", null, false)
        : new SessionChange.SessionCommand(
            Nodes.text(node, "target").replace('_', ' '), Optional.empty(), List.of());
  }
}
