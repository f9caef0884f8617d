package dev.pgreview.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Foreign keys, and those that partitions get from the one of their table
 * (src/backend/commands/tablecmds.c, addFkRecurseReferencing, CloneFkReferencing,
 * tryAttachPartitionForeignKey).
 */
final class ForeignKeyReplay {
  private final Replay replay;

  ForeignKeyReplay(Replay replay) {
    this.replay = replay;
  }

  void add(int id, ConstraintDefinition.ForeignKey key, boolean empty) {
    Table table = replay.tableNow(id);
    if (table == null) {
      return;
    }
    Table referenced = replay.table(key.referenced());
    List<String> referencedColumns =
        key.referencedColumns().isEmpty()
            ? referenced.primaryKey().map(Constraint.Unique::columns).orElse(List.of())
            : key.referencedColumns();
    String name = key.name().orElseGet(() -> freeName(table, key.columns()));
    boolean valid = key.enforced() && (empty || !key.notValid());
    Constraint.ForeignKey added =
        new Constraint.ForeignKey(
            ConstraintHeader.written(name, valid, replay.origin()),
            key.columns(),
            referenced.id(),
            referencedColumns,
            index(referenced, key, referencedColumns),
            key.onDelete(),
            key.onUpdate(),
            key.deferrable(),
            key.enforced());
    replay.constraints().put(id, added);
    replay.catalog().children(table).stream()
        .filter(Table::partition)
        .forEach(partition -> give(partition.id(), added));
  }

  private String freeName(Table table, List<String> columns) {
    return GeneratedNames.choose(
        table.name().name(),
        GeneratedNames.columnsPart(columns),
        "fkey",
        replay.constraints().taken(table.name()));
  }

  /** The unique index that the key relies on (tablecmds.c, transformFkeyCheckAttrs). */
  private OptionalInt index(
      Table referenced, ConstraintDefinition.ForeignKey key, List<String> columns) {
    if (key.referencedColumns().isEmpty()) {
      Optional<Constraint.Unique> primary = referenced.primaryKey();
      return primary.isPresent() ? OptionalInt.of(primary.get().index()) : OptionalInt.empty();
    }
    for (Index index : replay.catalog().indexes(referenced)) {
      if (index.unique()
          && index.where().isEmpty()
          && index.leadingColumns().size() == index.keys().size()
          && new HashSet<>(index.leadingColumns()).equals(new HashSet<>(columns))
          && !deferrable(referenced, index)) {
        return OptionalInt.of(index.id());
      }
    }
    return OptionalInt.empty();
  }

  private static boolean deferrable(Table table, Index index) {
    return index
        .constraint()
        .flatMap(table::constraint)
        .filter(c -> c instanceof Constraint.Unique unique && unique.deferrable())
        .isPresent();
  }

  /** Foreign keys of a partitioned table, given to its new partition. */
  void cloneTo(int parentId, int childId) {
    Table parent = replay.tableNow(parentId);
    if (parent != null) {
      parent.foreignKeys().forEach(key -> give(childId, key));
    }
  }

  /** A partition's own key is attached to its parent's when they are alike. */
  private void give(int partition, Constraint.ForeignKey key) {
    Table table = replay.tableNow(partition);
    if (table == null) {
      return;
    }
    Optional<Constraint.ForeignKey> own =
        table.foreignKeys().stream()
            .filter(mine -> !mine.inherited() && alike(mine, key))
            .findFirst();
    if (own.isPresent()) {
      Constraint.ForeignKey mine = own.get();
      replay.constraints().replace(partition, mine, mine.withHeader(mine.header().ofChild()));
      return;
    }
    String name =
        table.constraint(key.name()).isEmpty() ? key.name() : freeName(table, key.columns());
    Constraint.ForeignKey given =
        key.withHeader(key.header().ofChild().renamed(name).by(replay.origin()));
    replay.constraints().put(partition, given);
    replay.catalog().children(table).forEach(child -> give(child.id(), given));
  }

  private static boolean alike(Constraint.ForeignKey own, Constraint.ForeignKey key) {
    return own.referenced() == key.referenced()
        && own.columns().equals(key.columns())
        && own.referencedColumns().equals(key.referencedColumns())
        && own.onDelete() == key.onDelete()
        && own.onUpdate() == key.onUpdate()
        && own.deferrable() == key.deferrable()
        && own.enforced() == key.enforced();
  }

  /** A change to a key of a partitioned table, in its partitions' keys too. */
  void alter(
      Table table,
      Constraint.ForeignKey key,
      java.util.function.UnaryOperator<Constraint.ForeignKey> change) {
    replay.constraints().replace(table.id(), key, change.apply(key));
    for (Table child : replay.catalog().children(table)) {
      child.foreignKeys().stream()
          .filter(own -> own.inherited() && alike(own, key))
          .findFirst()
          .ifPresent(own -> alter(child, own, change));
    }
  }

  /** Drops the keys that partitions have from this one. */
  void dropFromPartitions(Table table, Constraint.ForeignKey key) {
    for (Table child : replay.catalog().children(table)) {
      child.foreignKeys().stream()
          .filter(own -> own.inherited() && alike(own, key))
          .findFirst()
          .ifPresent(
              own -> {
                dropFromPartitions(child, own);
                replay.editor().alter(child.id(), draft -> draft.constraints.remove(own));
              });
    }
  }
}
