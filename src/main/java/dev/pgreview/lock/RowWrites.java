package dev.pgreview.lock;

import dev.pgreview.schema.Column;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.ConstraintDefinition.ReferentialAction;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.Sequence;
import dev.pgreview.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What written rows cause: sequences of defaults, look-ups of foreign keys on both sides
 * (src/backend/utils/adt/ri_triggers.c), triggers. Rows are assumed to be there.
 */
final class RowWrites {
  private final LockEffects effects;
  private final LockAnalyzer.Statement statement;
  private final Set<Integer> deletedFrom = new HashSet<>();

  RowWrites(LockEffects effects, LockAnalyzer.Statement statement) {
    this.effects = effects;
    this.statement = statement;
  }

  /** The target of an INSERT; its indexes are released again at the end of the statement. */
  void insertInto(Table table) {
    effects.lock(table, LockMode.ROW_EXCLUSIVE);
    partitionAncestors(table, effects);
    List<Table> partitions = effects.catalog().descendants(table);
    if (table.partitioned() && !partitions.isEmpty()) {
      effects.perhaps(() -> partitions.forEach(p -> effects.lock(p, LockMode.ROW_EXCLUSIVE)));
      effects.likely("Which partitions get rows is not known.");
    }
  }

  /** A partition's bound is checked, for which its parents are opened. */
  static void partitionAncestors(Table table, LockEffects effects) {
    if (table.partition()) {
      for (Table parent : effects.catalog().parents(table)) {
        effects.lock(parent, LockMode.ACCESS_SHARE);
        partitionAncestors(parent, effects);
      }
    }
  }

  /**
   * Rows were inserted.
   *
   * @param columns those written; the others get their defaults
   * @param all all columns are written
   * @param values text of the VALUES or query
   */
  void inserted(Table table, List<String> columns, boolean all, String values) {
    boolean defaults = all && values.toLowerCase(Locale.ROOT).contains("default");
    if (defaults) {
      effects.likely("Which columns get their default is not known.");
    }
    for (Column column : table.columns()) {
      if ((!all || defaults) && !columns.contains(column.name())) {
        sequenceOf(table, column).ifPresent(s -> effects.lock(s, LockMode.ROW_EXCLUSIVE));
      }
    }
    for (ForeignKeyLink link : effects.catalog().foreignKeys(table)) {
      boolean written =
          link.key().columns().stream()
              .allMatch(name -> all || columns.contains(name) || hasDefault(table, name));
      if (link.key().enforced() && written) {
        boolean nullable =
            link.key().columns().stream()
                .anyMatch(name -> !table.column(name).map(Column::notNull).orElse(false));
        if (nullable && values.toLowerCase(Locale.ROOT).contains("null")) {
          effects.likely("Rows without a value need no look-up in " + link.parent().name() + ".");
        }
        lookUp(link);
      }
    }
  }

  private static boolean hasDefault(Table table, String column) {
    return table
        .column(column)
        .flatMap(Column::defaultValue)
        .map(value -> !value.isNull())
        .orElse(false);
  }

  private Optional<Sequence> sequenceOf(Table table, Column column) {
    if (column.identity().isPresent()) {
      return effects.catalog().ownedSequence(table, column.name());
    }
    return column.defaultValue().flatMap(value -> new SequenceLocks(effects).named(value));
  }

  /** The referenced row is locked FOR KEY SHARE. */
  private void lookUp(ForeignKeyLink link) {
    Table parent = link.parent();
    effects.lock(parent, LockMode.ROW_SHARE);
    effects.lockIndexes(parent, LockMode.ROW_SHARE);
    effects.lookUp(parent);
    if (parent.partitioned()) {
      effects.likely("Which partitions of " + parent.name() + " are looked at is not known.");
      for (Table partition : effects.catalog().descendants(parent)) {
        effects.lock(partition, LockMode.ROW_SHARE);
        effects.lockIndexes(partition, LockMode.ROW_SHARE);
        effects.lookUp(partition);
      }
    }
  }

  /**
   * Rows were updated.
   *
   * @param all there is no condition
   */
  void updated(Table table, List<DataChange.Assignment> assignments, boolean all) {
    defaults(table, assignments, all);
    for (ForeignKeyLink link : effects.catalog().foreignKeys(table)) {
      boolean toValue =
          assignments.stream()
              .anyMatch(a -> link.key().columns().contains(a.column()) && !a.value().isNull());
      if (toValue && link.key().enforced()) {
        some(all);
        lookUp(link);
      }
      // Rows that the same transaction inserted are looked up again, whatever is updated.
      effects.lookUp(link.parent());
    }
    for (ForeignKeyLink link : effects.catalog().referencing(table)) {
      boolean keyChanged =
          assignments.stream().anyMatch(a -> link.key().referencedColumns().contains(a.column()));
      if (keyChanged && link.key().enforced()) {
        effects.likely("Whether keys that are referenced change is not known.");
        follow(link, link.key().onUpdate());
      }
    }
  }

  private void defaults(Table table, List<DataChange.Assignment> assignments, boolean all) {
    for (DataChange.Assignment assignment : assignments) {
      Optional<Sequence> sequence =
          assignment.value().isDefault()
              ? table.column(assignment.column()).flatMap(column -> sequenceOf(table, column))
              : Optional.empty();
      if (sequence.isPresent()) {
        some(all);
        effects.lock(sequence.get(), LockMode.ROW_EXCLUSIVE);
      }
    }
  }

  /** MERGE, of which it is not known what it does: as if whole rows came in, and defaults too. */
  void merged(Table table) {
    inserted(table, List.of(), true, "");
    for (Column column : table.columns()) {
      sequenceOf(table, column).ifPresent(s -> effects.lock(s, LockMode.ROW_EXCLUSIVE));
    }
  }

  private void some(boolean all) {
    if (!all) {
      effects.likely("Other relations are locked only when the condition finds rows.");
    }
  }

  /**
   * Rows were deleted.
   *
   * @param all there is no condition
   */
  void deleted(Table table, boolean all) {
    if (!deletedFrom.add(table.id())) {
      return;
    }
    for (ForeignKeyLink link : effects.catalog().referencing(table)) {
      if (link.key().enforced()) {
        some(all);
        follow(link, link.key().onDelete());
        if (link.key().onDelete() == ReferentialAction.CASCADE) {
          deleted(link.child(), all);
          triggers(link.child(), "delete");
        }
      }
    }
  }

  /** Referencing rows are looked for, and changed when the action says so. */
  private void follow(ForeignKeyLink link, ReferentialAction action) {
    LockMode mode =
        switch (action) {
          case NO_ACTION, RESTRICT -> LockMode.ROW_SHARE;
          case CASCADE, SET_NULL, SET_DEFAULT -> LockMode.ROW_EXCLUSIVE;
        };
    Table child = link.child();
    effects.lock(child, mode);
    effects.lockIndexes(child, mode);
    for (Table partition : effects.catalog().descendants(child)) {
      if (child.partitioned()) {
        effects.lock(partition, mode);
        effects.lockIndexes(partition, mode);
      }
    }
    if (hasIndex(child, link.key())) {
      ReadLocks.lookUpAll(child, effects);
    } else {
      ReadLocks.scanAll(child, false, effects);
    }
  }

  private boolean hasIndex(Table child, Constraint.ForeignKey key) {
    for (Index index : effects.catalog().indexes(child)) {
      List<String> columns = index.leadingColumns();
      if (!columns.isEmpty() && key.columns().contains(columns.getFirst()) && index.valid()) {
        return true;
      }
    }
    return false;
  }

  /** Functions of the triggers for an event run. */
  void triggers(Table table, String event) {
    effects.hidden(table, "triggers");
    for (Table.Trigger trigger : table.triggers()) {
      if (trigger.enabled() && trigger.events().contains(event)) {
        if (!statement.run(trigger.function())
            && BuiltIns.volatility(trigger.function()) == BuiltIns.Known.UNKNOWN) {
          effects.likely("What the trigger " + trigger.name() + " does is not known.");
        }
      }
    }
  }
}
