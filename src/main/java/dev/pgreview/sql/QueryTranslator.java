package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.SqlQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** SELECT and what stands for it: the relations that it reads, its columns, its conditions. */
final class QueryTranslator {
  private static final String[] AFTER_WHERE = {
    "group",
    "having",
    "window",
    "order",
    "limit",
    "offset",
    "fetch",
    "for",
    "union",
    "intersect",
    "except",
    "returning"
  };

  private final StatementText text;
  private final ExpressionTranslator expressions;

  QueryTranslator(StatementText text) {
    this.text = text;
    this.expressions = new ExpressionTranslator(text);
  }

  /**
   * A query.
   *
   * @param select the node, with or without its tag
   * @param range where it stands in the statement
   */
  SqlQuery query(JsonNode select, TextRange range) {
    JsonNode node = Nodes.tag(select).isEmpty() ? select : Nodes.inner(select);
    return new SqlQuery(
        text.slice(range),
        relations(node),
        ExpressionTranslator.functions(node),
        columns(node),
        node.path("lockingClause").size() > 0,
        node.has("limitCount"),
        where(node, range),
        node.path("valuesLists").size(),
        dataChanges(node));
  }

  /** The condition of a SELECT, UPDATE or DELETE whose text is {@code range}. */
  Optional<SqlExpression> where(JsonNode node, TextRange range) {
    JsonNode condition = node.path("whereClause");
    if (condition.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(expressions.expression(condition, text.after("where", range, AFTER_WHERE)));
  }

  /** Relations that a tree reads, without the names of its own WITH queries. */
  static List<QualifiedName> relations(JsonNode node) {
    Set<String> own = new HashSet<>();
    collectWithNames(node, own);
    Set<QualifiedName> found = new LinkedHashSet<>();
    collectRelations(node, own, found);
    return List.copyOf(found);
  }

  private static void collectWithNames(JsonNode node, Set<String> names) {
    if (node.has("ctename")) {
      names.add(Nodes.text(node, "ctename"));
    }
    for (JsonNode child : node) {
      if (child.isContainer()) {
        collectWithNames(child, names);
      }
    }
  }

  private static void collectRelations(JsonNode node, Set<String> own, Set<QualifiedName> found) {
    if (node.has("RangeVar")) {
      QualifiedName name = Nodes.relation(node);
      if (name.schema() != null || !own.contains(name.name())) {
        found.add(name);
      }
      return;
    }
    for (JsonNode child : node) {
      if (child.isContainer()) {
        collectRelations(child, own, found);
      }
    }
  }

  private static List<String> columns(JsonNode select) {
    JsonNode first = select;
    while (first.has("larg")) {
      first = first.path("larg");
    }
    List<String> columns = new ArrayList<>();
    for (JsonNode target : first.path("targetList")) {
      columns.add(columnName(target.path("ResTarget")));
    }
    if (columns.isEmpty()) {
      int width = first.path("valuesLists").path(0).path("List").path("items").size();
      for (int i = 1; i <= width; i++) {
        columns.add("column" + i);
      }
    }
    return columns;
  }

  /** As PostgreSQL names it (src/backend/parser/parse_target.c, FigureColname). */
  private static String columnName(JsonNode target) {
    String alias = Nodes.text(target, "name");
    return alias.isEmpty() ? figureName(target.path("val")) : alias;
  }

  private static String figureName(JsonNode value) {
    JsonNode inner = Nodes.inner(value);
    return switch (Nodes.tag(value)) {
      case "ColumnRef" -> last(Nodes.strings(inner.path("fields")));
      case "FuncCall" -> last(Nodes.strings(inner.path("funcname")));
      case "TypeCast" -> {
        String name = figureName(inner.path("arg"));
        yield name.equals("?column?")
            ? last(Nodes.strings(inner.path("typeName").path("names")))
            : name;
      }
      case "CoalesceExpr" -> "coalesce";
      case "CaseExpr" -> "case";
      case "A_ArrayExpr" -> "array";
      default -> "?column?";
    };
  }

  private static String last(List<String> parts) {
    return parts.isEmpty() ? "?column?" : parts.getLast();
  }

  private List<DataChange> dataChanges(JsonNode node) {
    List<DataChange> changes = new ArrayList<>();
    for (JsonNode with : node.path("withClause").path("ctes")) {
      JsonNode query = with.path("CommonTableExpr").path("ctequery");
      if (!Nodes.tag(query).equals("SelectStmt")) {
        new DataTranslator(text).change(query, text.element(inside(with))).ifPresent(changes::add);
      }
    }
    return changes;
  }

  private static JsonNode inside(JsonNode with) {
    return with.path("CommonTableExpr");
  }
}
