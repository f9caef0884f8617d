package dev.pgreview.lint.rule;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.Table;
import java.util.HashSet;
import java.util.List;

/** Whether an index serves the check that a foreign key runs on the referencing table. */
final class ForeignKeyIndex {
  private ForeignKeyIndex() {}

  /** The foreign key's columns are the first of a B-tree's or hash's, in any order. */
  static boolean covers(Index index, List<String> columns) {
    List<String> leading = index.leadingColumns();
    return index.where().isEmpty()
        && leading.size() >= columns.size()
        && new HashSet<>(leading.subList(0, columns.size())).containsAll(columns);
  }

  static boolean exists(Catalog catalog, Table table, List<String> columns) {
    return catalog.indexes(table).stream().anyMatch(index -> covers(index, columns));
  }
}
