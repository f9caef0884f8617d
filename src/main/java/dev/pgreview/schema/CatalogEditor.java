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
  private final LinkEditor links;
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
    links = new LinkEditor(state.links());
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
                  links.links(),
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
    if (old != null && !old.name().equals(relation.name())) {
      names = names.without(old.name());
    }
    relations = relations.with(relation.id(), relation);
    names = names.with(relation.name(), relation.id());
    links.replace(old, relation);
  }

  /** Takes a relation out; what depends on it is the caller's business. */
  void remove(Relation relation) {
    snapshot = null;
    Relation old = relations.get(relation.id());
    if (old == null) {
      return;
    }
    links.replace(old, null);
    links.forget(old.id());
    names = names.without(old.name());
    relations = relations.without(old.id());
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

  // ---- Everything else ---------------------------------------------------------------------

  void putType(UserType type) {
    removeType(type.name());
    types = types.with(type.name(), type);
    links.count(type, 1);
  }

  void removeType(RelationName name) {
    snapshot = null;
    UserType old = types.get(name);
    if (old != null) {
      links.count(old, -1);
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
    links.count(overloads(name), -1);
    links.count(overloads, 1);
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
