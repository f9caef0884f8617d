package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One statement on its way into a catalog. Mutable, for one thread. */
final class Replay {
  private static final int DEEPEST_CALL = 8;

  /**
   * Statements that routines run which a body calls. Each of them may call again: without a limit a
   * page of SQL runs for years.
   */
  private static final int MOST_CALLED = 500;

  private final CatalogEditor editor;
  private final Origin origin;
  private final TableReplay tables = new TableReplay(this);
  private final InheritanceReplay inheritance = new InheritanceReplay(this);
  private final ConstraintReplay constraints = new ConstraintReplay(this);
  private final ForeignKeyReplay foreignKeys = new ForeignKeyReplay(this);
  private final TriggerReplay triggers = new TriggerReplay(this);
  private final IndexReplay indexes = new IndexReplay(this);
  private final AlterTableReplay alterations = new AlterTableReplay(this);
  private final ObjectReplay objects = new ObjectReplay(this);
  private final RenameReplay names = new RenameReplay(this);
  private final DropReplay drops = new DropReplay(this);
  private final TypeReplay types = new TypeReplay(this);
  private final TypeReferences typeReferences = new TypeReferences(this);
  private final RowReplay rows = new RowReplay(this);
  private int depth;
  private int called;

  Replay(CatalogEditor editor, Origin origin) {
    this.editor = editor;
    this.origin = origin;
  }

  CatalogEditor editor() {
    return editor;
  }

  Catalog catalog() {
    return editor.catalog();
  }

  Origin origin() {
    return origin;
  }

  ConstraintReplay constraints() {
    return constraints;
  }

  InheritanceReplay inheritance() {
    return inheritance;
  }

  ForeignKeyReplay foreignKeys() {
    return foreignKeys;
  }

  TriggerReplay triggers() {
    return triggers;
  }

  IndexReplay indexes() {
    return indexes;
  }

  DropReplay drops() {
    return drops;
  }

  TableReplay tables() {
    return tables;
  }

  TypeReplay types() {
    return types;
  }

  TypeReferences typeReferences() {
    return typeReferences;
  }

  RenameReplay names() {
    return names;
  }

  /**
   * Applies a statement.
   *
   * @param conditional it stands in a branch of a routine and may not run: what it would make twice
   *     is left as it is
   */
  void apply(SchemaChange change, boolean conditional) {
    switch (change) {
      case TableChange.CreateTable create -> tables.create(create, conditional);
      case TableChange.CreateTableAs create -> tables.createAs(create, conditional);
      case TableChange.CreateView create -> tables.createView(create);
      case TableChange.AlterTable alter -> alterations.alter(alter);
      case TableChange.CreateSequence create -> tables.createSequence(create, conditional);
      case TableChange.AlterSequence alter -> tables.alterSequence(alter);
      case TableChange.Truncate truncate -> rows.truncate(truncate);
      case TableChange.LockTable _ -> {}
      case IndexChange.CreateIndex create -> indexes.create(create, conditional);
      case IndexChange.Reindex reindex -> indexes.reindexed(reindex);
      case ObjectChange object -> apply(object, conditional);
      case RoutineChange routine -> apply(routine);
      case MaintenanceChange.RefreshMaterializedView refresh -> tables.refresh(refresh);
      case MaintenanceChange.Cluster _,
          MaintenanceChange.Vacuum _,
          MaintenanceChange.Analyze _ -> {}
      case DataChange data -> apply(data);
      case SessionChange _, SchemaChange.Unmodelled _, SchemaChange.Unreadable _ -> {}
    }
  }

  private void apply(ObjectChange change, boolean conditional) {
    switch (change) {
      case ObjectChange.Drop drop -> drops.drop(drop);
      case ObjectChange.Rename rename -> names.rename(rename);
      case ObjectChange.SetSchema move -> names.setSchema(move);
      case ObjectChange.CreateSchema create -> createSchema(create, conditional);
      case ObjectChange.CreateEnum _,
          ObjectChange.AddEnumValue _,
          ObjectChange.RenameEnumValue _,
          ObjectChange.CreateType _,
          ObjectChange.CreateDomain _,
          ObjectChange.AlterDomain _ ->
          types.apply(change, conditional);
      default -> objects.apply(change);
    }
  }

  /** Its elements are made in it, kind by kind (parse_utilcmd.c, transformCreateSchemaStmt). */
  private void createSchema(ObjectChange.CreateSchema create, boolean conditional) {
    editor.putSchema(create.name(), origin);
    List<String> path = catalog().searchPath();
    List<String> inside = new ArrayList<>(path);
    inside.addFirst(create.name());
    editor.searchPath(inside);
    create.elements().stream()
        .sorted(Comparator.comparingInt(Replay::turn))
        .forEach(element -> apply(element, conditional));
    editor.searchPath(path);
  }

  private static int turn(SchemaChange element) {
    return switch (element) {
      case TableChange.CreateSequence _ -> 0;
      case TableChange.CreateTable _ -> 1;
      case TableChange.CreateView _ -> 2;
      case IndexChange _ -> 3;
      case ObjectChange.CreateTrigger _ -> 4;
      default -> 5;
    };
  }

  private void apply(RoutineChange change) {
    switch (change) {
      case RoutineChange.CreateFunction create -> objects.createRoutine(create);
      case RoutineChange.AlterFunction alter -> objects.alterRoutine(alter);
      case RoutineChange.Call call -> run(call.procedure());
      case RoutineChange.DoBlock block -> run(block.body());
    }
  }

  private void apply(DataChange change) {
    rows.apply(change);
    if (change instanceof DataChange.Select(SqlQuery query)) {
      query.functions().forEach(this::run);
    }
  }

  /** Runs the bodies of a user's routine: of all its overloads, since which one is not known. */
  private void run(QualifiedName routine) {
    List<Routine> overloads = catalog().routines(routine);
    if (overloads.size() == 1) {
      run(overloads.getFirst().body());
    } else if (overloads.stream().anyMatch(overload -> isHidden(overload.body()))) {
      editor.hiddenSqlRan();
    }
  }

  private static boolean isHidden(RoutineChange.RoutineBody body) {
    return body.dynamicSql() || body.opaque();
  }

  private void run(RoutineChange.RoutineBody body) {
    if (depth++ < DEEPEST_CALL) {
      for (RoutineChange.BodyStatement inner : body.statements()) {
        if (depth == 1 || called++ < MOST_CALLED) {
          apply(inner.change(), inner.conditional());
        }
      }
    }
    depth--;
    if (isHidden(body)) {
      editor.hiddenSqlRan();
    }
  }

  RelationHeader header(RelationName name, Persistence persistence) {
    return new RelationHeader(editor.newId(), name, origin, origin, persistence, null, null);
  }

  /** The table of a statement, assumed to exist when it is not known. */
  Table table(QualifiedName name) {
    Optional<Relation> known = catalog().relation(name);
    return known.isPresent() && known.get() instanceof Table table ? table : assume(editor, name);
  }

  /** The relation of a statement, an assumed table when it is not known. */
  Relation relation(QualifiedName name) {
    return catalog().relation(name).orElseGet(() -> assume(editor, name));
  }

  static Table assume(CatalogEditor editor, QualifiedName name) {
    RelationName full = editor.catalog().nameForNew(name);
    editor.putSchema(full.schema(), Origin.base());
    TableDraft draft =
        new TableDraft(
            new RelationHeader(
                editor.newId(),
                full,
                Origin.base(),
                Origin.base(),
                Persistence.PERMANENT,
                null,
                null));
    draft.columnsKnown = false;
    draft.assumed = true;
    Table table = draft.build();
    editor.put(table);
    return table;
  }

  /** A schema that a statement names exists. */
  void schemaOf(RelationName name) {
    if (!name.schema().equals(Catalog.TEMPORARY)) {
      editor.putSchema(name.schema(), Origin.base());
    }
  }

  /** A type with its full name where it is a user's type or the row type of a relation. */
  ColumnType resolved(ColumnType type) {
    return new TypeResolver(catalog()).resolve(type);
  }

  /** The routines that a statement names: all of the name when it leaves the arguments out. */
  List<Routine> routines(ObjectChange.Target target) {
    return routines(target.name(), target.arguments());
  }

  List<Routine> routines(QualifiedName name, Optional<List<ColumnType>> arguments) {
    List<Routine> overloads = catalog().routines(name);
    if (arguments.isEmpty()) {
      return overloads;
    }
    List<ColumnType> types =
        arguments.get().stream().map(type -> resolved(type).withoutModifiers()).toList();
    return overloads.stream().filter(r -> sameTypes(r.arguments(), types)).toList();
  }

  private static boolean sameTypes(List<ColumnType> a, List<ColumnType> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).name().equals(b.get(i).name())
          || a.get(i).arrayDimensions() > 0 != b.get(i).arrayDimensions() > 0) {
        return false;
      }
    }
    return true;
  }

  @Nullable Table tableNow(int id) {
    return editor.now(id) instanceof Table table ? table : null;
  }
}
