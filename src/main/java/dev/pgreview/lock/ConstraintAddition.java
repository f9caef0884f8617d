package dev.pgreview.lock;

import dev.pgreview.schema.Column;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.Table;
import java.util.List;
import java.util.Optional;

/** ADD CONSTRAINT and VALIDATE CONSTRAINT. */
final class ConstraintAddition {
  private final LockEffects effects;
  private final ForeignKeyLocks foreignKeys;

  ConstraintAddition(LockEffects effects) {
    this.effects = effects;
    this.foreignKeys = new ForeignKeyLocks(effects);
  }

  /**
   * Adds a constraint.
   *
   * @param works the table first, then those below it
   */
  void add(Table table, List<TableWork> works, ConstraintDefinition constraint) {
    switch (constraint) {
      case ConstraintDefinition.Check check -> {
        if (check.enforced() && !check.notValid()) {
          (check.noInherit() ? works.subList(0, 1) : works).forEach(TableWork::scan);
        }
      }
      case ConstraintDefinition.NotNull notNull -> notNull(works, notNull);
      case ConstraintDefinition.Unique unique -> unique(table, works, unique);
      case ConstraintDefinition.Exclusion _ ->
          (table.partitioned() ? works : works.subList(0, 1)).forEach(TableWork::buildIndex);
      case ConstraintDefinition.ForeignKey key -> foreignKey(works.getFirst(), key);
    }
  }

  private void notNull(List<TableWork> works, ConstraintDefinition.NotNull notNull) {
    if (notNull.notValid()) {
      return;
    }
    for (TableWork work : notNull.noInherit() ? works.subList(0, 1) : works) {
      boolean known = work.table().column(notNull.column()).map(Column::notNull).orElse(false);
      if (!known && !NotNullProof.of(work, notNull.column())) {
        work.scan();
      }
    }
  }

  private void unique(Table table, List<TableWork> works, ConstraintDefinition.Unique unique) {
    if (unique.usingIndex().isPresent()) {
      usingIndex(table, works, unique);
      return;
    }
    works.getFirst().buildIndex();
    if (!table.partitioned()) {
      if (unique.primaryKey()) {
        works.forEach(work -> keyColumns(work, unique.columns()));
      }
      return;
    }
    for (TableWork work : works.subList(1, works.size())) {
      effects.lock(work.table(), LockMode.SHARE);
      work.buildIndex();
    }
  }

  private void usingIndex(Table table, List<TableWork> works, ConstraintDefinition.Unique unique) {
    Optional<Index> known =
        effects.catalog().indexes(table).stream()
            .filter(index -> unique.usingIndex().get().equals(index.name().name()))
            .findFirst();
    if (known.isEmpty()) {
      effects.likely("The index " + unique.usingIndex().get() + " is not known.");
      return;
    }
    Index index = known.get();
    boolean renamed = unique.name().stream().anyMatch(n -> !n.equals(index.name().name()));
    effects.lock(index, renamed ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_SHARE);
    if (unique.primaryKey()) {
      works.forEach(work -> keyColumns(work, index.leadingColumns()));
    }
  }

  /** The columns of a primary key become NOT NULL, in inheriting tables too. */
  private static void keyColumns(TableWork work, List<String> columns) {
    for (String column : columns) {
      boolean notNull = work.table().column(column).map(Column::notNull).orElse(false);
      if (!notNull && !NotNullProof.of(work, column)) {
        work.scan();
      }
    }
  }

  private void foreignKey(TableWork work, ConstraintDefinition.ForeignKey key) {
    foreignKeys.reference(key);
    Optional<Table> parent = effects.catalog().table(key.referenced());
    if (parent.isPresent() && key.enforced() && !key.notValid()) {
      boolean empty = key.columns().stream().anyMatch(work::isNewAndNull);
      foreignKeys.check(work.table(), parent.get(), !empty);
    }
  }

  /** A foreign key of a column that is being added: without a default no row has to be checked. */
  void newColumnKey(
      Table table, ConstraintDefinition.ForeignKey key, boolean filled, boolean hasDefault) {
    foreignKeys.reference(key);
    Optional<Table> parent = effects.catalog().table(key.referenced());
    if (parent.isPresent() && key.enforced() && (filled || hasDefault)) {
      foreignKeys.check(table, parent.get(), filled);
    }
  }

  void validate(Table table, List<TableWork> works, String name) {
    Optional<Constraint> known = table.constraint(name);
    if (known.isEmpty()) {
      works.forEach(TableWork::scan);
      effects.likely("The constraint " + name + " is not known.");
      return;
    }
    Constraint constraint = known.get();
    if (constraint.valid()) {
      return;
    }
    switch (constraint) {
      case Constraint.ForeignKey key -> validate(table, key);
      case Constraint.Check _, Constraint.NotNull _ -> works.forEach(TableWork::scan);
      case Constraint.Unique _, Constraint.Exclusion _ -> {}
    }
  }

  private void validate(Table table, Constraint.ForeignKey key) {
    if (effects.catalog().relation(key.referenced()).orElse(null) instanceof Table parent) {
      effects.lock(parent, LockMode.ROW_SHARE);
      foreignKeys.check(table, parent, true);
    }
  }
}
