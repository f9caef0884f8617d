package dev.pgreview.schema;

import java.util.List;
import java.util.function.UnaryOperator;

/** Triggers; those FOR EACH ROW go from partitioned tables to their partitions. */
final class TriggerReplay {
  private final Replay replay;

  TriggerReplay(Replay replay) {
    this.replay = replay;
  }

  void create(ObjectChange.CreateTrigger create) {
    Relation relation = replay.relation(create.table());
    List<Routine> functions = replay.catalog().routines(create.function());
    QualifiedName function =
        functions.isEmpty() ? create.function() : functions.getFirst().name().qualified();
    put(
        relation.id(),
        new Table.Trigger(
            create.name(),
            function,
            create.row(),
            create.events(),
            create.columns(),
            true,
            false,
            replay.origin()));
  }

  private void put(int id, Table.Trigger trigger) {
    replay
        .editor()
        .alter(
            id,
            draft -> {
              draft.triggers.removeIf(old -> old.name().equals(trigger.name()));
              draft.triggers.add(trigger);
            });
    Table table = replay.tableNow(id);
    if (table != null && table.partitioned() && trigger.row()) {
      replay
          .catalog()
          .children(table)
          .forEach(child -> put(child.id(), trigger.ofPartition(replay.origin())));
    }
  }

  /** Gives the triggers of a partitioned table to a new partition. */
  void cloneTo(Table parent, int partition) {
    parent.triggers().stream()
        .filter(Table.Trigger::row)
        .forEach(trigger -> put(partition, trigger.ofPartition(replay.origin())));
  }

  /** Takes away what came from the table that this is no longer a partition of. */
  void detach(Table partition) {
    for (Table.Trigger trigger : partition.triggers()) {
      if (trigger.inherited()) {
        drop(partition, trigger.name());
      }
    }
  }

  void drop(Table table, String name) {
    boolean known = table.triggers().stream().anyMatch(t -> t.name().equals(name));
    if (known) {
      replay
          .editor()
          .alter(table.id(), draft -> draft.triggers.removeIf(t -> t.name().equals(name)));
      replay.catalog().children(table).stream()
          .filter(child -> hasClone(child, name))
          .forEach(child -> drop(child, name));
    }
  }

  private static boolean hasClone(Table child, String name) {
    return child.triggers().stream().anyMatch(t -> t.inherited() && t.name().equals(name));
  }

  /** PostgreSQL renames the triggers of partitions too, from 15 on. */
  void rename(Table table, String old, String newName) {
    change(table, old, replay.catalog().version().atLeast(15), trigger -> trigger.named(newName));
  }

  /** ENABLE and DISABLE, also of the partitions' triggers unless ONLY is written. */
  void enable(Table table, AlterTableAction.TriggerState state, boolean only) {
    for (Table.Trigger trigger : table.triggers()) {
      if (state.trigger().isEmpty() || state.trigger().get().equals(trigger.name())) {
        change(table, trigger.name(), !only, t -> t.enabled(state.enabled()));
      }
    }
  }

  private void change(
      Table table, String name, boolean partitions, UnaryOperator<Table.Trigger> change) {
    replay
        .editor()
        .alter(
            table.id(),
            draft -> draft.triggers.replaceAll(t -> t.name().equals(name) ? change.apply(t) : t));
    if (partitions) {
      replay.catalog().children(table).stream()
          .filter(child -> hasClone(child, name))
          .forEach(child -> change(child, name, true, change));
    }
  }
}
