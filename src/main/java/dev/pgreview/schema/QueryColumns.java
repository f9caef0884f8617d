package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Result columns of a query, as far as its relations are known. */
final class QueryColumns {
  private static final ColumnType UNKNOWN = ColumnType.of("unknown");

  private final Catalog catalog;

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
        relations.forEach(relation -> result.addAll(columns(relation, origin)));
      } else {
        result.add(find(relations, name, origin));
      }
    }
    return result;
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
    return switch (relation) {
      case Table table ->
          table.columns().stream()
              .map(column -> column(column.name(), column.type(), column.collation(), origin))
              .toList();
      case View view -> {
        List<Column> result = of(view.query(), origin);
        for (int i = 0; i < Math.min(result.size(), view.columns().size()); i++) {
          result.set(i, result.get(i).withName(view.columns().get(i)));
        }
        yield result;
      }
      case Index _, Sequence _ -> List.of();
    };
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
