package dev.pgreview.schema;

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
    Place place = newPlace(create.name(), create.persistence());
    if (!makeRoom(place.name(), create.ifNotExists() || conditional)) {
      return;
    }
    TableDraft draft = new TableDraft(replay.header(place.name(), place.persistence()));
    draft.foreign = create.foreign();
    draft.droppedAtCommit = create.dropOnCommit();
    draft.partitionKey = create.partitionBy();
    Optional<Table> parent = create.partitionOf().map(p -> replay.table(p.parent()));
    parent.ifPresent(
        table -> {
          draft.partition = true;
          draft.partitionBound = create.partitionOf().flatMap(TableChange.PartitionOf::bound);
          replay.inheritance().take(draft, table);
        });
    create.inherits().forEach(name -> replay.inheritance().take(draft, replay.table(name)));
    create.ofType().ifPresent(type -> typed(draft, type));
    columns.addAll(draft, create);
    draft.columns.replaceAll(columns::withoutNullDefault);
    replay.editor().put(draft.build());
    int id = draft.header.id();
    columns.sequences(id, create.columns());
    columns.identitySequences(id, create);
    parent.ifPresent(
        table -> {
          replay.indexes().cloneTo(table.id(), id);
          replay.triggers().cloneTo(table, id);
          replay.foreignKeys().cloneTo(table.id(), id);
        });
    replay.constraints().ofNewTable(id, create);
  }

  private void typed(TableDraft draft, QualifiedName type) {
    if (replay.catalog().type(type).orElse(null) instanceof UserType.Composite composite) {
      draft.ofType = Optional.of(composite.name());
      composite.attributes().forEach(attribute -> columns.add(draft, attribute));
    }
  }

  void createAs(TableChange.CreateTableAs create, boolean conditional) {
    Place place = newPlace(create.name(), create.persistence());
    if (!makeRoom(place.name(), create.ifNotExists() || conditional)) {
      return;
    }
    QueryColumns query = new QueryColumns(replay.catalog());
    QueryColumns.Result result = query.of(create.shape()).renamed(create.columnNames());
    TableStatistics rows =
        create.withData()
            ? new RowCounts(replay.catalog()).of(create.query())
            : new TableStatistics(0, 0, 0, false);
    RelationHeader header = replay.header(place.name(), place.persistence());
    if (create.materializedView()) {
      replay
          .editor()
          .put(
              new View(
                  header,
                  true,
                  viewColumns(result),
                  result.complete(),
                  List.of(),
                  create.query(),
                  reads(create.query()),
                  query.uses(),
                  create.withData(),
                  rows));
      return;
    }
    TableDraft draft = new TableDraft(header);
    result.columns().forEach(column -> draft.columns.add(columns.ofQuery(column)));
    draft.columnsKnown = result.complete();
    draft.droppedAtCommit = create.dropOnCommit();
    draft.statistics = rows;
    replay.editor().put(draft.build());
  }

  private static List<View.ResultColumn> viewColumns(QueryColumns.Result result) {
    return result.columns().stream()
        .map(c -> new View.ResultColumn(c.name(), c.type(), c.collation()))
        .toList();
  }

  void createView(TableChange.CreateView create) {
    List<Integer> reads = reads(create.query());
    boolean temporary =
        reads.stream()
            .map(replay.editor()::now)
            .anyMatch(read -> read != null && read.persistence() == Persistence.TEMPORARY);
    Place place = newPlace(create.name(), temporary ? Persistence.TEMPORARY : create.persistence());
    Optional<Relation> old = replay.catalog().relation(place.name());
    RelationHeader header =
        old.isPresent() && create.replace()
            ? old.get().header()
            : replay.header(place.name(), place.persistence());
    QueryColumns query = new QueryColumns(replay.catalog());
    QueryColumns.Result result = query.of(create.shape()).renamed(create.columnNames());
    replay
        .editor()
        .put(
            new View(
                header,
                false,
                viewColumns(result),
                result.complete(),
                create.options(),
                create.query(),
                reads,
                query.uses(),
                true,
                new TableStatistics(0, 0, 0, false)));
  }

  private List<Integer> reads(SqlQuery query) {
    return query.relations().stream()
        .filter(
            name -> replay.catalog().relation(name).isPresent() || !CatalogReplay.isBuiltIn(name))
        .map(name -> replay.relation(name).id())
        .distinct()
        .toList();
  }

  void refresh(MaintenanceChange.RefreshMaterializedView refresh) {
    replay
        .catalog()
        .view(refresh.name())
        .ifPresent(view -> replay.editor().put(view.withPopulated(refresh.withData())));
  }

  void createSequence(TableChange.CreateSequence create, boolean conditional) {
    Place place = newPlace(create.name(), create.persistence());
    if (!makeRoom(place.name(), create.ifNotExists() || conditional)) {
      return;
    }
    Sequence sequence =
        new Sequence(
            replay.header(place.name(), place.persistence()),
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

  /** Where a new relation goes, and how long it lives: what is put into pg_temp is temporary. */
  private record Place(RelationName name, Persistence persistence) {}

  private Place newPlace(QualifiedName name, Persistence persistence) {
    RelationName full =
        persistence == Persistence.TEMPORARY
            ? RelationName.of(Catalog.TEMPORARY, name.name())
            : replay.catalog().nameForNew(name);
    if (full.schema().equals(Catalog.TEMPORARY)) {
      return new Place(full, Persistence.TEMPORARY);
    }
    replay.editor().putSchema(full.schema(), Origin.base());
    return new Place(full, persistence);
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
