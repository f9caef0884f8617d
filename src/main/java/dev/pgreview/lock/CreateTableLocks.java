package dev.pgreview.lock;

import dev.pgreview.schema.Column;
import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    create.like().forEach(this::like);
    for (QualifiedName parent : create.inherits()) {
      effects
          .catalog()
          .table(parent)
          .ifPresent(
              table -> {
                effects.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
                defaultsOf(table, create);
              });
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
    parent.ifPresent(
        table -> {
          new PartitionLocks(effects).create(table, create);
          defaultsOf(table, create);
        });
  }

  private void like(TableChange.Like like) {
    Optional<Relation> source = effects.catalog().relation(like.source());
    source.ifPresent(relation -> effects.lock(relation, LockMode.ACCESS_SHARE));
    if (like.includes("defaults") && source.orElse(null) instanceof Table table) {
      table.columns().forEach(this::sequence);
    }
  }

  /** Defaults come from a parent for columns that are not given another here. */
  private void defaultsOf(Table parent, TableChange.CreateTable create) {
    Set<String> given =
        create.columns().stream()
            .filter(column -> column.defaultValue().isPresent())
            .map(ColumnDefinition::name)
            .collect(Collectors.toSet());
    parent.columns().stream()
        .filter(column -> !given.contains(column.name()))
        .forEach(this::sequence);
  }

  /** A default that names a sequence is parsed again for the new table. */
  private void sequence(Column column) {
    if (column.identity().isEmpty()) {
      column
          .sequence()
          .ifPresent(
              id ->
                  effects
                      .catalog()
                      .relation(id)
                      .ifPresent(sequence -> effects.lock(sequence, LockMode.ACCESS_SHARE)));
    }
  }

  private void sequence(SqlExpression value) {
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
