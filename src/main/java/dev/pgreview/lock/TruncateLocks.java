package dev.pgreview.lock;

import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import dev.pgreview.schema.View;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** TRUNCATE and LOCK TABLE. */
final class TruncateLocks {
  private final LockEffects effects;

  TruncateLocks(LockEffects effects) {
    this.effects = effects;
  }

  void analyze(TableChange.Truncate truncate) {
    Set<Table> emptied = new LinkedHashSet<>();
    for (QualifiedName name : truncate.relations()) {
      effects.catalog().table(name).ifPresent(table -> add(table, truncate, emptied));
    }
    for (Table table : emptied) {
      if (table.assumed()) {
        effects.likely("The indexes of " + table.name() + " are not known.");
      }
      effects.lock(table, LockMode.ACCESS_EXCLUSIVE);
      if (!effects.hasFile(table)) {
        continue;
      }
      effects.rewrite(table);
      for (Index index : effects.catalog().indexes(table)) {
        effects.lock(index, LockMode.ACCESS_EXCLUSIVE);
        effects.rewrite(index);
        // The indexes are built anew on the empty file.
        effects.scan(table);
      }
      if (truncate.restartIdentity()) {
        effects
            .catalog()
            .ownedSequences(table)
            .forEach(
                sequence -> {
                  effects.lock(sequence, LockMode.ACCESS_EXCLUSIVE);
                  effects.rewrite(sequence);
                });
      }
    }
  }

  private void add(Table table, TableChange.Truncate truncate, Set<Table> emptied) {
    Deque<Table> open = new ArrayDeque<>();
    open.add(table);
    while (!open.isEmpty()) {
      Table next = open.removeFirst();
      if (emptied.add(next)) {
        if (!truncate.only()) {
          open.addAll(effects.catalog().children(next));
        }
        if (truncate.cascade()) {
          effects.catalog().referencing(next).stream()
              .map(ForeignKeyLink::child)
              .forEach(open::add);
        }
      }
    }
  }

  void lock(TableChange.LockTable lock) {
    LockMode mode = LockMode.bySql(lock.mode()).orElse(LockMode.ACCESS_EXCLUSIVE);
    for (QualifiedName name : lock.relations()) {
      effects
          .catalog()
          .relation(name)
          .ifPresent(relation -> lock(relation, mode, lock.only(), new LinkedHashSet<>()));
    }
  }

  private void lock(Relation relation, LockMode mode, boolean only, Set<Relation> done) {
    if (!done.add(relation)) {
      return;
    }
    effects.lock(relation, mode);
    if (relation instanceof Table table && !only) {
      effects.catalog().descendants(table).forEach(child -> effects.lock(child, mode));
    } else if (relation instanceof View view) {
      for (int read : view.reads()) {
        effects.catalog().relation(read).ifPresent(inner -> lock(inner, mode, false, done));
      }
    }
  }
}
