package dev.pgreview.sql;

import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.QueryShape;
import dev.pgreview.schema.QueryShape.ColumnUse;
import dev.pgreview.schema.QueryShape.Source;
import dev.pgreview.schema.QueryShape.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How queries are built: SELECT and what stands for it in a WITH clause. */
final class QueryShapes {
  /** Functions that give one column, called as the function or its alias. */
  private static final Set<String> SCALAR_SETS =
      Set.of(
          "generate_series",
          "generate_subscripts",
          "unnest",
          "regexp_split_to_table",
          "string_to_table");

  /** Deeper queries and joins than anybody writes are not looked at: the stack is limited. */
  private static final int DEEPEST = 400;

  /** Queries that WITH clauses define, by name. */
  private final Map<String, QueryShape> defined;

  /** How many queries and joins are around this one. */
  private final int depth;

  private QueryShapes(Map<String, QueryShape> defined, int depth) {
    this.defined = defined;
    this.depth = depth;
  }

  /** The shape of a query with its tag. */
  static QueryShape of(ParseNode query) {
    return new QueryShapes(Map.of(), 0).shape(query);
  }

  private QueryShape shape(ParseNode query) {
    if (depth > DEEPEST) {
      return new QueryShape.Unknown();
    }
    ParseNode node = Nodes.inner(query);
    List<QueryShape> with = new ArrayList<>();
    QueryShapes inside = inside(withClause(node.path("withClause"), with));
    return switch (Nodes.tag(query)) {
      case "SelectStmt" -> inside.select(node, with);
      case "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt" -> inside.returning(node, with);
      default -> new QueryShape.Unknown();
    };
  }

  private QueryShapes inside(Map<String, QueryShape> names) {
    return new QueryShapes(names, depth + 1);
  }

  /** The names in force behind a WITH clause; the shapes of its queries go into a list. */
  private Map<String, QueryShape> withClause(ParseNode with, List<QueryShape> shapes) {
    if (with.isMissingNode()) {
      return defined;
    }
    Map<String, QueryShape> names = new HashMap<>(defined);
    for (ParseNode item : with.path("ctes")) {
      ParseNode query = item.path("CommonTableExpr");
      String name = Nodes.text(query, "ctename");
      if (Nodes.flag(with, "recursive")) {
        // What it is before its own part is reached: the left side of the UNION.
        ParseNode left = query.path("ctequery").path("SelectStmt").path("larg");
        names.put(
            name,
            left.isMissingNode()
                ? new QueryShape.Unknown()
                : inside(Map.copyOf(names)).select(left, List.of()));
      }
      QueryShape shape = inside(Map.copyOf(names)).shape(query.path("ctequery"));
      shapes.add(shape);
      List<String> columns = Nodes.strings(query.path("aliascolnames"));
      names.put(name, columns.isEmpty() ? shape : renamed(shape, columns));
    }
    return Map.copyOf(names);
  }

  private static QueryShape renamed(QueryShape shape, List<String> columns) {
    return new QueryShape.Select(
        List.of(new Target.Star(null)),
        List.of(new Source.Derived(shape, "", columns)),
        List.of(),
        List.of());
  }

  /** A SelectStmt without its tag. */
  private QueryShape select(ParseNode node, List<QueryShape> with) {
    if (node.has("larg")) {
      return new QueryShape.Combined(sides(node), with);
    }
    Uses uses = new Uses();
    uses.inner.addAll(with);
    if (node.has("valuesLists")) {
      uses.read(node.path("valuesLists"));
      int width = node.path("valuesLists").path(0).path("List").path("items").size();
      return new QueryShape.Values(width, uses.columns, uses.inner);
    }
    for (int i = 0; i < node.size(); i++) {
      switch (node.name(i)) {
        case "fromClause", "withClause", "lockingClause", "intoClause" -> {}
        default -> uses.read(node.child(i));
      }
    }
    List<Source> from = new ArrayList<>();
    node.path("fromClause").forEach(item -> from.add(source(item, uses)));
    return new QueryShape.Select(targets(node.path("targetList")), from, uses.columns, uses.inner);
  }

  /** Of a UNION of UNIONs the first sides too: as many as there are, on one level. */
  private List<QueryShape> sides(ParseNode union) {
    Deque<QueryShape> sides = new ArrayDeque<>();
    ParseNode node = union;
    while (true) {
      sides.addFirst(nested(node.path("rarg")));
      node = node.path("larg");
      if (!node.has("larg") || node.has("withClause")) {
        sides.addFirst(nested(node));
        return List.copyOf(sides);
      }
    }
  }

  /** A side of a UNION: a SelectStmt without its tag, perhaps with a WITH clause of its own. */
  private QueryShape nested(ParseNode node) {
    if (depth > DEEPEST) {
      return new QueryShape.Unknown();
    }
    List<QueryShape> with = new ArrayList<>();
    return inside(withClause(node.path("withClause"), with)).select(node, with);
  }

  private QueryShape returning(ParseNode node, List<QueryShape> with) {
    ParseNode clause = node.path("returningClause").path("exprs");
    ParseNode list = clause.isMissingNode() ? node.path("returningList") : clause;
    Uses uses = new Uses();
    uses.inner.addAll(with);
    uses.read(list);
    List<Source> from = new ArrayList<>();
    from.add(named(node.path("relation")));
    for (String field : List.of("fromClause", "usingClause")) {
      node.path(field).forEach(item -> from.add(source(item, uses)));
    }
    return new QueryShape.Select(targets(list), from, uses.columns, uses.inner);
  }

  private static List<Target> targets(ParseNode list) {
    List<Target> targets = new ArrayList<>();
    for (ParseNode item : list) {
      ParseNode target = item.path("ResTarget");
      ParseNode value = target.path("val");
      List<String> fields = Nodes.strings(value.path("ColumnRef").path("fields"));
      if (!fields.isEmpty() && fields.getLast().equals("*")) {
        targets.add(new Target.Star(fields.size() > 1 ? fields.get(fields.size() - 2) : null));
      } else {
        Optional<ColumnUse> column = fields.isEmpty() ? Optional.empty() : Optional.of(use(fields));
        targets.add(new Target.Item(ColumnNames.of(target), column, ResultTypes.of(value)));
      }
    }
    return targets;
  }

  private static ColumnUse use(List<String> fields) {
    int size = fields.size();
    return new ColumnUse(size > 1 ? fields.get(size - 2) : null, fields.getLast());
  }

  // ---- FROM ----------------------------------------------------------------------------------

  private Source source(ParseNode item, Uses uses) {
    ParseNode node = Nodes.inner(item);
    return switch (Nodes.tag(item)) {
      case "RangeVar" -> named(node);
      case "RangeSubselect" ->
          new Source.Derived(shape(node.path("subquery")), alias(node, ""), aliasColumns(node));
      case "RangeFunction" -> {
        uses.read(node.path("functions"));
        yield function(node);
      }
      case "RangeTableSample" -> {
        uses.read(node.path("args"));
        yield source(node.path("relation"), uses);
      }
      case "JoinExpr" -> {
        if (depth > DEEPEST) {
          yield new Source.Function(alias(node, ""), List.of());
        }
        uses.read(node.path("quals"));
        QueryShapes inside = inside(defined);
        yield new Source.Joined(
            inside.source(node.path("larg"), uses),
            inside.source(node.path("rarg"), uses),
            Nodes.flag(node, "isNatural"),
            Nodes.strings(node.path("usingClause")),
            alias(node),
            aliasColumns(node));
      }
      default -> {
        uses.read(node);
        yield new Source.Function(alias(node, ""), List.of());
      }
    };
  }

  /** A RangeVar without its tag: a relation, or the query of a WITH clause. */
  private Source named(ParseNode node) {
    QualifiedName name = Nodes.relation(node);
    String alias = alias(node, name.name());
    QueryShape query = name.schema() == null ? defined.get(name.name()) : null;
    return query == null
        ? new Source.Named(name, alias, aliasColumns(node))
        : new Source.Derived(query, alias, aliasColumns(node));
  }

  private static Source function(ParseNode node) {
    ParseNode functions = node.path("functions");
    ParseNode call = functions.path(0).path("List").path("items").path(0).path("FuncCall");
    List<String> name = Nodes.strings(call.path("funcname"));
    String function = name.isEmpty() ? "" : name.getLast();
    String alias = alias(node, function);
    List<Target.Item> columns = new ArrayList<>();
    for (ParseNode column : node.path("coldeflist")) {
      ParseNode definition = column.path("ColumnDef");
      ColumnType type = TypeTranslator.type(definition.path("typeName"));
      columns.add(
          new Target.Item(Nodes.text(definition, "colname"), Optional.empty(), Optional.of(type)));
    }
    List<String> aliases = aliasColumns(node);
    boolean scalar =
        functions.size() == 1
            && SCALAR_SETS.contains(function)
            && (!function.equals("unnest") || call.path("args").size() == 1);
    if (columns.isEmpty() && scalar) {
      String own = aliases.isEmpty() ? alias : aliases.getFirst();
      columns.add(new Target.Item(own, Optional.empty(), Optional.empty()));
      if (Nodes.flag(node, "ordinality")) {
        String number = aliases.size() > 1 ? aliases.get(1) : "ordinality";
        columns.add(new Target.Item(number, Optional.empty(), Optional.of(ColumnType.of("int8"))));
      }
    }
    return new Source.Function(alias, columns);
  }

  private static @Nullable String alias(ParseNode node) {
    String alias = Nodes.text(node.path("alias"), "aliasname");
    return alias.isEmpty() ? null : alias;
  }

  private static String alias(ParseNode node, String otherwise) {
    String alias = alias(node);
    return alias == null ? otherwise : alias;
  }

  private static List<String> aliasColumns(ParseNode node) {
    return Nodes.strings(node.path("alias").path("colnames"));
  }

  // ---- Expressions ---------------------------------------------------------------------------

  /** Columns that expressions name, and the sub-selects in them. */
  private final class Uses {
    final List<ColumnUse> columns = new ArrayList<>();
    final List<QueryShape> inner = new ArrayList<>();

    void read(ParseNode node) {
      if (node.isArray()) {
        node.forEach(this::read);
        return;
      }
      for (int i = 0; i < node.size(); i++) {
        ParseNode value = node.child(i);
        switch (node.name(i)) {
          case "ColumnRef" -> {
            List<String> fields = Nodes.strings(value.path("fields"));
            if (!fields.isEmpty() && !fields.getLast().equals("*")) {
              columns.add(use(fields));
            }
          }
          case "SelectStmt" -> inner.add(nested(value));
          default -> {
            if (value.isContainer()) {
              read(value);
            }
          }
        }
      }
    }
  }
}
