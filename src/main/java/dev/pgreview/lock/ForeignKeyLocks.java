package dev.pgreview.lock;

import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Table;
import java.util.List;
import java.util.Optional;

/** The referenced side of foreign keys that are made, checked and dropped. */
final class ForeignKeyLocks {
  private final LockEffects effects;

  ForeignKeyLocks(LockEffects effects) {
    this.effects = effects;
  }

  /** A new foreign key's triggers go on the referenced table; its key's index is looked at. */
  void reference(ConstraintDefinition.ForeignKey key) {
    effects
        .catalog()
        .table(key.referenced())
        .ifPresent(parent -> reference(parent, key.referencedColumns()));
  }

  void reference(Table parent, List<String> columns) {
    if (parent.assumed()) {
      effects.likely("The indexes of " + parent.name() + " are not known.");
    }
    List<String> wanted =
        columns.isEmpty()
            ? parent.primaryKey().map(Constraint.Unique::columns).orElse(List.of())
            : columns;
    effects.lock(parent, LockMode.SHARE_ROW_EXCLUSIVE);
    keyIndex(parent, wanted).ifPresent(index -> effects.lock(index, LockMode.ACCESS_SHARE));
    for (Table partition : effects.catalog().descendants(parent)) {
      if (parent.partitioned()) {
        effects.lock(partition, LockMode.SHARE_ROW_EXCLUSIVE);
        keyIndex(partition, wanted).ifPresent(index -> effects.lock(index, LockMode.ACCESS_SHARE));
      }
    }
  }

  private Optional<Index> keyIndex(Table parent, List<String> columns) {
    return effects.catalog().indexes(parent).stream()
        .filter(Index::unique)
        .filter(index -> index.where().isEmpty())
        .filter(
            index ->
                index.leadingColumns().size() == columns.size()
                    && index.leadingColumns().containsAll(columns))
        .findFirst();
  }

  /**
   * All rows of the referencing table are looked up in the referenced one (ri_triggers.c,
   * RI_Initial_Check): both are read, and the planner opens all their indexes.
   *
   * @param parentRead false when no row can have a key to look up
   */
  void check(Table child, Table parent, boolean parentRead) {
    plan(child);
    effects.scan(child);
    for (Table partition : effects.catalog().descendants(child)) {
      if (child.partitioned()) {
        plan(partition);
        effects.scan(partition);
      }
    }
    plan(parent);
    // The executor does not build the hash of the referenced rows when there is nothing to look up,
    // and the planner may look few rows up one by one.
    boolean rows = holdsRows(child);
    if (parentRead && rows) {
      effects.perhaps(() -> effects.scan(parent));
    }
    for (Table partition : effects.catalog().descendants(parent)) {
      if (parent.partitioned()) {
        effects.lock(partition, LockMode.ACCESS_SHARE);
        plan(partition);
        if (rows) {
          effects.perhaps(() -> effects.scan(partition));
        }
      }
    }
  }

  /** A table that the change made and put nothing into is known to be empty. */
  private boolean holdsRows(Table table) {
    return table.origin().isBase()
        || table.statistics().rows() > 0
        || effects.catalog().descendants(table).stream().anyMatch(this::holdsRows);
  }

  /** The planner opens the indexes; those of partitioned tables from PostgreSQL 16 on. */
  private void plan(Table table) {
    if (!table.partitioned() || effects.version().atLeast(16)) {
      effects.lockIndexes(table, LockMode.ACCESS_SHARE);
    }
  }

  /** Along with its table; up to PostgreSQL 14 a partitioned parent has no trigger of its own. */
  void dropWithTable(Table child, Constraint.ForeignKey key) {
    if (effects.version().atLeast(15)
        || !(effects.catalog().relation(key.referenced()).orElse(null) instanceof Table parent)
        || !parent.partitioned()) {
      drop(child, key);
      return;
    }
    effects
        .catalog()
        .descendants(parent)
        .forEach(partition -> effects.lock(partition, LockMode.ACCESS_EXCLUSIVE));
  }

  /** Dropping a foreign key takes its triggers off both sides. */
  void drop(Table child, Constraint.ForeignKey key) {
    effects.lock(child, LockMode.ACCESS_EXCLUSIVE);
    Optional<Relation> parent = effects.catalog().relation(key.referenced());
    if (parent.isPresent() && parent.get() instanceof Table table) {
      effects.lock(table, LockMode.ACCESS_EXCLUSIVE);
      if (table.partitioned()) {
        effects
            .catalog()
            .descendants(table)
            .forEach(partition -> effects.lock(partition, LockMode.ACCESS_EXCLUSIVE));
      }
    }
  }
}
