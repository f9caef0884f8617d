package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps {@link CatalogLinks} in step with the objects. Mutable, for one thread. */
final class LinkEditor {
  private PersistentMap<Integer, List<Integer>> indexes;
  private PersistentMap<Integer, List<Integer>> children;
  private PersistentMap<Integer, List<Integer>> referencing;
  private PersistentMap<Integer, List<Integer>> readers;
  private PersistentMap<Integer, List<Integer>> sequences;
  private PersistentMap<Integer, List<Integer>> defaults;
  private PersistentMap<QualifiedName, Integer> typeUses;
  private PersistentMap<RelationName, Integer> constraintNames;
  private List<Integer> untilCommit;

  LinkEditor(CatalogLinks links) {
    indexes = links.indexes();
    children = links.children();
    referencing = links.referencing();
    readers = links.readers();
    sequences = links.sequences();
    defaults = links.defaults();
    typeUses = links.typeUses();
    constraintNames = links.constraintNames();
    untilCommit = links.untilCommit();
  }

  CatalogLinks links() {
    return new CatalogLinks(
        indexes,
        children,
        referencing,
        readers,
        sequences,
        defaults,
        typeUses,
        constraintNames,
        untilCommit);
  }

  /** A relation's new state in place of its old one; null is none. */
  void replace(@Nullable Relation old, @Nullable Relation relation) {
    if (old != null) {
      unlink(old);
    }
    if (relation != null) {
      link(relation);
    }
    constraintNames(constraints(old), schema(old), constraints(relation), schema(relation));
  }

  /** Nothing leads from a relation any more that is gone. */
  void forget(int relation) {
    indexes = indexes.without(relation);
    children = children.without(relation);
    referencing = referencing.without(relation);
    readers = readers.without(relation);
    sequences = sequences.without(relation);
    defaults = defaults.without(relation);
  }

  private void link(Relation relation) {
    switch (relation) {
      case Table table -> {
        table.parents().forEach(parent -> children = plus(children, parent, table.id()));
        for (Constraint.ForeignKey key : table.foreignKeys()) {
          referencing = plus(referencing, key.referenced(), table.id());
        }
        for (Column column : table.columns()) {
          count(column.type(), 1);
          column.sequence().ifPresent(id -> defaults = plus(defaults, id, table.id()));
        }
        if (table.droppedAtCommit()) {
          List<Integer> more = new ArrayList<>(untilCommit);
          more.add(table.id());
          untilCommit = List.copyOf(more);
        }
      }
      case Index index -> indexes = plus(indexes, index.table(), index.id());
      case View view -> {
        view.reads().forEach(read -> readers = plus(readers, read, view.id()));
        view.result().forEach(column -> count(column.type(), 1));
      }
      case Sequence sequence ->
          sequence
              .ownerTable()
              .ifPresent(table -> sequences = plus(sequences, table, sequence.id()));
    }
  }

  private void unlink(Relation relation) {
    switch (relation) {
      case Table table -> {
        table.parents().forEach(parent -> children = minus(children, parent, table.id()));
        for (Constraint.ForeignKey key : table.foreignKeys()) {
          referencing = minus(referencing, key.referenced(), table.id());
        }
        for (Column column : table.columns()) {
          count(column.type(), -1);
          column.sequence().ifPresent(id -> defaults = minus(defaults, id, table.id()));
        }
        if (table.droppedAtCommit()) {
          untilCommit = untilCommit.stream().filter(id -> id != table.id()).toList();
        }
      }
      case Index index -> indexes = minus(indexes, index.table(), index.id());
      case View view -> {
        view.reads().forEach(read -> readers = minus(readers, read, view.id()));
        view.result().forEach(column -> count(column.type(), -1));
      }
      case Sequence sequence ->
          sequence
              .ownerTable()
              .ifPresent(table -> sequences = minus(sequences, table, sequence.id()));
    }
  }

  // ---- Names of constraints ------------------------------------------------------------------

  private static List<Constraint> constraints(@Nullable Relation relation) {
    return relation instanceof Table table ? table.constraints() : List.of();
  }

  private static String schema(@Nullable Relation relation) {
    return relation == null ? "" : relation.name().schema();
  }

  /** Most changes leave most constraints in their places: only the rest is counted. */
  private void constraintNames(
      List<Constraint> old, String oldSchema, List<Constraint> now, String schema) {
    int same = 0;
    if (oldSchema.equals(schema)) {
      int most = Math.min(old.size(), now.size());
      while (same < most && old.get(same).name().equals(now.get(same).name())) {
        same++;
      }
    }
    old.subList(same, old.size()).forEach(c -> countName(oldSchema, c, -1));
    now.subList(same, now.size()).forEach(c -> countName(schema, c, 1));
  }

  private void countName(String schema, Constraint constraint, int more) {
    RelationName name = RelationName.of(schema, constraint.name());
    constraintNames = counted(constraintNames, name, more);
  }

  private static <K> PersistentMap<K, Integer> counted(
      PersistentMap<K, Integer> counts, K key, int more) {
    Integer known = counts.get(key);
    int count = (known == null ? 0 : known) + more;
    return count == 0 ? counts.without(key) : counts.with(key, count);
  }

  // ---- Types ---------------------------------------------------------------------------------

  /** Counts the uses of types that are not PostgreSQL's own. */
  private void count(ColumnType type, int more) {
    if (type.name().schema() != null) {
      typeUses = counted(typeUses, type.name(), more);
    }
  }

  /** What a type names; {@code more} is -1 for one that goes. */
  void count(UserType type, int more) {
    switch (type) {
      case UserType.Domain domain -> {
        count(domain.base(), more);
        domain.constraints().forEach(c -> countName(type.name().schema(), c, more));
      }
      case UserType.Composite composite ->
          composite.attributes().forEach(attribute -> count(attribute.type(), more));
      // A multirange goes with its range.
      case UserType.Other other ->
          other
              .range()
              .ifPresent(
                  range ->
                      count(new ColumnType(range.qualified(), List.of(), 0, false, false), more));
      case UserType.Enumeration _ -> {}
    }
  }

  void count(List<Routine> overloads, int more) {
    for (Routine routine : overloads) {
      routine.arguments().forEach(argument -> count(argument, more));
      routine.returns().ifPresent(result -> count(result, more));
    }
  }

  // ---- Edges ---------------------------------------------------------------------------------

  private static PersistentMap<Integer, List<Integer>> plus(
      PersistentMap<Integer, List<Integer>> edges, int from, int to) {
    List<Integer> old = edges.get(from);
    if (old == null) {
      return edges.with(from, List.of(to));
    }
    if (old.contains(to)) {
      return edges;
    }
    List<Integer> more = new ArrayList<>(old.size() + 1);
    more.addAll(old);
    more.add(to);
    more.sort(null);
    return edges.with(from, List.copyOf(more));
  }

  private static PersistentMap<Integer, List<Integer>> minus(
      PersistentMap<Integer, List<Integer>> edges, int from, int to) {
    List<Integer> old = edges.get(from);
    if (old == null || !old.contains(to)) {
      return edges;
    }
    List<Integer> left = old.stream().filter(id -> id != to).toList();
    return left.isEmpty() ? edges.without(from) : edges.with(from, left);
  }
}
