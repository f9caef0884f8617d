package dev.pgreview.lock;

import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Sequence;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import dev.pgreview.schema.View;
import java.util.Optional;

/** ALTER of indexes, views and sequences, and of the owner of any relation. */
final class AlterOtherLocks {
  private final LockEffects effects;

  AlterOtherLocks(LockEffects effects) {
    this.effects = effects;
  }

  /** The relation itself is locked already. */
  void owner(Relation relation, String role) {
    if (role.equals(relation.owner())) {
      return;
    }
    if (relation.owner() == null) {
      effects.likely("The owner of " + relation.name() + " is not known.");
    }
    effects.lockIndexes(relation, LockMode.ACCESS_EXCLUSIVE);
    if (relation instanceof Table table) {
      effects
          .catalog()
          .ownedSequences(table)
          .forEach(sequence -> effects.lock(sequence, LockMode.ACCESS_EXCLUSIVE));
    }
  }

  void index(Index index, TableChange.AlterTable alter) {
    for (TableChange.Command command : alter.commands()) {
      effects.lock(index, ActionLocks.mode(command.action(), index));
      switch (command.action()) {
        case AlterTableAction.AttachPartition attach -> attach(index, attach);
        case AlterTableAction.SetTablespace space when !space.tablespace().equals("pg_default") -> {
          effects.rewrite(index);
          effects.likely("Whether the index is in that tablespace already is not known.");
        }
        default -> {}
      }
    }
  }

  private void attach(Index parent, AlterTableAction.AttachPartition attach) {
    effects
        .catalog()
        .relation(parent.table())
        .ifPresent(table -> effects.lock(table, LockMode.ACCESS_SHARE));
    Optional<Index> child = effects.catalog().index(attach.partition());
    if (child.isPresent()) {
      effects.lock(child.get(), LockMode.ACCESS_EXCLUSIVE);
      effects
          .catalog()
          .relation(child.get().table())
          .ifPresent(table -> effects.lock(table, LockMode.ACCESS_SHARE));
    }
  }

  void view(View view, TableChange.AlterTable alter) {
    for (TableChange.Command command : alter.commands()) {
      effects.lock(view, ActionLocks.mode(command.action(), view));
      if (command.action() instanceof AlterTableAction.ChangeOwner change) {
        owner(view, change.role());
      }
    }
  }

  void sequence(Sequence sequence, TableChange.AlterTable alter) {
    effects.lock(sequence, LockMode.ACCESS_EXCLUSIVE);
    for (TableChange.Command command : alter.commands()) {
      if (command.action() instanceof AlterTableAction.SetPersistence set
          && set.persistence() != sequence.persistence()) {
        effects.rewrite(sequence);
      }
    }
  }
}
