package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** CREATE TABLE, views, sequences. */
final class TableReplay {
  private final Replay replay;
  private final ColumnReplay columns;

  TableReplay(Replay replay) {
    this.replay = replay;
    this.columns = new ColumnReplay(replay);
  }

  ColumnReplay columns() {
    return columns;
  }

  void create(TableChange.CreateTable create, boolean conditional) {
    RelationName name = newName(create.name(), create.persistence());
    if (!makeRoom(name, create.ifNotExists() || conditional)) {
      return;
    }
    TableDraft draft = new TableDraft(replay.header(name, create.persistence()));
    draft.foreign = create.foreign();
    draft.partitionKey = create.partitionBy();
    Optional<Table> parent = create.partitionOf().map(p -> replay.table(p.parent()));
    parent.ifPresent(table -> partition(draft, table, create));
    create.inherits().forEach(inherited -> inherit(draft, replay.table(inherited)));
    create.ofType().ifPresent(type -> typed(draft, type));
    create.like().forEach(like -> columns.copy(draft, like));
    create.columns().forEach(column -> columns.add(draft, column));
    replay.editor().put(draft.build());
    int id = draft.header.id();
    columns.sequences(id, create.columns());
    replay.constraints().ofNewTable(id, create, parent);
    create.like().forEach(like -> replay.indexes().copy(id, like));
    parent.ifPresent(
        table -> {
          replay.indexes().cloneTo(table.id(), id);
          replay.constraints().cloneForeignKeys(table.id(), id);
        });
  }

  private void partition(TableDraft draft, Table parent, TableChange.CreateTable create) {
    inherit(draft, parent);
    draft.partition = true;
    draft.partitionBound = create.partitionOf().flatMap(TableChange.PartitionOf::bound);
    parent.triggers().stream().filter(Table.Trigger::row).forEach(draft.triggers::add);
  }

  /** Columns and constraints that come from a parent. */
  private void inherit(TableDraft draft, Table parent) {
    draft.parents.add(parent.id());
    for (Column column : parent.columns()) {
      if (draft.columns.stream().noneMatch(own -> own.name().equals(column.name()))) {
        Column copy = column.withInherited(true).withOrigin(replay.origin()).withComment(null);
        draft.columns.add(parent.partitioned() ? copy : copy.withIdentity(Optional.empty()));
      }
    }
    replay.constraints().inherit(draft, parent);
  }

  private void typed(TableDraft draft, QualifiedName type) {
    if (replay.catalog().type(type).orElse(null) instanceof UserType.Composite composite) {
      draft.ofType = Optional.of(composite.name());
      composite.attributes().forEach(attribute -> columns.add(draft, attribute));
    }
  }

  void createAs(TableChange.CreateTableAs create, boolean conditional) {
    RelationName name = newName(create.name(), create.persistence());
    if (!makeRoom(name, create.ifNotExists() || conditional)) {
      return;
    }
    List<Column> result = new QueryColumns(replay.catalog()).of(create.query(), replay.origin());
    List<String> names = create.columnNames();
    for (int i = 0; i < Math.min(names.size(), result.size()); i++) {
      result.set(i, result.get(i).withName(names.get(i)));
    }
    TableStatistics rows =
        create.withData()
            ? new RowCounts(replay.catalog()).of(create.query())
            : new TableStatistics(0, 0, 0, false);
    if (create.materializedView()) {
      replay
          .editor()
          .put(
              new View(
                  replay.header(name, create.persistence()),
                  true,
                  result.stream().map(Column::name).toList(),
                  List.of(),
                  create.query(),
                  reads(create.query()),
                  UsedColumns.of(create.query(), replay.catalog()),
                  create.withData(),
                  rows));
      return;
    }
    TableDraft draft = new TableDraft(replay.header(name, create.persistence()));
    draft.columns.addAll(result);
    draft.statistics = rows;
    replay.editor().put(draft.build());
  }

  void createView(TableChange.CreateView create) {
    RelationName name = newName(create.name(), create.persistence());
    List<Integer> reads = reads(create.query());
    List<String> names = new ArrayList<>(create.columnNames());
    if (names.isEmpty()) {
      new QueryColumns(replay.catalog())
          .of(create.query(), replay.origin())
          .forEach(column -> names.add(column.name()));
    }
    Optional<Relation> old = replay.catalog().relation(name);
    RelationHeader header =
        old.isPresent() && create.replace()
            ? old.get().header()
            : replay.header(name, create.persistence());
    replay
        .editor()
        .put(
            new View(
                header,
                false,
                names,
                create.options(),
                create.query(),
                reads,
                UsedColumns.of(create.query(), replay.catalog()),
                true,
                new TableStatistics(0, 0, 0, false)));
  }

  private List<Integer> reads(SqlQuery query) {
    return query.relations().stream().map(name -> replay.relation(name).id()).distinct().toList();
  }

  void refresh(MaintenanceChange.RefreshMaterializedView refresh) {
    replay
        .catalog()
        .view(refresh.name())
        .ifPresent(view -> replay.editor().put(view.withPopulated(refresh.withData())));
  }

  void createSequence(TableChange.CreateSequence create, boolean conditional) {
    RelationName name = newName(create.name(), create.persistence());
    if (!makeRoom(name, create.ifNotExists() || conditional)) {
      return;
    }
    Sequence sequence =
        new Sequence(
            replay.header(name, create.persistence()),
            create.type().map(type -> type.name().name()).orElse("int8"),
            OptionalInt.empty(),
            null,
            false);
    replay.editor().put(sequence);
    create.ownedBy().ifPresent(owner -> own(sequence, owner));
  }

  void alterSequence(TableChange.AlterSequence alter) {
    Optional<Sequence> known = replay.catalog().sequence(alter.name());
    if (known.isEmpty()) {
      return;
    }
    Sequence old = known.get();
    Sequence sequence =
        new Sequence(
            old.header(),
            alter.type().map(type -> type.name().name()).orElse(old.type()),
            old.ownerTable(),
            old.ownerColumn(),
            old.identity());
    replay.editor().put(sequence);
    if (alter.ownedBy().isPresent()) {
      own(sequence, alter.ownedBy().get());
    } else if (alter.options().contains("owned_by")) {
      replay.editor().own(sequence, OptionalInt.empty(), null);
    }
  }

  private void own(Sequence sequence, TableChange.ColumnReference owner) {
    Table table = replay.table(owner.table());
    replay.editor().own(sequence, OptionalInt.of(table.id()), owner.column());
  }

  private RelationName newName(QualifiedName name, Persistence persistence) {
    if (persistence == Persistence.TEMPORARY) {
      return RelationName.of(Catalog.TEMPORARY, name.name());
    }
    RelationName full = replay.catalog().nameForNew(name);
    replay.editor().putSchema(full.schema(), Origin.base());
    return full;
  }

  /** Whether the relation is to be made; what stands in its place by mistake is taken away. */
  private boolean makeRoom(RelationName name, boolean keep) {
    Optional<Relation> old = replay.catalog().relation(name);
    if (old.isEmpty()) {
      return true;
    }
    if (!keep) {
      replay.drops().remove(old.get());
    }
    return !keep;
  }
}
