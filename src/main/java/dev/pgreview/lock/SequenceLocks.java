package dev.pgreview.lock;

import dev.pgreview.schema.Sequence;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import java.util.Optional;

/** CREATE and ALTER SEQUENCE, and sequences that nextval names. */
final class SequenceLocks {
  private final LockEffects effects;

  SequenceLocks(LockEffects effects) {
    this.effects = effects;
  }

  void create(TableChange.CreateSequence create) {
    create.ownedBy().ifPresent(this::owner);
  }

  void alter(TableChange.AlterSequence alter) {
    Optional<Sequence> sequence = effects.catalog().sequence(alter.name());
    if (sequence.isEmpty()) {
      if (!alter.ifExists()) {
        effects.lock(effects.catalog().fullName(alter.name()), LockMode.SHARE_ROW_EXCLUSIVE);
        effects.likely("The sequence " + alter.name() + " is not known.");
      }
      return;
    }
    effects.lock(sequence.get(), LockMode.SHARE_ROW_EXCLUSIVE);
    if (alter.options().stream().anyMatch(option -> !option.equals("owned_by"))) {
      effects.rewrite(sequence.get());
    }
    alter.ownedBy().ifPresent(this::owner);
  }

  private void owner(TableChange.ColumnReference owner) {
    effects
        .catalog()
        .relation(owner.table())
        .ifPresent(table -> effects.lock(table, LockMode.ACCESS_SHARE));
  }

  /** Defaults that use it go along; its owner does not need it. */
  void drop(Sequence sequence) {
    for (Table table : effects.catalog().tables()) {
      boolean uses =
          table.columns().stream()
              .flatMap(column -> column.defaultValue().stream())
              .flatMap(value -> named(value).stream())
              .anyMatch(used -> used.id() == sequence.id());
      if (uses) {
        effects.lock(table, LockMode.ACCESS_EXCLUSIVE);
      }
    }
  }

  /** The sequence in {@code nextval('name')}. */
  Optional<Sequence> named(SqlExpression expression) {
    String sql = expression.sql();
    int call = sql.toLowerCase(java.util.Locale.ROOT).indexOf("nextval(");
    int open = call < 0 ? -1 : sql.indexOf('\'', call);
    int close = open < 0 ? -1 : sql.indexOf('\'', open + 1);
    return close < 0
        ? Optional.empty()
        : effects.catalog().sequence(SqlNames.parse(sql.substring(open + 1, close)));
  }
}
