package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Constraints of tables: those written, and those that partitions and children take over. */
final class ConstraintReplay {
  private final Replay replay;

  ConstraintReplay(Replay replay) {
    this.replay = replay;
  }

  /** All constraints of CREATE TABLE, in the order in which PostgreSQL names them. */
  void ofNewTable(int table, TableChange.CreateTable create, Optional<Table> parent) {
    List<ConstraintDefinition> all = new ArrayList<>();
    create.columns().forEach(column -> all.addAll(column.constraints()));
    all.addAll(create.constraints());
    all.stream()
        .filter(ConstraintDefinition.Check.class::isInstance)
        .forEach(check -> add(table, check, true));
    all.stream().filter(ConstraintReplay::primaryKey).forEach(key -> add(table, key, true));
    all.stream()
        .filter(c -> c instanceof ConstraintDefinition.NotNull)
        .forEach(notNull -> add(table, notNull, true));
    nameNotNulls(table);
    all.stream()
        .filter(
            c ->
                (c instanceof ConstraintDefinition.Unique && !primaryKey(c))
                    || c instanceof ConstraintDefinition.Exclusion)
        .forEach(key -> add(table, key, true));
    all.stream()
        .filter(ConstraintDefinition.ForeignKey.class::isInstance)
        .forEach(key -> add(table, key, true));
  }

  private static boolean primaryKey(ConstraintDefinition constraint) {
    return constraint instanceof ConstraintDefinition.Unique unique && unique.primaryKey();
  }

  /**
   * Adds a constraint, to children too where PostgreSQL does.
   *
   * @param empty the table is being made: no row can violate it, so NOT VALID means nothing
   */
  void add(int table, ConstraintDefinition definition, boolean empty) {
    switch (definition) {
      case ConstraintDefinition.Check check -> addCheck(table, check, empty);
      case ConstraintDefinition.NotNull notNull -> addNotNull(table, notNull, empty);
      case ConstraintDefinition.Unique unique -> addUnique(table, unique);
      case ConstraintDefinition.Exclusion exclusion -> addExclusion(table, exclusion);
      case ConstraintDefinition.ForeignKey key -> addForeignKey(table, key, empty);
    }
  }

  private void addCheck(int id, ConstraintDefinition.Check check, boolean empty) {
    Table table = replay.tableNow(id);
    if (table == null) {
      return;
    }
    List<String> columns = check.expression().columns().stream().distinct().toList();
    String name =
        check
            .name()
            .orElseGet(
                () ->
                    GeneratedNames.choose(
                        table.name().name(),
                        columns.size() == 1 ? columns.getFirst() : null,
                        "check",
                        constraintTaken(table)));
    Constraint.Check added =
        new Constraint.Check(
            name,
            check.expression(),
            check.enforced() && (empty || !check.notValid()),
            check.noInherit(),
            check.enforced(),
            false,
            replay.origin());
    put(id, added);
    if (!check.noInherit()) {
      replay.catalog().descendants(table).forEach(child -> put(child.id(), inherited(added)));
    }
  }

  private void addNotNull(int id, ConstraintDefinition.NotNull notNull, boolean empty) {
    Table table = replay.tableNow(id);
    if (table == null) {
      return;
    }
    setNotNull(id, notNull.column(), notNull.name(), empty || !notNull.notValid());
    if (!notNull.noInherit()) {
      for (Table child : replay.catalog().descendants(table)) {
        setNotNull(child.id(), notNull.column(), Optional.empty(), empty || !notNull.notValid());
      }
    }
  }

  /** Marks a column NOT NULL; from PostgreSQL 18 on with a constraint that says so. */
  void setNotNull(int id, String column, Optional<String> name, boolean valid) {
    replay
        .editor()
        .alter(
            id,
            draft -> {
              draft.replaceColumn(column, c -> c.withNotNull(true));
              if (!replay.catalog().version().atLeast(18)) {
                return;
              }
              for (int i = 0; i < draft.constraints.size(); i++) {
                if (draft.constraints.get(i) instanceof Constraint.NotNull old
                    && old.column().equals(column)) {
                  draft.constraints.set(
                      i,
                      new Constraint.NotNull(
                          old.name(),
                          column,
                          old.valid() || valid,
                          old.noInherit(),
                          old.inherited(),
                          old.origin()));
                  return;
                }
              }
              String own =
                  name.orElseGet(
                      () ->
                          GeneratedNames.choose(
                              draft.header.name().name(),
                              column,
                              "not_null",
                              taken(draft.constraints)));
              draft.constraints.add(
                  new Constraint.NotNull(own, column, valid, false, false, replay.origin()));
            });
  }

  /** Gives every NOT NULL column its constraint (PostgreSQL 18). */
  void nameNotNulls(int id) {
    Table table = replay.tableNow(id);
    if (table != null && replay.catalog().version().atLeast(18)) {
      table.columns().stream()
          .filter(Column::notNull)
          .forEach(column -> setNotNull(id, column.name(), Optional.empty(), true));
    }
  }

  private void addUnique(int id, ConstraintDefinition.Unique unique) {
    Table table = replay.tableNow(id);
    if (table == null) {
      return;
    }
    Index index;
    if (unique.usingIndex().isPresent()) {
      Optional<Index> existing =
          replay
              .catalog()
              .index(QualifiedName.of(table.name().schema(), unique.usingIndex().get()));
      if (existing.isEmpty()) {
        return;
      }
      index = existing.get();
      String name = unique.name().orElse(index.name().name());
      index =
          index
              .withConstraint(Optional.of(name))
              .withHeader(index.header().renamed(RelationName.of(table.name().schema(), name)));
    } else {
      index =
          replay
              .indexes()
              .make(
                  table,
                  unique.name(),
                  unique.primaryKey() ? "pkey" : "key",
                  unique.columns().stream().map(ConstraintReplay::key).toList(),
                  unique.include());
      index =
          new Index(
              index.header(),
              id,
              unique.withoutOverlaps() ? "gist" : "btree",
              true,
              index.keys(),
              index.include(),
              Optional.empty(),
              unique.nullsNotDistinct(),
              true,
              Optional.of(index.name().name()),
              OptionalInt.empty());
    }
    replay.editor().put(index);
    List<String> columns = index.leadingColumns();
    put(
        id,
        new Constraint.Unique(
            index.name().name(),
            unique.primaryKey(),
            columns,
            index.id(),
            unique.deferrable(),
            false,
            replay.origin()));
    if (unique.primaryKey()) {
      columns.forEach(column -> notNullEverywhere(table, column));
    }
    replay.indexes().cloneToPartitions(table, index);
  }

  private void notNullEverywhere(Table table, String column) {
    setNotNull(table.id(), column, Optional.empty(), true);
    replay
        .catalog()
        .descendants(table)
        .forEach(child -> setNotNull(child.id(), column, Optional.empty(), true));
  }

  static IndexKey key(String column) {
    return new IndexKey(
        Optional.of(column), Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  private void addExclusion(int id, ConstraintDefinition.Exclusion exclusion) {
    Table table = replay.tableNow(id);
    if (table == null) {
      return;
    }
    Index made =
        replay.indexes().make(table, exclusion.name(), "excl", exclusion.keys(), List.of());
    Index index =
        new Index(
            made.header(),
            id,
            exclusion.method(),
            false,
            made.keys(),
            List.of(),
            Optional.empty(),
            false,
            true,
            Optional.of(made.name().name()),
            OptionalInt.empty());
    replay.editor().put(index);
    List<String> columns = exclusion.keys().stream().flatMap(key -> key.column().stream()).toList();
    put(
        id,
        new Constraint.Exclusion(index.name().name(), columns, index.id(), false, replay.origin()));
  }

  private void addForeignKey(int id, ConstraintDefinition.ForeignKey key, boolean empty) {
    Table table = replay.tableNow(id);
    if (table == null) {
      return;
    }
    Table referenced = replay.table(key.referenced());
    String name =
        key.name()
            .orElseGet(
                () ->
                    GeneratedNames.choose(
                        table.name().name(),
                        GeneratedNames.columnsPart(key.columns()),
                        "fkey",
                        constraintTaken(table)));
    Constraint.ForeignKey added =
        new Constraint.ForeignKey(
            name,
            key.columns(),
            referenced.id(),
            referencedColumns(key, referenced),
            key.onDelete(),
            key.onUpdate(),
            key.enforced() && (empty || !key.notValid()),
            key.deferrable(),
            key.enforced(),
            false,
            replay.origin());
    put(id, added);
    if (table.partitioned()) {
      replay.catalog().descendants(table).forEach(child -> put(child.id(), inherited(added)));
    }
  }

  private static List<String> referencedColumns(
      ConstraintDefinition.ForeignKey key, Table referenced) {
    return key.referencedColumns().isEmpty()
        ? referenced.primaryKey().map(Constraint.Unique::columns).orElse(List.of())
        : key.referencedColumns();
  }

  /** Constraints that a new child or partition takes from its parent. */
  void inherit(TableDraft draft, Table parent) {
    for (Constraint constraint : parent.constraints()) {
      boolean taken = taken(draft.constraints).test(constraint.name());
      switch (constraint) {
        case Constraint.Check check when !check.noInherit() && !taken ->
            draft.constraints.add(valid(inherited(check), check.enforced()));
        case Constraint.NotNull notNull when !notNull.noInherit() && !taken ->
            draft.constraints.add(inherited(notNull));
        case Constraint.Check _,
            Constraint.NotNull _,
            Constraint.Unique _,
            Constraint.Exclusion _,
            Constraint.ForeignKey _ -> {}
      }
    }
  }

  /** Foreign keys of a partitioned table, given to its new partition. */
  void cloneForeignKeys(int parentId, int childId) {
    Table parent = replay.tableNow(parentId);
    if (parent == null) {
      return;
    }
    for (Constraint.ForeignKey key : parent.foreignKeys()) {
      Table child = replay.tableNow(childId);
      boolean same =
          child == null
              || child.foreignKeys().stream()
                  .anyMatch(
                      own ->
                          own.referenced() == key.referenced()
                              && own.columns().equals(key.columns()));
      if (!same) {
        put(childId, inherited(key));
      }
    }
  }

  /** The same constraint as a child has it. */
  static Constraint inherited(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Check c ->
          new Constraint.Check(
              c.name(), c.expression(), c.valid(), c.noInherit(), c.enforced(), true, c.origin());
      case Constraint.NotNull c ->
          new Constraint.NotNull(c.name(), c.column(), c.valid(), c.noInherit(), true, c.origin());
      case Constraint.Unique c ->
          new Constraint.Unique(
              c.name(), c.primaryKey(), c.columns(), c.index(), c.deferrable(), true, c.origin());
      case Constraint.Exclusion c ->
          new Constraint.Exclusion(c.name(), c.columns(), c.index(), true, c.origin());
      case Constraint.ForeignKey c ->
          new Constraint.ForeignKey(
              c.name(),
              c.columns(),
              c.referenced(),
              c.referencedColumns(),
              c.onDelete(),
              c.onUpdate(),
              c.valid(),
              c.deferrable(),
              c.enforced(),
              true,
              c.origin());
    };
  }

  /** The same constraint, validated or not. */
  static Constraint valid(Constraint constraint, boolean valid) {
    return switch (constraint) {
      case Constraint.Check c ->
          new Constraint.Check(
              c.name(),
              c.expression(),
              valid,
              c.noInherit(),
              c.enforced(),
              c.inherited(),
              c.origin());
      case Constraint.NotNull c ->
          new Constraint.NotNull(
              c.name(), c.column(), valid, c.noInherit(), c.inherited(), c.origin());
      case Constraint.ForeignKey c ->
          new Constraint.ForeignKey(
              c.name(),
              c.columns(),
              c.referenced(),
              c.referencedColumns(),
              c.onDelete(),
              c.onUpdate(),
              valid,
              c.deferrable(),
              c.enforced(),
              c.inherited(),
              c.origin());
      case Constraint.Unique c -> c;
      case Constraint.Exclusion c -> c;
    };
  }

  /** Adds a constraint; one of the same name stays as it is. */
  void put(int table, Constraint constraint) {
    replay
        .editor()
        .alter(
            table,
            draft -> {
              if (!taken(draft.constraints).test(constraint.name())) {
                draft.constraints.add(constraint);
              }
            });
  }

  Predicate<String> constraintTaken(Table table) {
    return taken(table.constraints());
  }

  private static Predicate<String> taken(List<Constraint> constraints) {
    return name -> constraints.stream().anyMatch(c -> c.name().equals(name));
  }
}
