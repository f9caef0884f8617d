package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.SqlQuery;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Statements that read or write rows. */
final class DataTranslator {
  private final StatementText text;
  private final QueryTranslator queries;
  private final ExpressionTranslator expressions;

  DataTranslator(StatementText text) {
    this.text = text;
    this.queries = new QueryTranslator(text);
    this.expressions = new ExpressionTranslator(text);
  }

  /** A data statement that stands at {@code range}; empty when the node is none. */
  Optional<DataChange> change(JsonNode statement, TextRange range) {
    JsonNode node = Nodes.inner(statement);
    return switch (Nodes.tag(statement)) {
      case "InsertStmt" -> Optional.of(insert(node, range));
      case "UpdateStmt" -> Optional.of(update(node, range));
      case "DeleteStmt" -> Optional.of(delete(node, range));
      case "MergeStmt" -> Optional.of(merge(node));
      case "SelectStmt" -> Optional.of(new DataChange.Select(queries.query(node, range)));
      case "CopyStmt" -> Optional.of(copy(node));
      default -> Optional.empty();
    };
  }

  /** A SELECT; of {@code set_config} with literals it is a setting. */
  SchemaChange select(JsonNode node, TextRange range) {
    Optional<SchemaChange> setting = setConfig(node);
    return setting.orElseGet(() -> new DataChange.Select(queries.query(node, range)));
  }

  private static Optional<SchemaChange> setConfig(JsonNode node) {
    JsonNode targets = node.path("targetList");
    JsonNode call = targets.path(0).path("ResTarget").path("val").path("FuncCall");
    List<String> name = Nodes.strings(call.path("funcname"));
    JsonNode arguments = call.path("args");
    if (targets.size() != 1
        || name.isEmpty()
        || !name.getLast().equals("set_config")
        || arguments.size() != 3) {
      return Optional.empty();
    }
    for (JsonNode argument : arguments) {
      if (!argument.has("A_Const")) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new SessionChange.SetVariable(
            Nodes.value(arguments.path(0)).toLowerCase(Locale.ROOT),
            Nodes.value(arguments.path(1)),
            Nodes.value(arguments.path(2)).equals("true")));
  }

  private DataChange insert(JsonNode node, TextRange range) {
    List<String> columns = new ArrayList<>();
    for (JsonNode column : node.path("cols")) {
      columns.add(Nodes.text(column.path("ResTarget"), "name"));
    }
    JsonNode source = node.path("selectStmt");
    Optional<SqlQuery> query =
        source.isMissingNode() ? Optional.empty() : Optional.of(queries.query(source, range));
    return new DataChange.Insert(
        Nodes.relation(node.path("relation")), columns, query, node.has("onConflictClause"));
  }

  private DataChange update(JsonNode node, TextRange range) {
    List<DataChange.Assignment> assignments = new ArrayList<>();
    for (JsonNode target : node.path("targetList")) {
      JsonNode assignment = target.path("ResTarget");
      TextRange element = text.element(assignment);
      int equals = text.slice(element).indexOf('=');
      TextRange value =
          equals < 0 ? element : new TextRange(element.start() + equals + 1, element.end());
      assignments.add(
          new DataChange.Assignment(
              Nodes.text(assignment, "name"),
              expressions.expression(assignment.path("val"), lastElement(value))));
    }
    QualifiedName target = Nodes.relation(node.path("relation"));
    return new DataChange.Update(
        target,
        assignments,
        queries.where(node, range),
        others(node),
        ExpressionTranslator.functions(node));
  }

  /** The last assignment of SET is not ended by a comma but by FROM, WHERE or RETURNING. */
  private TextRange lastElement(TextRange value) {
    TextRange whole = new TextRange(value.start(), value.end());
    int end = whole.end();
    SqlLexer lexer = new SqlLexer(text.sql(), whole.start());
    int depth = 0;
    while (lexer.next() != SqlLexer.Kind.END && lexer.end() <= whole.end()) {
      if (lexer.isSymbol('(')) {
        depth++;
      } else if (lexer.isSymbol(')')) {
        depth--;
      } else if (depth == 0
          && (lexer.isWord("from") || lexer.isWord("where") || lexer.isWord("returning"))) {
        end = lexer.start();
        break;
      }
    }
    String slice = text.sql().substring(whole.start(), end);
    int leading = slice.length() - slice.stripLeading().length();
    return new TextRange(
        whole.start() + leading, whole.start() + Math.max(leading, slice.stripTrailing().length()));
  }

  private DataChange delete(JsonNode node, TextRange range) {
    return new DataChange.Delete(
        Nodes.relation(node.path("relation")),
        queries.where(node, range),
        others(node),
        ExpressionTranslator.functions(node));
  }

  private static DataChange merge(JsonNode node) {
    return new DataChange.Merge(Nodes.relation(node.path("relation")), others(node));
  }

  /** What a statement reads beside its target: the target is no RangeVar node of the tree. */
  private static List<QualifiedName> others(JsonNode node) {
    Set<QualifiedName> found = new LinkedHashSet<>(QueryTranslator.relations(node));
    return List.copyOf(found);
  }

  private DataChange copy(JsonNode node) {
    JsonNode query = node.path("query");
    return new DataChange.Copy(
        node.has("relation")
            ? Optional.of(Nodes.relation(node.path("relation")))
            : Optional.empty(),
        query.isMissingNode()
            ? Optional.empty()
            : Optional.of(queries.query(query, text.parenthesised(0))),
        Nodes.flag(node, "is_from"),
        !node.has("filename"),
        Nodes.flag(node, "is_program"));
  }
}
