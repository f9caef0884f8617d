package dev.pgreview.sql;

import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.SqlExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Objects that hang on a table: triggers, policies, rules. */
final class TableObjectTranslator {
  private final StatementText text;
  private final ExpressionTranslator expressions;

  TableObjectTranslator(StatementText text) {
    this.text = text;
    this.expressions = new ExpressionTranslator(text);
  }

  ObjectChange createTrigger(ParseNode node) {
    return new ObjectChange.CreateTrigger(
        Nodes.text(node, "trigname"),
        Nodes.relation(node.path("relation")),
        Nodes.flag(node, "replace"),
        Nodes.flag(node, "isconstraint"),
        node.has("constrrel")
            ? Optional.of(Nodes.relation(node.path("constrrel")))
            : Optional.empty(),
        Nodes.flag(node, "row"),
        events(node.path("events").asInt(0)),
        Nodes.strings(node.path("columns")),
        Nodes.name(node.path("funcname")));
  }

  /** TRIGGER_TYPE_… in src/include/catalog/pg_trigger.h. */
  private static List<String> events(int bits) {
    List<String> events = new ArrayList<>();
    if ((bits & 4) != 0) {
      events.add("insert");
    }
    if ((bits & 8) != 0) {
      events.add("delete");
    }
    if ((bits & 16) != 0) {
      events.add("update");
    }
    if ((bits & 32) != 0) {
      events.add("truncate");
    }
    return events;
  }

  ObjectChange createPolicy(ParseNode node) {
    String command = Nodes.text(node, "cmd_name");
    return new ObjectChange.CreatePolicy(
        Nodes.text(node, "policy_name"),
        Nodes.relation(node.path("table")),
        Nodes.flag(node, "permissive"),
        command.isEmpty() ? "all" : command,
        Nodes.roles(node.path("roles")),
        condition(node, "qual", "using"),
        condition(node, "with_check", "check"));
  }

  ObjectChange alterPolicy(ParseNode node) {
    return new ObjectChange.AlterPolicy(
        Nodes.text(node, "policy_name"),
        Nodes.relation(node.path("table")),
        Nodes.roles(node.path("roles")),
        condition(node, "qual", "using"),
        condition(node, "with_check", "check"));
  }

  private Optional<SqlExpression> condition(ParseNode node, String field, String keyword) {
    ParseNode condition = node.path(field);
    if (condition.isMissingNode()) {
      return Optional.empty();
    }
    int from = text.after(keyword, text.whole()).start();
    return Optional.of(expressions.expression(condition, text.parenthesised(from)));
  }

  static ObjectChange createRule(ParseNode node) {
    return new ObjectChange.CreateRule(
        Nodes.text(node, "rulename"),
        Nodes.relation(node.path("relation")),
        Nodes.flag(node, "replace"),
        Nodes.text(node, "event").replace("CMD_", "").toLowerCase(java.util.Locale.ROOT));
  }
}
