package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a database's schema at one moment: all that the statements so far have made and
 * not dropped. Immutable; a copy with one object changed shares the rest.
 *
 * <p>Names in statements are resolved by the search path that is in effect at that moment, with
 * {@code pg_temp} first.
 */
public final class Catalog {
  static final String TEMPORARY = "pg_temp";

  /** Nothing but PostgreSQL's own objects, in the default version. */
  public static final Catalog EMPTY = empty(PostgresVersion.DEFAULT);

  private final CatalogState state;

  Catalog(CatalogState state) {
    this.state = state;
  }

  /** A new database: the schema {@code public} and nothing in it. */
  public static Catalog empty(PostgresVersion version) {
    return new Catalog(
        new CatalogState(
            version,
            PersistentMap.empty(),
            PersistentMap.empty(),
            CatalogLinks.EMPTY,
            PersistentMap.empty(),
            PersistentMap.empty(),
            PersistentMap.empty(),
            PersistentMap.<String, Origin>empty().with("public", Origin.base()),
            List.of("public"),
            1,
            0));
  }

  CatalogState state() {
    return state;
  }

  public PostgresVersion version() {
    return state.version();
  }

  /** Schemas in which unqualified names are looked up, in order. */
  public List<String> searchPath() {
    return state.searchPath();
  }

  /**
   * Whether a table may have indexes, triggers or partitions that are not known here: SQL ran that
   * is not written out (dynamic SQL in a routine or a DO block).
   */
  public boolean mayHaveMore(Relation relation) {
    return relation.id() < state.hiddenSqlBefore();
  }

  /** Names of the schemas, sorted, without PostgreSQL's own. */
  public List<String> schemas() {
    List<String> names = new ArrayList<>();
    state.schemas().forEach((name, origin) -> names.add(name));
    names.sort(null);
    return names;
  }

  public boolean hasSchema(String schema) {
    return state.schemas().containsKey(schema);
  }

  /** Empty when there is no such schema. */
  public Optional<Origin> schemaOrigin(String schema) {
    return Optional.ofNullable(state.schemas().get(schema));
  }

  // ---- Relations by name -------------------------------------------------------------------

  public Optional<Relation> relation(int id) {
    return Optional.ofNullable(state.relations().get(id));
  }

  public Optional<Relation> relation(RelationName name) {
    return Optional.ofNullable(relationOrNull(name));
  }

  /** As PostgreSQL finds it: by its schema, or along the search path. */
  public Optional<Relation> relation(QualifiedName name) {
    if (name.schema() != null) {
      return relation(RelationName.of(temporaryAlias(name.schema()), name.name()));
    }
    Relation temporary = relationOrNull(RelationName.of(TEMPORARY, name.name()));
    if (temporary != null) {
      return Optional.of(temporary);
    }
    for (String schema : state.searchPath()) {
      Relation found = relationOrNull(RelationName.of(schema, name.name()));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  public Optional<Table> table(int id) {
    return relation(id).flatMap(Catalog::asTable);
  }

  public Optional<Table> table(RelationName name) {
    return relation(name).flatMap(Catalog::asTable);
  }

  public Optional<Table> table(QualifiedName name) {
    return relation(name).flatMap(Catalog::asTable);
  }

  public Optional<Index> index(QualifiedName name) {
    return relation(name).flatMap(r -> r instanceof Index i ? Optional.of(i) : Optional.empty());
  }

  public Optional<View> view(QualifiedName name) {
    return relation(name).flatMap(r -> r instanceof View v ? Optional.of(v) : Optional.empty());
  }

  public Optional<Sequence> sequence(QualifiedName name) {
    return relation(name).flatMap(r -> r instanceof Sequence s ? Optional.of(s) : Optional.empty());
  }

  /**
   * The full name of what a statement names: of the relation if it is known, else the name that it
   * would get, in the first schema of the search path.
   */
  public RelationName fullName(QualifiedName name) {
    return relation(name).map(Relation::name).orElseGet(() -> nameForNew(name));
  }

  /** The name that a new permanent relation gets. */
  public RelationName nameForNew(QualifiedName name) {
    String schema = name.schema();
    return RelationName.of(schema == null ? creationSchema() : temporaryAlias(schema), name.name());
  }

  /** Where objects without a schema are made. */
  public String creationSchema() {
    return state.searchPath().isEmpty() ? "public" : state.searchPath().getFirst();
  }

  // ---- All of a kind, in the order of making -----------------------------------------------

  public List<Relation> relations() {
    // By id instead of sorting: rules ask for this at many statements.
    @Nullable Relation[] byId = new Relation[state.nextId()];
    state.relations().forEach((id, relation) -> byId[id] = relation);
    List<Relation> all = new ArrayList<>(state.relations().size());
    for (Relation relation : byId) {
      if (relation != null) {
        all.add(relation);
      }
    }
    return all;
  }

  /**
   * The relations that are not in an earlier catalog from which this one came, without a rollback
   * between them.
   */
  public List<Relation> relationsSince(Catalog earlier) {
    List<Relation> made = new ArrayList<>();
    for (int id = earlier.state.nextId(); id < state.nextId(); id++) {
      relation(id).ifPresent(made::add);
    }
    return made;
  }

  public List<Table> tables() {
    return all(Table.class);
  }

  public List<Index> indexes() {
    return all(Index.class);
  }

  public List<View> views() {
    return all(View.class);
  }

  public List<Sequence> sequences() {
    return all(Sequence.class);
  }

  private <T extends Relation> List<T> all(Class<T> kind) {
    return relations().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  // ---- What belongs together ---------------------------------------------------------------

  /** Indexes of a table or materialized view, in the order of making. */
  public List<Index> indexes(Relation table) {
    return related(state.links().indexes(), table.id(), Index.class);
  }

  /** Foreign keys of a table; those whose referenced table is not known are left out. */
  public List<ForeignKeyLink> foreignKeys(Table child) {
    List<ForeignKeyLink> links = new ArrayList<>();
    for (Constraint.ForeignKey key : child.foreignKeys()) {
      table(key.referenced()).ifPresent(p -> links.add(new ForeignKeyLink(child, key, p)));
    }
    return links;
  }

  /** Foreign keys that refer to a table, its own among them. */
  public List<ForeignKeyLink> referencing(Table parent) {
    List<ForeignKeyLink> links = new ArrayList<>();
    for (Table child : related(state.links().referencing(), parent.id(), Table.class)) {
      for (Constraint.ForeignKey key : child.foreignKeys()) {
        if (key.referenced() == parent.id()) {
          links.add(new ForeignKeyLink(child, key, parent));
        }
      }
    }
    return links;
  }

  /** Partitions and inheriting tables, one level down. */
  public List<Table> children(Table parent) {
    return related(state.links().children(), parent.id(), Table.class);
  }

  /** Partitions and inheriting tables on all levels, without the table itself. */
  public List<Table> descendants(Table ancestor) {
    List<Table> open = children(ancestor);
    if (open.isEmpty()) {
      return open;
    }
    Map<Integer, Table> found = new LinkedHashMap<>();
    while (!open.isEmpty()) {
      List<Table> next = new ArrayList<>();
      for (Table table : open) {
        if (found.putIfAbsent(table.id(), table) == null) {
          next.addAll(children(table));
        }
      }
      open = next;
    }
    return List.copyOf(found.values());
  }

  /** The default partition of a partitioned table. */
  public Optional<Table> defaultPartition(Table parent) {
    return children(parent).stream().filter(Table::defaultPartition).findFirst();
  }

  /** Tables that a table inherits from, or the one that it is a partition of. */
  public List<Table> parents(Table child) {
    return child.parents().stream().flatMap(id -> table(id).stream()).toList();
  }

  /** Views and materialized views that read a relation directly. */
  public List<View> readers(Relation relation) {
    return related(state.links().readers(), relation.id(), View.class);
  }

  /** Sequences owned by columns of a table: serial, identity and OWNED BY. */
  public List<Sequence> ownedSequences(Table table) {
    return related(state.links().sequences(), table.id(), Sequence.class);
  }

  /** The sequence owned by a column. */
  public Optional<Sequence> ownedSequence(Table table, String column) {
    return ownedSequences(table).stream()
        .filter(sequence -> column.equals(sequence.ownerColumn()))
        .findFirst();
  }

  private <T extends Relation> List<T> related(
      PersistentMap<Integer, List<Integer>> edges, int id, Class<T> kind) {
    List<Integer> ids = edges.get(id);
    if (ids == null) {
      return List.of();
    }
    List<T> found = new ArrayList<>(ids.size());
    for (int other : ids) {
      Relation relation = state.relations().get(other);
      if (kind.isInstance(relation)) {
        found.add(kind.cast(relation));
      }
    }
    return found;
  }

  // ---- Types, routines, extensions ---------------------------------------------------------

  /** A user's type; empty for PostgreSQL's own and unknown ones. */
  public Optional<UserType> type(QualifiedName name) {
    if (name.schema() != null) {
      return Optional.ofNullable(state.types().get(RelationName.of(name.schema(), name.name())));
    }
    return state.searchPath().stream()
        .flatMap(
            schema ->
                Optional.ofNullable(state.types().get(RelationName.of(schema, name.name())))
                    .stream())
        .findFirst();
  }

  public List<UserType> types() {
    List<UserType> all = state.types().values();
    all.sort(Comparator.comparing(UserType::name));
    return all;
  }

  /** Tables with a default that takes its values from a sequence. */
  List<Table> tablesTakingFrom(Sequence sequence) {
    return related(state.links().defaults(), sequence.id(), Table.class);
  }

  /** Whether a column, a type or a routine names a type. */
  boolean isNamed(QualifiedName type) {
    return state.links().typeUses().containsKey(type);
  }

  /** Whether a constraint of a schema's tables and domains has a name: a generated one must not. */
  boolean isConstraint(RelationName name) {
    return state.links().constraintNames().containsKey(name);
  }

  /** Tables with a column whose type has this very name, or is an array of it. */
  List<Table> tablesNaming(QualifiedName type) {
    return tables().stream()
        .filter(table -> table.columns().stream().anyMatch(c -> c.type().name().equals(type)))
        .toList();
  }

  /** Tables with a column of a type, or of an array of it; domains over it are looked through. */
  public List<Table> tablesUsing(UserType type) {
    return tables().stream()
        .filter(table -> table.columns().stream().anyMatch(c -> isOver(c.type(), type)))
        .toList();
  }

  private boolean isOver(ColumnType column, UserType type) {
    Set<RelationName> passed = new HashSet<>();
    UserType own = type(column.name()).orElse(null);
    while (own != null && passed.add(own.name())) {
      if (own.name().equals(type.name())) {
        return true;
      }
      own = own instanceof UserType.Domain domain ? type(domain.base().name()).orElse(null) : null;
    }
    return false;
  }

  /** Overloads of a user's function or procedure; empty for PostgreSQL's own and unknown ones. */
  public List<Routine> routines(QualifiedName name) {
    if (name.schema() != null) {
      return overloads(name.schema(), name.name());
    }
    for (String schema : state.searchPath()) {
      List<Routine> found = overloads(schema, name.name());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  public List<Routine> routines() {
    return state.routines().values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Routine::name))
        .toList();
  }

  private List<Routine> overloads(String schema, String name) {
    List<Routine> found = state.routines().get(RelationName.of(schema, name));
    return found == null ? List.of() : found;
  }

  public Optional<Extension> extension(String name) {
    return Optional.ofNullable(state.extensions().get(name));
  }

  public List<Extension> extensions() {
    List<Extension> all = state.extensions().values();
    all.sort(Comparator.comparing(Extension::name));
    return all;
  }

  @Nullable Relation relationOrNull(RelationName name) {
    Integer id = state.names().get(name);
    return id == null ? null : state.relations().get(id);
  }

  static Optional<Table> asTable(Relation relation) {
    return relation instanceof Table table ? Optional.of(table) : Optional.empty();
  }

  /** {@code pg_temp_3} and the like are this session's {@code pg_temp}. */
  private static String temporaryAlias(String schema) {
    return schema.startsWith("pg_temp") ? TEMPORARY : schema;
  }
}
