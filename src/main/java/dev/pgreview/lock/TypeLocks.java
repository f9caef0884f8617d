package dev.pgreview.lock;

import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import dev.pgreview.schema.UserType;
import java.util.Optional;

/** Domains and composite types: the tables that use them. */
final class TypeLocks {
  private final LockEffects effects;

  TypeLocks(LockEffects effects) {
    this.effects = effects;
  }

  /** A composite type is in pg_class itself. */
  void lock(UserType type, LockMode mode) {
    if (type instanceof UserType.Composite && type.origin().isBefore(effects.transaction())) {
      effects.lock(type.name(), mode);
    }
  }

  void alterComposite(TableChange.AlterTable alter) {
    Optional<UserType> known = effects.catalog().type(alter.name());
    if (known.isEmpty()) {
      effects.likely("The type " + alter.name() + " is not known.");
      return;
    }
    lock(known.get(), LockMode.ACCESS_EXCLUSIVE);
    for (Table table : effects.catalog().tables()) {
      if (table.ofType().stream().anyMatch(known.get().name()::equals)) {
        effects.lock(table, LockMode.ACCESS_EXCLUSIVE);
      }
    }
  }

  void alter(ObjectChange.AlterDomain alter) {
    Optional<UserType> known = effects.catalog().type(alter.name());
    if (known.isEmpty()) {
      effects.likely("The domain " + alter.name() + " is not known.");
      return;
    }
    boolean checks =
        switch (alter.action()) {
          case ObjectChange.DomainAction.SetNotNull _ ->
              !(known.get() instanceof UserType.Domain domain && domain.notNull());
          case ObjectChange.DomainAction.ValidateConstraint _ -> true;
          case ObjectChange.DomainAction.AddConstraint add ->
              !(add.constraint() instanceof ConstraintDefinition.Check check && check.notValid());
          case ObjectChange.DomainAction.SetDefault _,
              ObjectChange.DomainAction.DropDefault _,
              ObjectChange.DomainAction.DropNotNull _,
              ObjectChange.DomainAction.DropConstraint _ ->
              false;
        };
    if (checks) {
      for (Table table : effects.catalog().tablesUsing(known.get())) {
        effects.lock(table, LockMode.SHARE);
        effects.scan(table);
      }
    }
  }
}
