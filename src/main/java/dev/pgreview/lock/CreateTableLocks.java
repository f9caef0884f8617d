package dev.pgreview.lock;

import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CREATE TABLE: the new table needs no lock, but those that it refers to do. */
final class CreateTableLocks {
  private final LockEffects effects;
  private final ForeignKeyLocks foreignKeys;

  CreateTableLocks(LockEffects effects) {
    this.effects = effects;
    this.foreignKeys = new ForeignKeyLocks(effects);
  }

  void analyze(TableChange.CreateTable create) {
    if (create.ifNotExists() && effects.catalog().relation(create.name()).isPresent()) {
      return;
    }
    create
        .like()
        .forEach(
            like ->
                effects
                    .catalog()
                    .relation(like.source())
                    .ifPresent(source -> effects.lock(source, LockMode.ACCESS_SHARE)));
    for (QualifiedName parent : create.inherits()) {
      effects
          .catalog()
          .table(parent)
          .ifPresent(table -> effects.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE));
    }
    for (ColumnDefinition column : create.columns()) {
      column.defaultValue().ifPresent(this::sequence);
    }
    for (ConstraintDefinition.ForeignKey key : foreignKeys(create)) {
      if (!key.referenced().equals(create.name())) {
        foreignKeys.reference(key);
      }
    }
    Optional<Table> parent =
        create.partitionOf().flatMap(partition -> effects.catalog().table(partition.parent()));
    parent.ifPresent(table -> new PartitionLocks(effects).create(table, create));
  }

  private void sequence(dev.pgreview.schema.SqlExpression value) {
    new SequenceLocks(effects)
        .named(value)
        .ifPresent(sequence -> effects.lock(sequence, LockMode.ACCESS_SHARE));
  }

  private static List<ConstraintDefinition.ForeignKey> foreignKeys(TableChange.CreateTable create) {
    List<ConstraintDefinition> all = new ArrayList<>(create.constraints());
    create.columns().forEach(column -> all.addAll(column.constraints()));
    return all.stream()
        .filter(ConstraintDefinition.ForeignKey.class::isInstance)
        .map(ConstraintDefinition.ForeignKey.class::cast)
        .toList();
  }
}
