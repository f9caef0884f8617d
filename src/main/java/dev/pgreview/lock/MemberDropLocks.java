package dev.pgreview.lock;

import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Table;
import java.util.Optional;

/** DROP of what belongs to a table and locks it: triggers, policies, rules. */
final class MemberDropLocks {
  private final LockEffects effects;

  MemberDropLocks(LockEffects effects) {
    this.effects = effects;
  }

  void trigger(ObjectChange.Drop drop, ObjectChange.Target target) {
    Optional<Table> table = effects.catalog().table(target.name());
    boolean exists =
        table.isPresent()
            && (table.get().assumed()
                || table.get().triggers().stream()
                    .anyMatch(trigger -> trigger.name().equals(target.member())));
    if (table.isEmpty() || (drop.ifExists() && !exists)) {
      return;
    }
    effects.lock(table.get(), LockMode.ACCESS_EXCLUSIVE);
    if (table.get().partitioned()) {
      effects
          .catalog()
          .descendants(table.get())
          .forEach(child -> effects.lock(child, LockMode.ACCESS_EXCLUSIVE));
    }
  }

  void policyOrRule(ObjectChange.Drop drop, ObjectChange.Target target) {
    Optional<Relation> relation = effects.catalog().relation(target.name());
    if (relation.isEmpty()) {
      return;
    }
    boolean exists =
        !(relation.get() instanceof Table table)
            || table.assumed()
            || table.rules().contains(target.member())
            || table.policies().stream().anyMatch(p -> p.name().equals(target.member()));
    if (exists || !drop.ifExists()) {
      effects.lock(relation.get(), LockMode.ACCESS_EXCLUSIVE);
    }
  }
}
