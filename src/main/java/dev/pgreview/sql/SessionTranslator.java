package dev.pgreview.sql;

import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.SessionChange.TransactionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** SET, BEGIN and the like. */
final class SessionTranslator {
  private SessionTranslator() {}

  static SchemaChange variable(ParseNode node) {
    String name = Nodes.text(node, "name").toLowerCase(Locale.ROOT);
    boolean local = Nodes.flag(node, "is_local");
    return switch (Nodes.text(node, "kind")) {
      case "VAR_SET_VALUE" -> new SessionChange.SetVariable(name, values(node), local);
      case "VAR_RESET_ALL" -> new SessionChange.SetVariable("all", null, false);
      // SET TRANSACTION … and SET SESSION CHARACTERISTICS set several at once.
      case "VAR_SET_MULTI" ->
          new SessionChange.SessionCommand("SET " + name.toUpperCase(Locale.ROOT), List.of());
      default -> new SessionChange.SetVariable(name, null, local);
    };
  }

  private static String values(ParseNode node) {
    List<String> values = new ArrayList<>();
    for (ParseNode argument : node.path("args")) {
      values.add(Nodes.value(argument));
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
        });
  }

  static SchemaChange discard(ParseNode node) {
    return Nodes.text(node, "target").equals("DISCARD_ALL")
        ? new SessionChange.SetVariable("all", null, false)
        : new SessionChange.SessionCommand(Nodes.text(node, "target").replace('_', ' '), List.of());
  }
}
