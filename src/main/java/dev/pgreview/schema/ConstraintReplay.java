package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Constraints of tables, as they are written. */
final class ConstraintReplay {
  private final Replay replay;
  private final KeyReplay keys;

  ConstraintReplay(Replay replay) {
    this.replay = replay;
    this.keys = new KeyReplay(replay);
  }

  /** All constraints of CREATE TABLE, in the order in which PostgreSQL names them. */
  void ofNewTable(int table, TableChange.CreateTable create) {
    List<ConstraintDefinition> written = new ArrayList<>();
    create.columns().forEach(column -> written.addAll(column.constraints()));
    written.addAll(create.constraints());
    List<ConstraintDefinition> all = RepeatedKeys.without(written);
    all.stream()
        .filter(ConstraintDefinition.Check.class::isInstance)
        .forEach(check -> add(table, check, true));
    all.stream()
        .filter(ConstraintDefinition.NotNull.class::isInstance)
        .forEach(notNull -> add(table, notNull, true));
    nameNotNulls(table, written(create, all));
    all.stream().filter(ConstraintReplay::primaryKey).forEach(key -> add(table, key, true));
    all.stream()
        .filter(
            c ->
                (c instanceof ConstraintDefinition.Unique && !primaryKey(c))
                    || c instanceof ConstraintDefinition.Exclusion)
        .forEach(key -> add(table, key, true));
    create.like().forEach(like -> replay.indexes().copy(table, like));
    all.stream()
        .filter(ConstraintDefinition.ForeignKey.class::isInstance)
        .forEach(key -> add(table, key, true));
  }

  /** Columns that the statement itself makes NOT NULL, whatever they inherit. */
  private static Set<String> written(
      TableChange.CreateTable create, List<ConstraintDefinition> constraints) {
    Set<String> columns = new LinkedHashSet<>();
    create.columns().stream()
        .filter(ColumnReplay::makesNotNull)
        .forEach(column -> columns.add(column.name()));
    for (ConstraintDefinition constraint : constraints) {
      if (constraint instanceof ConstraintDefinition.Unique key && key.primaryKey()) {
        columns.addAll(key.columns());
      }
    }
    return columns;
  }

  private static boolean primaryKey(ConstraintDefinition constraint) {
    return constraint instanceof ConstraintDefinition.Unique unique && unique.primaryKey();
  }

  /**
   * Adds a constraint of a new table.
   *
   * @param empty the table is being made: no row can violate it, so NOT VALID means nothing
   */
  private void add(int table, ConstraintDefinition definition, boolean empty) {
    add(table, definition, empty, false);
  }

  /**
   * ALTER TABLE … ADD CONSTRAINT, on children too where PostgreSQL does.
   *
   * @param only partitions get no index for it
   */
  void alter(int table, ConstraintDefinition definition, boolean only) {
    add(table, definition, false, only);
  }

  private void add(int table, ConstraintDefinition definition, boolean empty, boolean only) {
    switch (definition) {
      case ConstraintDefinition.Check check -> addCheck(table, check, empty);
      case ConstraintDefinition.NotNull notNull -> addNotNull(table, notNull, empty);
      case ConstraintDefinition.Unique unique -> keys.add(table, unique, only);
      case ConstraintDefinition.Exclusion exclusion -> keys.add(table, exclusion);
      case ConstraintDefinition.ForeignKey key -> replay.foreignKeys().add(table, key, empty);
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
                        taken(table.name())));
    Optional<Constraint> inherited =
        table.constraint(name).filter(c -> c.inherited() && c instanceof Constraint.Check);
    if (inherited.isPresent()) {
      replace(id, inherited.get(), alsoLocal(inherited.get(), table));
      return;
    }
    boolean valid = check.enforced() && (empty || !check.notValid());
    Constraint.Check added =
        new Constraint.Check(
            ConstraintHeader.written(name, valid, replay.origin()),
            check.expression(),
            check.noInherit(),
            check.enforced());
    put(id, added);
    replay.inheritance().give(table, added);
  }

  /** A table's own constraint that is also its parent's; a partition has nothing of its own. */
  private static Constraint alsoLocal(Constraint constraint, Table table) {
    ConstraintHeader header = constraint.header();
    return constraint.withHeader(header.inherited(header.inheritCount(), !table.partition()));
  }

  private void addNotNull(int id, ConstraintDefinition.NotNull notNull, boolean empty) {
    Table table = replay.tableNow(id);
    Optional<Constraint> inherited =
        empty && table != null ? notNull(table, notNull.column()) : Optional.empty();
    if (inherited.isPresent() && notNull.name().isPresent()) {
      // In CREATE TABLE the written name is taken instead of the parent's.
      ConstraintHeader header = inherited.get().header().asLocal().renamed(notNull.name().get());
      replace(id, inherited.get(), inherited.get().withHeader(header));
      return;
    }
    setNotNull(
        id, notNull.column(), notNull.name(), empty || !notNull.notValid(), notNull.noInherit());
  }

  /** SET NOT NULL and what is as good, on children too. */
  void setNotNull(int id, String column) {
    setNotNull(id, column, Optional.empty(), true, false);
  }

  /** Marks a column NOT NULL; from PostgreSQL 18 on with a constraint that says so. */
  private void setNotNull(
      int id, String column, Optional<String> name, boolean valid, boolean noInherit) {
    Table table = replay.tableNow(id);
    if (table == null || table.column(column).isEmpty()) {
      return;
    }
    replay.editor().alter(id, draft -> draft.replaceColumn(column, c -> c.withNotNull(true)));
    if (!replay.catalog().version().atLeast(18)) {
      for (Table child : replay.catalog().children(table)) {
        setNotNull(child.id(), column, name, valid, false);
      }
      return;
    }
    Optional<Constraint> known = notNull(table, column);
    if (known.isPresent()) {
      Constraint now = alsoLocal(known.get(), table);
      replace(id, known.get(), now.withHeader(now.header().validated(now.valid() || valid)));
      return;
    }
    String own = name.orElseGet(() -> notNullName(table, column));
    Constraint.NotNull added =
        new Constraint.NotNull(
            ConstraintHeader.written(own, valid, replay.origin()), column, noInherit);
    put(id, added);
    replay.inheritance().give(table, added);
  }

  static Optional<Constraint> notNull(Table table, String column) {
    return table.constraints().stream()
        .filter(c -> c instanceof Constraint.NotNull n && n.column().equals(column))
        .findFirst();
  }

  private String notNullName(Table table, String column) {
    return GeneratedNames.choose(table.name().name(), column, "not_null", taken(table.name()));
  }

  /** What a child calls a constraint of its parent. */
  Constraint named(Table child, Constraint constraint) {
    ConstraintHeader header = constraint.header().ofChild().by(replay.origin());
    return constraint instanceof Constraint.NotNull notNull
            && child.constraint(constraint.name()).isPresent()
        ? notNull.withHeader(header.renamed(notNullName(child, notNull.column())))
        : constraint.withHeader(header);
  }

  /**
   * Gives every NOT NULL column of a new table its constraint (PostgreSQL 18).
   *
   * @param written those that do not only inherit it: their constraint is named after this table
   */
  private void nameNotNulls(int id, Set<String> written) {
    Table table = replay.tableNow(id);
    if (table == null || !replay.catalog().version().atLeast(18)) {
      return;
    }
    for (Column column : table.columns()) {
      Optional<Constraint> known = notNull(table, column.name());
      boolean own = written.contains(column.name());
      if (known.isEmpty() && (own || column.notNull())) {
        setNotNull(id, column.name());
      } else if (own && known.isPresent() && !known.get().header().local()) {
        Table now = Objects.requireNonNull(replay.tableNow(id));
        ConstraintHeader header =
            known.get().header().asLocal().renamed(notNullName(now, column.name()));
        replace(id, known.get(), known.get().withHeader(header));
      }
    }
  }

  /** Adds a constraint; one of the same name stays as it is. */
  void put(int table, Constraint constraint) {
    replay
        .editor()
        .alter(
            table,
            draft -> {
              if (draft.constraints.stream().noneMatch(c -> c.name().equals(constraint.name()))) {
                draft.constraints.add(constraint);
              }
            });
  }

  /** Puts a constraint in another's place. */
  void replace(int table, Constraint old, Constraint constraint) {
    replay
        .editor()
        .alter(table, draft -> draft.constraints.replaceAll(c -> c.equals(old) ? constraint : c));
  }

  /** Names that PostgreSQL does not make for a new constraint: any constraint's in the schema. */
  Predicate<String> taken(RelationName table) {
    return name -> replay.catalog().isConstraint(RelationName.of(table.schema(), name));
  }
}
