package dev.pgreview.sql;

import java.util.List;
import java.util.Locale;

/** Names of result columns as PostgreSQL makes them (src/backend/parser/parse_target.c). */
final class ColumnNames {
  private static final String NONE = "?column?";

  private ColumnNames() {}

  /** A ResTarget without its tag: its alias, or what FigureColname makes of its expression. */
  static String of(ParseNode target) {
    String alias = Nodes.text(target, "name");
    return alias.isEmpty() ? figure(target.path("val")).name : alias;
  }

  /** Of an index on an expression (FigureIndexColname). */
  static String ofIndex(ParseNode expression) {
    Figure figure = figure(expression);
    return figure.strength == 0 ? "expr" : figure.name;
  }

  /** A better one of several names wins: 0 none, 1 that of a type or construct, 2 a real name. */
  private record Figure(int strength, String name) {}

  private static final Figure NOTHING = new Figure(0, NONE);

  private static Figure figure(ParseNode value) {
    ParseNode node = Nodes.inner(value);
    return switch (Nodes.tag(value)) {
      case "ColumnRef" -> named(Nodes.strings(node.path("fields")));
      case "A_Indirection" -> {
        List<String> fields = Nodes.strings(node.path("indirection"));
        fields.removeIf("*"::equals);
        yield fields.isEmpty() ? figure(node.path("arg")) : named(fields);
      }
      case "FuncCall" -> named(Nodes.strings(node.path("funcname")));
      case "A_Expr" ->
          Nodes.text(node, "kind").equals("AEXPR_NULLIF") ? new Figure(2, "nullif") : NOTHING;
      case "TypeCast" -> {
        Figure argument = figure(node.path("arg"));
        List<String> type = Nodes.strings(node.path("typeName").path("names"));
        yield argument.strength > 1 || type.isEmpty() ? argument : new Figure(1, type.getLast());
      }
      case "CollateClause" -> figure(node.path("arg"));
      case "GroupingFunc" -> new Figure(2, "grouping");
      case "MergeSupportFunc" -> new Figure(2, "merge_action");
      case "SubLink" -> subLink(node);
      case "CaseExpr" -> {
        Figure otherwise = figure(node.path("defresult"));
        yield otherwise.strength > 1 ? otherwise : new Figure(1, "case");
      }
      case "A_ArrayExpr" -> new Figure(2, "array");
      case "RowExpr" -> new Figure(2, "row");
      case "CoalesceExpr" -> new Figure(2, "coalesce");
      case "MinMaxExpr" ->
          new Figure(2, Nodes.text(node, "op").equals("IS_LEAST") ? "least" : "greatest");
      case "SQLValueFunction" -> new Figure(2, valueFunction(node));
      case "XmlExpr" -> new Figure(2, xml(Nodes.text(node, "op")));
      case "XmlSerialize" -> new Figure(2, "xmlserialize");
      case "JsonParseExpr" -> new Figure(2, "json");
      case "JsonScalarExpr" -> new Figure(2, "json_scalar");
      case "JsonSerializeExpr" -> new Figure(2, "json_serialize");
      case "JsonObjectConstructor" -> new Figure(2, "json_object");
      case "JsonArrayConstructor", "JsonArrayQueryConstructor" -> new Figure(2, "json_array");
      case "JsonObjectAgg" -> new Figure(2, "json_objectagg");
      case "JsonArrayAgg" -> new Figure(2, "json_arrayagg");
      case "JsonFuncExpr" ->
          new Figure(2, Nodes.text(node, "op").replace("_OP", "").toLowerCase(Locale.ROOT));
      default -> NOTHING;
    };
  }

  private static Figure named(List<String> parts) {
    return parts.isEmpty() || parts.getLast().equals("*")
        ? NOTHING
        : new Figure(2, parts.getLast());
  }

  private static Figure subLink(ParseNode node) {
    return switch (Nodes.text(node, "subLinkType")) {
      case "EXISTS_SUBLINK" -> new Figure(2, "exists");
      case "ARRAY_SUBLINK" -> new Figure(2, "array");
      case "EXPR_SUBLINK" -> {
        ParseNode first = node.path("subselect").path("SelectStmt").path("targetList").path(0);
        ParseNode target = first.path("ResTarget");
        yield target.isMissingNode() ? NOTHING : new Figure(2, of(target));
      }
      default -> NOTHING;
    };
  }

  /** {@code SVFOP_CURRENT_TIMESTAMP_N} is {@code current_timestamp}. */
  private static String valueFunction(ParseNode node) {
    String name = Nodes.text(node, "op").toLowerCase(Locale.ROOT).replace("svfop_", "");
    return name.endsWith("_n") ? name.substring(0, name.length() - 2) : name;
  }

  private static String xml(String op) {
    return switch (op) {
      case "IS_XMLSERIALIZE" -> "xmlserialize";
      default -> op.replace("IS_", "").toLowerCase(Locale.ROOT);
    };
  }
}
