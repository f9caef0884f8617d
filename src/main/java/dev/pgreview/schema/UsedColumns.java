package dev.pgreview.schema;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The columns that a view uses, by the ids of its relations. They are found when the view is made,
 * as PostgreSQL does: a star then stands for the columns of that time.
 */
public record UsedColumns(Map<Integer, Set<String>> byRelation) {
  /** Of a relation whose columns are not known. */
  static final String ANY = "*";

  public UsedColumns {
    Map<Integer, Set<String>> copy = new HashMap<>();
    byRelation.forEach((relation, columns) -> copy.put(relation, Set.copyOf(columns)));
    byRelation = Map.copyOf(copy);
  }

  /** Whether the view uses a column of a relation. */
  public boolean uses(Relation relation, String column) {
    Set<String> columns = byRelation.getOrDefault(relation.id(), Set.of());
    return columns.contains(column) || columns.contains(ANY);
  }

  UsedColumns renamed(int relation, String old, String now) {
    Set<String> columns = byRelation.getOrDefault(relation, Set.of());
    if (!columns.contains(old)) {
      return this;
    }
    Set<String> renamed = new LinkedHashSet<>(columns);
    renamed.remove(old);
    renamed.add(now);
    Map<Integer, Set<String>> all = new HashMap<>(byRelation);
    all.put(relation, renamed);
    return new UsedColumns(all);
  }
}
