package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.SqlQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** Names that WITH clauses around the query define. */
  private final Set<String> defined;

  QueryTranslator(StatementText text) {
    this(text, Set.of());
  }

  QueryTranslator(StatementText text, Set<String> defined) {
    this.text = text;
    this.expressions = new ExpressionTranslator(text);
    this.defined = defined;
  }

  /** The relations that a statement reads, beside the target of a data change. */
  List<QualifiedName> relations(ParseNode statement) {
    return RelationReader.relations(statement, defined);
  }

  /**
   * A query.
   *
   * @param query a SelectStmt with its tag, or what stands for one: a data change, EXECUTE
   * @param range where it stands in the statement
   */
  SqlQuery query(ParseNode query, TextRange range) {
    return query(query, range, query, List.of());
  }

  /**
   * The query that an INSERT takes its rows from.
   *
   * @param insert the INSERT without its tag, whose WITH clause belongs to the query too
   */
  SqlQuery source(ParseNode query, TextRange range, ParseNode insert) {
    return query(query, range, insert, dataChanges(insert));
  }

  private SqlQuery query(
      ParseNode query, TextRange range, ParseNode statement, List<DataChange> outer) {
    ParseNode node = Nodes.inner(query);
    List<DataChange> changes = new ArrayList<>(outer);
    if (Nodes.tag(query).equals("SelectStmt")) {
      changes.addAll(dataChanges(node));
    } else {
      new DataTranslator(text, defined).change(query, range).ifPresent(changes::add);
    }
    return new SqlQuery(
        text.slice(range),
        relations(statement),
        ExpressionTranslator.functions(statement),
        columns(node),
        node.path("lockingClause").size() > 0,
        isLimited(node),
        where(node, range),
        text.valuesRows(node, range),
        changes);
  }

  /** LIMIT ALL and LIMIT NULL are none. */
  private static boolean isLimited(ParseNode select) {
    ParseNode limit = select.path("limitCount");
    return !limit.isMissingNode() && !Nodes.flag(limit.path("A_Const"), "isnull");
  }

  /** The condition of a SELECT, UPDATE or DELETE whose text is {@code range}. */
  Optional<SqlExpression> where(ParseNode node, TextRange range) {
    ParseNode condition = node.path("whereClause");
    if (condition.isMissingNode()) {
      return Optional.empty();
    }
    int offset = text.firstOffset(condition);
    TextRange place =
        offset < 0
            ? text.after("where", range, AFTER_WHERE)
            : text.clause("where", offset, range, AFTER_WHERE);
    return Optional.of(expressions.expression(condition, place));
  }

  /** INSERT, UPDATE, DELETE and MERGE in a statement's WITH clause. */
  List<DataChange> dataChanges(ParseNode statement) {
    ParseNode with = statement.path("withClause");
    Set<String> names = new HashSet<>(defined);
    if (Nodes.flag(with, "recursive")) {
      with.path("ctes").forEach(item -> names.add(withName(item)));
    }
    List<DataChange> changes = new ArrayList<>();
    for (ParseNode item : with.path("ctes")) {
      ParseNode query = item.path("CommonTableExpr").path("ctequery");
      if (!Nodes.tag(query).equals("SelectStmt")) {
        TextRange place = withPlace(item);
        new DataTranslator(text.within(place), Set.copyOf(names))
            .change(query, place)
            .ifPresent(changes::add);
      }
      names.add(withName(item));
    }
    return changes;
  }

  private static String withName(ParseNode item) {
    return Nodes.text(item.path("CommonTableExpr"), "ctename");
  }

  /** Of name (columns) AS MATERIALIZED (query) the query. */
  private TextRange withPlace(ParseNode item) {
    TextRange rest = text.from(text.offset(item.path("CommonTableExpr")));
    return text.parenthesised(text.after("as", rest).start());
  }

  private static List<String> columns(ParseNode select) {
    ParseNode first = select;
    while (first.has("larg")) {
      first = first.path("larg");
    }
    List<String> columns = new ArrayList<>();
    for (ParseNode target : first.path("targetList")) {
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

  private static String columnName(ParseNode target) {
    List<String> fields = Nodes.strings(target.path("val").path("ColumnRef").path("fields"));
    boolean star = !fields.isEmpty() && fields.getLast().equals("*");
    return star ? "*" : ColumnNames.of(target);
  }
}
