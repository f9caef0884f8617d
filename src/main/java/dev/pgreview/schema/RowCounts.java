package dev.pgreview.schema;

import java.util.HashMap;
import java.util.Map;

/** How many rows a query yields, from above, by what is known of its relations. */
final class RowCounts {
  private static final TableStatistics ONE = new TableStatistics(1, 0, 0, false);

  private final Catalog catalog;

  /** By view; one that is being read counts one row, so that a view that reads itself ends. */
  private final Map<Integer, TableStatistics> views = new HashMap<>();

  RowCounts(Catalog catalog) {
    this.catalog = catalog;
  }

  /** VALUES by its rows, a query by the largest relation that it reads, one row without any. */
  TableStatistics of(SqlQuery query) {
    if (query.valuesRows() > 0) {
      return new TableStatistics(query.valuesRows(), 0, 0, false);
    }
    TableStatistics largest = ONE;
    for (QualifiedName name : query.relations()) {
      TableStatistics size = catalog.relation(name).map(this::of).orElse(ONE);
      if (size.rows() > largest.rows()) {
        largest = size;
      }
    }
    return largest;
  }

  private TableStatistics of(Relation relation) {
    return switch (relation) {
      case Table table -> withPartitions(table);
      case View view when view.materialized() -> view.statistics();
      case View view -> behind(view);
      case Index _, Sequence _ -> ONE;
    };
  }

  private TableStatistics behind(View view) {
    TableStatistics seen = views.putIfAbsent(view.id(), ONE);
    if (seen != null) {
      return seen;
    }
    TableStatistics rows = of(view.query());
    views.put(view.id(), rows);
    return rows;
  }

  private TableStatistics withPartitions(Table table) {
    TableStatistics sum = table.statistics();
    for (Table child : catalog.descendants(table)) {
      sum = plus(sum, child.statistics());
    }
    return sum;
  }

  static TableStatistics plus(TableStatistics a, TableStatistics b) {
    return new TableStatistics(
        a.rows() + b.rows(), a.bytes() + b.bytes(), 0, a.assumed() || b.assumed());
  }
}
