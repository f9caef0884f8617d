package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SqlExpression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Expressions: their text, and what can be read from their tree. */
final class ExpressionTranslator {
  private final StatementText text;

  ExpressionTranslator(StatementText text) {
    this.text = text;
  }

  /** An expression whose text stands at a known place. */
  SqlExpression expression(ParseNode node, TextRange range) {
    Facts facts = new Facts();
    facts.read(node);
    return new SqlExpression(
        text.slice(range),
        List.copyOf(facts.functions),
        List.copyOf(facts.columns),
        facts.columns.isEmpty() && facts.functions.isEmpty() && !facts.subquery && !facts.variable,
        facts.subquery);
  }

  /** Functions that a tree calls, sub-selects among it. */
  static List<QualifiedName> functions(ParseNode node) {
    Facts facts = new Facts();
    facts.read(node);
    return List.copyOf(facts.functions);
  }

  private static final class Facts {
    final Set<QualifiedName> functions = new LinkedHashSet<>();
    final Set<String> columns = new LinkedHashSet<>();
    boolean subquery;

    /** A parameter, DEFAULT or a cursor's row: not known from the text. */
    boolean variable;

    void read(ParseNode node) {
      if (node.isArray()) {
        for (ParseNode item : node) {
          read(item);
        }
        return;
      }
      for (int i = 0; i < node.size(); i++) {
        ParseNode value = node.child(i);
        switch (node.name(i)) {
          case "FuncCall" -> functions.add(functionName(value));
          case "SQLValueFunction" -> functions.add(valueFunction(value));
          case "ColumnRef" -> addColumn(value);
          case "SubLink" -> subquery = true;
          case "ParamRef", "SetToDefault", "CurrentOfExpr" -> variable = true;
          default -> {}
        }
        if (value.isContainer()) {
          read(value);
        }
      }
    }

    private void addColumn(ParseNode reference) {
      List<String> parts = Nodes.strings(reference.path("fields"));
      if (!parts.isEmpty()) {
        columns.add(parts.getLast());
      }
    }
  }

  private static QualifiedName functionName(ParseNode call) {
    List<String> parts = new ArrayList<>(Nodes.strings(call.path("funcname")));
    if (parts.size() > 1 && parts.get(parts.size() - 2).equals("pg_catalog")) {
      parts = parts.subList(parts.size() - 1, parts.size());
    }
    return Nodes.name(parts);
  }

  /** {@code SVFOP_CURRENT_TIMESTAMP_N} is {@code current_timestamp}. */
  private static QualifiedName valueFunction(ParseNode node) {
    String op = Nodes.text(node, "op").toLowerCase(Locale.ROOT);
    String name = op.startsWith("svfop_") ? op.substring("svfop_".length()) : op;
    return QualifiedName.of(name.endsWith("_n") ? name.substring(0, name.length() - 2) : name);
  }
}
