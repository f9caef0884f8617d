package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Changes a catalog object by object and keeps its maps in step. Mutable, for one thread; {@link
 * #catalog} is a snapshot that later edits leave alone.
 */
final class CatalogEditor {
  private final PostgresVersion version;
  private PersistentMap<Integer, Relation> relations;
  private PersistentMap<RelationName, Integer> names;
  private PersistentMap<Integer, List<Integer>> indexes;
  private PersistentMap<Integer, List<Integer>> children;
  private PersistentMap<Integer, List<Integer>> referencing;
  private PersistentMap<Integer, List<Integer>> readers;
  private PersistentMap<Integer, List<Integer>> sequences;
  private PersistentMap<Integer, List<Integer>> defaults;
  private PersistentMap<QualifiedName, Integer> typeUses;
  private List<Integer> untilCommit;
  private PersistentMap<RelationName, UserType> types;
  private PersistentMap<RelationName, List<Routine>> routines;
  private PersistentMap<String, Extension> extensions;
  private PersistentMap<String, Origin> schemas;
  private List<String> searchPath;
  private int nextId;
  private int hiddenSqlBefore;
  private @Nullable Catalog snapshot;

  CatalogEditor(Catalog catalog) {
    CatalogState state = catalog.state();
    version = state.version();
    relations = state.relations();
    names = state.names();
    indexes = state.indexes();
    children = state.children();
    referencing = state.referencing();
    readers = state.readers();
    sequences = state.sequences();
    defaults = state.defaults();
    typeUses = state.typeUses();
    untilCommit = state.untilCommit();
    types = state.types();
    routines = state.routines();
    extensions = state.extensions();
    schemas = state.schemas();
    searchPath = state.searchPath();
    nextId = state.nextId();
    hiddenSqlBefore = state.hiddenSqlBefore();
    snapshot = catalog;
  }

  Catalog catalog() {
    if (snapshot == null) {
      snapshot =
          new Catalog(
              new CatalogState(
                  version,
                  relations,
                  names,
                  indexes,
                  children,
                  referencing,
                  readers,
                  sequences,
                  defaults,
                  typeUses,
                  untilCommit,
                  types,
                  routines,
                  extensions,
                  schemas,
                  searchPath,
                  nextId,
                  hiddenSqlBefore));
    }
    return snapshot;
  }

  /** SQL ran that is not written out: what it did to the relations made until now is not known. */
  void hiddenSqlRan() {
    snapshot = null;
    hiddenSqlBefore = nextId;
  }

  int newId() {
    snapshot = null;
    return nextId++;
  }

  // ---- Relations ---------------------------------------------------------------------------

  /** Adds a relation or puts its new state in place of the old one. */
  void put(Relation relation) {
    snapshot = null;
    Relation old = relations.get(relation.id());
    if (old != null) {
      if (!old.name().equals(relation.name())) {
        names = names.without(old.name());
      }
      unlink(old);
    }
    relations = relations.with(relation.id(), relation);
    names = names.with(relation.name(), relation.id());
    link(relation);
  }

  /** Takes a relation out; what depends on it is the caller's business. */
  void remove(Relation relation) {
    snapshot = null;
    Relation old = relations.get(relation.id());
    if (old == null) {
      return;
    }
    unlink(old);
    names = names.without(old.name());
    relations = relations.without(old.id());
    indexes = indexes.without(old.id());
    children = children.without(old.id());
    referencing = referencing.without(old.id());
    readers = readers.without(old.id());
    sequences = sequences.without(old.id());
    defaults = defaults.without(old.id());
  }

  /** The relation as it is now; null when it is gone. */
  @Nullable Relation now(int id) {
    return relations.get(id);
  }

  /** Changes a table; does nothing when it is gone. */
  void alter(int id, java.util.function.Consumer<TableDraft> change) {
    if (relations.get(id) instanceof Table table) {
      TableDraft draft = new TableDraft(table);
      change.accept(draft);
      put(draft.build());
    }
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

  /** Counts the uses of types that are not PostgreSQL's own. */
  private void count(ColumnType type, int more) {
    if (type.name().schema() != null) {
      Integer known = typeUses.get(type.name());
      int uses = (known == null ? 0 : known) + more;
      typeUses = uses == 0 ? typeUses.without(type.name()) : typeUses.with(type.name(), uses);
    }
  }

  private void count(UserType type, int more) {
    switch (type) {
      case UserType.Domain domain -> count(domain.base(), more);
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

  private void count(List<Routine> overloads, int more) {
    for (Routine routine : overloads) {
      routine.arguments().forEach(argument -> count(argument, more));
      routine.returns().ifPresent(result -> count(result, more));
    }
  }

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

  // ---- Everything else ---------------------------------------------------------------------

  void putType(UserType type) {
    removeType(type.name());
    types = types.with(type.name(), type);
    count(type, 1);
  }

  void removeType(RelationName name) {
    snapshot = null;
    UserType old = types.get(name);
    if (old != null) {
      count(old, -1);
      types = types.without(name);
    }
  }

  void putRoutine(Routine routine) {
    List<Routine> overloads = overloads(routine.name());
    overloads.removeIf(r -> r.arguments().equals(routine.arguments()));
    overloads.add(routine);
    routines(routine.name(), overloads);
  }

  void replaceRoutine(Routine old, Routine routine) {
    List<Routine> overloads = overloads(old.name());
    overloads.replaceAll(r -> r.equals(old) ? routine : r);
    routines(old.name(), overloads);
  }

  void removeRoutine(Routine routine) {
    List<Routine> overloads = overloads(routine.name());
    overloads.removeIf(routine::equals);
    routines(routine.name(), overloads);
  }

  private List<Routine> overloads(RelationName name) {
    List<Routine> known = routines.get(name);
    return new ArrayList<>(known == null ? List.of() : known);
  }

  private void routines(RelationName name, List<Routine> overloads) {
    snapshot = null;
    count(overloads(name), -1);
    count(overloads, 1);
    routines =
        overloads.isEmpty() ? routines.without(name) : routines.with(name, List.copyOf(overloads));
  }

  void putExtension(Extension extension) {
    snapshot = null;
    extensions = extensions.with(extension.name(), extension);
  }

  void removeExtension(String name) {
    snapshot = null;
    extensions = extensions.without(name);
  }

  void putSchema(String name, Origin origin) {
    if (!schemas.containsKey(name)) {
      snapshot = null;
      schemas = schemas.with(name, origin);
    }
  }

  void removeSchema(String name) {
    snapshot = null;
    schemas = schemas.without(name);
  }

  void searchPath(List<String> path) {
    snapshot = null;
    searchPath = List.copyOf(path);
  }

  /** Where the sequence belongs; empty for nowhere. */
  void own(Sequence sequence, OptionalInt table, @Nullable String column) {
    put(new Sequence(sequence.header(), sequence.type(), table, column, sequence.identity()));
  }
}
