package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.IndexKey;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SqlExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Indexes, and the keys that they share with partitioning and exclusion constraints. */
final class IndexTranslator {
  private final StatementText text;
  private final ExpressionTranslator expressions;

  IndexTranslator(StatementText text) {
    this.text = text;
    this.expressions = new ExpressionTranslator(text);
  }

  IndexChange createIndex(ParseNode node) {
    ParseNode relation = node.path("relation");
    List<IndexKey> keys = keys(node.path("indexParams"), text.offset(relation));
    List<String> include = new ArrayList<>();
    for (ParseNode element : node.path("indexIncludingParams")) {
      include.add(Nodes.text(element.path("IndexElem"), "name"));
    }
    String method = Nodes.text(node, "accessMethod");
    return new IndexChange.CreateIndex(
        Nodes.optionalText(node, "idxname"),
        Nodes.relation(relation),
        !Nodes.flag(relation, "inh"),
        Nodes.flag(node, "unique"),
        Nodes.flag(node, "concurrent"),
        Nodes.flag(node, "if_not_exists"),
        method.isEmpty() ? "btree" : method,
        keys,
        include,
        predicate(node, text.offset(relation)),
        Nodes.flag(node, "nulls_not_distinct"));
  }

  private Optional<SqlExpression> predicate(ParseNode node, int from) {
    ParseNode condition = node.path("whereClause");
    if (condition.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(expressions.expression(condition, text.after("where", text.from(from))));
  }

  /**
   * The keys in the first parentheses after a place.
   *
   * @param elements IndexElem or PartitionElem nodes
   */
  List<IndexKey> keys(ParseNode elements, int from) {
    List<TextRange> places =
        SubcommandLocator.elements(text.sql(), text.parenthesised(from).start());
    List<IndexKey> keys = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      TextRange place = i < places.size() ? places.get(i) : text.whole();
      keys.add(key(Nodes.inner(elements.path(i)), place));
    }
    return keys;
  }

  IndexKey key(ParseNode element, TextRange place) {
    Optional<SqlExpression> expression = Optional.empty();
    Optional<String> column = column(element);
    if (column.isEmpty()) {
      expression =
          Optional.of(expressions.expression(element.path("expr"), expressionRange(place)));
    }
    return new IndexKey(
        column,
        expression,
        lastName(element.path("opclass")),
        lastName(collation(element)),
        Nodes.text(element, "ordering").equals("SORTBY_DESC"),
        column.orElseGet(() -> ColumnNames.ofIndex(element.path("expr"))));
  }

  /**
   * A column in parentheses is a column, with COLLATE too (src/backend/commands/indexcmds.c,
   * ComputeIndexAttrs).
   */
  private static Optional<String> column(ParseNode element) {
    ParseNode expression = element.path("expr");
    while (expression.has("CollateClause")) {
      expression = expression.path("CollateClause").path("arg");
    }
    List<String> inside = Nodes.strings(expression.path("ColumnRef").path("fields"));
    return inside.size() == 1
        ? Optional.of(inside.getFirst())
        : Nodes.optionalText(element, "name");
  }

  private static ParseNode collation(ParseNode element) {
    ParseNode inside = element.path("expr").path("CollateClause").path("collname");
    return element.has("collation") ? element.path("collation") : inside;
  }

  /** An expression key is a function call or stands in parentheses: it ends with the first pair. */
  private TextRange expressionRange(TextRange place) {
    TokenCursor cursor = new TokenCursor(text.sql(), place);
    while (cursor.next()) {
      if (cursor.depth() == 0 && cursor.isSymbol(')')) {
        return new TextRange(place.start(), cursor.end());
      }
    }
    return place;
  }

  private static Optional<String> lastName(ParseNode list) {
    List<String> parts = Nodes.strings(list);
    return parts.isEmpty() ? Optional.empty() : Optional.of(parts.getLast());
  }

  static IndexChange reindex(ParseNode node) {
    IndexChange.Target target =
        switch (Nodes.text(node, "kind")) {
          case "REINDEX_OBJECT_TABLE" -> IndexChange.Target.TABLE;
          case "REINDEX_OBJECT_SCHEMA" -> IndexChange.Target.SCHEMA;
          case "REINDEX_OBJECT_SYSTEM" -> IndexChange.Target.SYSTEM;
          case "REINDEX_OBJECT_DATABASE" -> IndexChange.Target.DATABASE;
          default -> IndexChange.Target.INDEX;
        };
    Optional<QualifiedName> name =
        node.has("relation")
            ? Optional.of(Nodes.relation(node.path("relation")))
            : Nodes.optionalText(node, "name").map(QualifiedName::of);
    return new IndexChange.Reindex(target, name, Nodes.isOn(node.path("params"), "concurrently"));
  }
}
