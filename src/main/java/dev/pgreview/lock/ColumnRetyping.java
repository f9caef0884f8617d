package dev.pgreview.lock;

import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.Sequence;
import dev.pgreview.schema.Table;
import java.util.Optional;

/** ALTER COLUMN TYPE on one table. */
final class ColumnRetyping {
  private final LockEffects effects;

  ColumnRetyping(LockEffects effects) {
    this.effects = effects;
  }

  void retype(TableWork work, AlterTableAction.AlterColumnType alter) {
    Table table = work.table();
    Optional<Column> known = table.column(alter.column());
    if (known.isEmpty()) {
      return;
    }
    Column column = known.get();
    TypeChange.Result change =
        new TypeChange(effects.catalog(), effects.settings())
            .classify(column, alter.type(), alter.collation(), alter.using());
    change.note().ifPresent(effects::likely);
    work.retype(column.name());
    effects.hidden(table, "indexes");
    boolean certain = change.cost() != TypeChange.Cost.UNCERTAIN;
    if (change.rewrites() && column.generated().map(g -> g.stored()).orElse(true)) {
      if (certain) {
        work.rewrite();
      } else {
        work.perhapsRewrite();
      }
    }
    for (Index index : effects.catalog().indexes(table)) {
      if (index.uses(column.name())) {
        effects.lock(index, LockMode.ACCESS_EXCLUSIVE);
        boolean surelyRewritten = change.rewrites() && certain;
        if (!surelyRewritten && !stays(index, column.name(), change)) {
          work.buildIndex();
        }
      }
    }
    column
        .defaultValue()
        .filter(_ -> work.keepsDefault(column.name()))
        .flatMap(value -> new SequenceLocks(effects).named(value))
        .ifPresent(sequence -> effects.lock(sequence, LockMode.ACCESS_SHARE));
    checks(work, column.name());
    foreignKeys(table, column.name(), change);
    effects
        .catalog()
        .ownedSequence(table, column.name())
        .filter(Sequence::identity)
        .ifPresent(
            sequence -> {
              effects.lock(sequence, LockMode.SHARE_ROW_EXCLUSIVE);
              effects.rewrite(sequence);
            });
  }

  /** Whether an index is taken over as it is (src/backend/commands/indexcmds.c). */
  private static boolean stays(Index index, String column, TypeChange.Result change) {
    boolean plain =
        index.where().isEmpty()
            && index.keys().stream().allMatch(key -> key.expression().isEmpty());
    boolean included =
        index.keys().stream().noneMatch(key -> key.column().stream().anyMatch(column::equals));
    return plain && index.valid() && (change.sameClass() || included);
  }

  /** CHECK constraints on the column are made anew, and checked unless they were NOT VALID. */
  private static void checks(TableWork work, String column) {
    for (Constraint constraint : work.table().constraints()) {
      if (constraint instanceof Constraint.Check check
          && check.valid()
          && work.keeps(check)
          && check.columns().contains(column)) {
        work.scan();
      }
    }
  }

  private void foreignKeys(Table table, String column, TypeChange.Result change) {
    ForeignKeyLocks keys = new ForeignKeyLocks(effects);
    for (ForeignKeyLink link : effects.catalog().foreignKeys(table)) {
      if (link.key().columns().contains(column)) {
        remade(keys, link, link.parent(), change);
      }
    }
    for (ForeignKeyLink link : effects.catalog().referencing(table)) {
      if (link.key().referencedColumns().contains(column)) {
        remade(keys, link, link.child(), change);
      }
    }
  }

  /** A foreign key is dropped and made anew; it is checked when the values may differ. */
  private void remade(
      ForeignKeyLocks keys, ForeignKeyLink link, Table other, TypeChange.Result change) {
    effects.lock(other, LockMode.ACCESS_EXCLUSIVE);
    keys.reference(link.parent(), link.key().referencedColumns());
    if (change.rewrites() && link.key().valid()) {
      effects.perhapsIf(
          change.cost() == TypeChange.Cost.UNCERTAIN,
          () -> keys.check(link.child(), link.parent(), true));
    }
  }
}
