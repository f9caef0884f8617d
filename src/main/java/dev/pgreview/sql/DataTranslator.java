package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.SqlQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Statements that read or write rows. */
final class DataTranslator {
  private final StatementText text;
  private final QueryTranslator queries;

  DataTranslator(StatementText text) {
    this(text, Set.of());
  }

  /**
   * @param defined names that WITH clauses around the statement define
   */
  DataTranslator(StatementText text, Set<String> defined) {
    this.text = text;
    this.queries = new QueryTranslator(text, defined);
  }

  /** A data statement that stands at {@code range}; empty when the node is none. */
  Optional<DataChange> change(ParseNode statement, TextRange range) {
    ParseNode node = Nodes.inner(statement);
    return switch (Nodes.tag(statement)) {
      case "InsertStmt" -> Optional.of(insert(node, range));
      case "UpdateStmt" -> Optional.of(update(node, range));
      case "DeleteStmt" -> Optional.of(delete(node, range));
      case "MergeStmt" -> Optional.of(merge(node));
      case "SelectStmt" -> Optional.of(new DataChange.Select(queries.query(statement, range)));
      case "CopyStmt" -> Optional.of(copy(node));
      default -> Optional.empty();
    };
  }

  /**
   * A SELECT; of {@code set_config} with literals it is a setting.
   *
   * @param statement with its tag
   */
  SchemaChange select(ParseNode statement, TextRange range) {
    return setConfig(Nodes.inner(statement))
        .orElseGet(() -> new DataChange.Select(queries.query(statement, range)));
  }

  private static Optional<SchemaChange> setConfig(ParseNode node) {
    ParseNode targets = node.path("targetList");
    ParseNode call = targets.path(0).path("ResTarget").path("val").path("FuncCall");
    List<String> name = Nodes.strings(call.path("funcname"));
    ParseNode arguments = call.path("args");
    if (targets.size() != 1
        || name.isEmpty()
        || !name.getLast().equals("set_config")
        || arguments.size() != 3) {
      return Optional.empty();
    }
    for (ParseNode argument : arguments) {
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

  private DataChange insert(ParseNode node, TextRange range) {
    List<String> columns = new ArrayList<>();
    for (ParseNode column : node.path("cols")) {
      columns.add(Nodes.text(column.path("ResTarget"), "name"));
    }
    ParseNode source = node.path("selectStmt");
    Optional<SqlQuery> query =
        source.isMissingNode()
            ? Optional.empty()
            : Optional.of(queries.source(source, sourcePlace(node, range), node));
    return new DataChange.Insert(
        Nodes.relation(node.path("relation")),
        columns,
        query,
        node.has("onConflictClause"),
        node.path("onConflictClause").has("infer"));
  }

  /** The query of an INSERT: what follows the target and its columns. */
  private TextRange sourcePlace(ParseNode insert, TextRange range) {
    ParseNode conflict = insert.path("onConflictClause");
    int limit = conflict.isMissingNode() ? range.end() : text.offset(conflict);
    int target = text.offset(insert.path("relation"));
    int columnLists = insert.path("cols").isEmpty() ? 0 : 1;
    TokenCursor cursor = new TokenCursor(text.sql(), new TextRange(target, limit));
    cursor.next();
    while (cursor.next()) {
      boolean opening = cursor.depth() == 0 && cursor.isSymbol('(');
      if (cursor.depth() == 0
          && (cursor.isAnyKeyword("select", "values", "with", "table")
              || (opening && columnLists == 0))) {
        return text.upTo(new TextRange(cursor.start(), limit), "returning");
      }
      columnLists -= opening ? 1 : 0;
    }
    return range;
  }

  private DataChange update(ParseNode node, TextRange range) {
    return new DataChange.Update(
        Nodes.relation(node.path("relation")),
        new AssignmentTranslator(text).assignments(node.path("targetList"), range),
        queries.where(node, range),
        queries.relations(node),
        ExpressionTranslator.functions(node),
        queries.dataChanges(node),
        Nodes.only(node.path("relation")));
  }

  private DataChange delete(ParseNode node, TextRange range) {
    return new DataChange.Delete(
        Nodes.relation(node.path("relation")),
        queries.where(node, range),
        queries.relations(node),
        ExpressionTranslator.functions(node),
        queries.dataChanges(node),
        Nodes.only(node.path("relation")));
  }

  private DataChange merge(ParseNode node) {
    return new DataChange.Merge(
        Nodes.relation(node.path("relation")),
        queries.relations(node),
        ExpressionTranslator.functions(node),
        queries.dataChanges(node));
  }

  private DataChange copy(ParseNode node) {
    ParseNode query = node.path("query");
    return new DataChange.Copy(
        node.has("relation")
            ? Optional.of(Nodes.relation(node.path("relation")))
            : Optional.empty(),
        query.isMissingNode()
            ? Optional.empty()
            : Optional.of(queries.query(query, text.parenthesised(text.whole().start()))),
        Nodes.flag(node, "is_from"),
        !node.has("filename"),
        Nodes.flag(node, "is_program"));
  }
}
