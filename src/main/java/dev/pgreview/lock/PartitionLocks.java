package dev.pgreview.lock;

import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import java.util.Optional;

/** Partitions: made, attached, detached. */
final class PartitionLocks {
  private final LockEffects effects;
  private final ForeignKeyLocks foreignKeys;

  PartitionLocks(LockEffects effects) {
    this.effects = effects;
    this.foreignKeys = new ForeignKeyLocks(effects);
  }

  /** CREATE TABLE … PARTITION OF. */
  void create(Table parent, TableChange.CreateTable create) {
    assumed(parent);
    effects.lock(parent, LockMode.ACCESS_EXCLUSIVE);
    boolean isDefault = create.partitionOf().map(TableChange.PartitionOf::isDefault).orElse(false);
    if (!isDefault) {
      defaultPartition(parent);
    }
    effects.lockIndexes(parent, LockMode.SHARE_UPDATE_EXCLUSIVE);
    inheritedKeys(parent);
  }

  private void assumed(Table parent) {
    if (parent.assumed()) {
      effects.likely("Nothing made " + parent.name() + ": its partitions are not known.");
    }
  }

  /** Rows that the new bounds take away from the default partition are looked for. */
  private void defaultPartition(Table parent) {
    effects
        .catalog()
        .defaultPartition(parent)
        .ifPresent(
            partition -> {
              effects.lock(partition, LockMode.ACCESS_EXCLUSIVE);
              effects.scan(partition);
              for (Table inner : effects.catalog().descendants(partition)) {
                effects.lock(inner, LockMode.ACCESS_EXCLUSIVE);
                effects.scan(inner);
              }
            });
  }

  /** Foreign keys of the parent go on the partition, in both directions. */
  private void inheritedKeys(Table parent) {
    for (ForeignKeyLink link : effects.catalog().foreignKeys(parent)) {
      foreignKeys.reference(link.parent(), link.key().referencedColumns());
    }
    LockMode mode =
        effects.version().atLeast(15) ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_SHARE;
    for (ForeignKeyLink link : effects.catalog().referencing(parent)) {
      effects.lock(link.child(), mode);
    }
  }

  void attach(Table parent, AlterTableAction.AttachPartition attach) {
    assumed(parent);
    effects.lock(parent, LockMode.SHARE_UPDATE_EXCLUSIVE);
    Optional<Table> known = effects.catalog().table(attach.partition());
    if (known.isEmpty()) {
      return;
    }
    Table child = known.get();
    effects.lock(child, LockMode.ACCESS_EXCLUSIVE);
    if (attach.bound().isPresent()) {
      defaultPartition(parent);
    }
    effects.lockIndexes(parent, LockMode.SHARE_UPDATE_EXCLUSIVE);
    attachIndexes(parent, child);
    inheritedKeys(parent);
    for (ForeignKeyLink link : effects.catalog().foreignKeys(parent)) {
      boolean has =
          child.foreignKeys().stream()
              .anyMatch(
                  own ->
                      own.referenced() == link.key().referenced()
                          && own.columns().equals(link.key().columns()));
      if (!has) {
        foreignKeys.check(child, link.parent(), true);
      }
    }
    if (!new PartitionBound(parent, attach.bound()).impliedBy(child, effects)) {
      effects.scan(child);
      for (Table inner : effects.catalog().descendants(child)) {
        effects.lock(inner, LockMode.ACCESS_EXCLUSIVE);
        effects.scan(inner);
      }
    }
  }

  /** Indexes that the child has are attached; those that it lacks are built. */
  private void attachIndexes(Table parent, Table child) {
    effects.lockIndexes(child, LockMode.ACCESS_SHARE);
    for (Index index : effects.catalog().indexes(parent)) {
      boolean has =
          effects.catalog().indexes(child).stream().anyMatch(own -> own.canAttachTo(index));
      if (!has) {
        effects.scan(child);
      }
    }
  }

  void detach(Table parent, AlterTableAction.DetachPartition detach) {
    assumed(parent);
    if (detach.concurrently()) {
      effects.forbidInTransaction();
      effects.lock(parent, LockMode.SHARE_UPDATE_EXCLUSIVE);
    } else {
      effects.lock(parent, LockMode.ACCESS_EXCLUSIVE);
    }
    Optional<Table> known = effects.catalog().table(detach.partition());
    if (known.isEmpty()) {
      return;
    }
    Table child = known.get();
    effects.lock(child, LockMode.ACCESS_EXCLUSIVE);
    for (Table inner : effects.catalog().descendants(child)) {
      effects.lock(inner, LockMode.ACCESS_EXCLUSIVE);
    }
    if (detach.concurrently()) {
      // The partition gets its bounds as a CHECK, for which all that is above it is opened.
      RowWrites.partitionAncestors(child, effects);
    } else {
      effects
          .catalog()
          .defaultPartition(parent)
          .ifPresent(partition -> effects.lock(partition, LockMode.ACCESS_EXCLUSIVE));
    }
    for (Index index : effects.catalog().indexes(child)) {
      if (index.parent().isPresent()) {
        effects.lock(index, LockMode.ACCESS_EXCLUSIVE);
      }
    }
    for (ForeignKeyLink link : effects.catalog().foreignKeys(parent)) {
      effects.lock(link.parent(), LockMode.SHARE_ROW_EXCLUSIVE);
    }
    unreferenced(child, parent);
  }

  /** Foreign keys refer to the table of which the parent may itself be a partition. */
  private void unreferenced(Table partition, Table parent) {
    for (ForeignKeyLink link : effects.catalog().referencing(parent)) {
      lookForRows(partition, link.child());
    }
    effects.catalog().parents(parent).forEach(above -> unreferenced(partition, above));
  }

  /**
   * Rows that refer to the partition's are looked for (ri_triggers.c, RI_PartitionRemove_Check).
   */
  private void lookForRows(Table partition, Table referencing) {
    RowWrites.partitionAncestors(partition, effects);
    effects.lock(referencing, LockMode.ACCESS_EXCLUSIVE);
    effects.lockIndexes(referencing, LockMode.ACCESS_SHARE);
    ReadLocks.scanAll(referencing, false, effects);
    effects.lockIndexes(partition, LockMode.ACCESS_SHARE);
    for (Table inner : effects.catalog().descendants(partition)) {
      effects.lockIndexes(inner, LockMode.ACCESS_SHARE);
    }
    // The executor does not read what there is nothing to look up in.
    effects.perhaps(() -> ReadLocks.scanAll(partition, false, effects));
  }

  /** A partition's own CHECK constraints, for the bound. */
  static boolean checks(Table table, String condition) {
    return table.constraints().stream()
        .filter(Constraint::valid)
        .filter(Constraint.Check.class::isInstance)
        .map(Constraint.Check.class::cast)
        .anyMatch(check -> Conditions.parts(check.expression().sql()).contains(condition));
  }
}
