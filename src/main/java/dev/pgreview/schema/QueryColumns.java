package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Result columns of a query, as far as its relations are known. Takes time linear in the views that
 * it looks through. For one query.
 */
final class QueryColumns {
  private static final ColumnType UNKNOWN = ColumnType.of("unknown");

  /** PostgreSQL's MaxTupleAttributeNumber: "target lists can have at most 1664 entries". */
  private static final int MOST = 1664;

  /** Views upon views upon views; of what lies deeper the columns are not known. */
  private static final int DEEPEST = 100;

  private final Catalog catalog;

  /** By relation; a view that is being read has none, so that one that reads itself ends. */
  private final Map<Integer, List<Column>> known = new HashMap<>();

  private int depth;

  QueryColumns(Catalog catalog) {
    this.catalog = catalog;
  }

  /** In order; a name that no relation of the query has gets an unknown type. Mutable. */
  List<Column> of(SqlQuery query, Origin origin) {
    List<Column> result = new ArrayList<>();
    List<Relation> relations =
        query.relations().stream().flatMap(name -> catalog.relation(name).stream()).toList();
    for (String name : query.columns()) {
      if (name.equals("*")) {
        relations.forEach(relation -> addAll(result, columns(relation, origin)));
      } else {
        addAll(result, List.of(find(relations, name, origin)));
      }
    }
    return result;
  }

  private static void addAll(List<Column> result, List<Column> columns) {
    result.addAll(columns.subList(0, Math.min(columns.size(), MOST - result.size())));
  }

  private Column find(List<Relation> relations, String name, Origin origin) {
    for (Relation relation : relations) {
      for (Column column : columns(relation, origin)) {
        if (column.name().equals(name)) {
          return column;
        }
      }
    }
    return column(name, UNKNOWN, null, origin);
  }

  private List<Column> columns(Relation relation, Origin origin) {
    List<Column> seen = known.putIfAbsent(relation.id(), List.of());
    if (seen != null) {
      return seen;
    }
    List<Column> columns =
        switch (relation) {
          case Table table ->
              table.columns().stream()
                  .map(column -> column(column.name(), column.type(), column.collation(), origin))
                  .toList();
          case View view -> columns(view, origin);
          case Index _, Sequence _ -> List.of();
        };
    known.put(relation.id(), columns);
    return columns;
  }

  private List<Column> columns(View view, Origin origin) {
    if (depth == DEEPEST) {
      return List.of();
    }
    depth++;
    List<Column> result = of(view.query(), origin);
    depth--;
    for (int i = 0; i < Math.min(result.size(), view.columns().size()); i++) {
      result.set(i, result.get(i).withName(view.columns().get(i)));
    }
    return result;
  }

  private static Column column(
      String name,
      ColumnType type,
      @org.jspecify.annotations.Nullable String collation,
      Origin origin) {
    return new Column(
        name,
        new ColumnType(type.name(), type.modifiers(), type.arrayDimensions(), false, false),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        collation,
        false,
        origin,
        null);
  }
}
