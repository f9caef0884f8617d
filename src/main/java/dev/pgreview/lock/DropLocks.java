package dev.pgreview.lock;

import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Routine;
import dev.pgreview.schema.Sequence;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.UserType;
import dev.pgreview.schema.View;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** DROP, with all that goes along. */
final class DropLocks {
  private final LockEffects effects;
  private final Set<Integer> done = new HashSet<>();

  DropLocks(LockEffects effects) {
    this.effects = effects;
  }

  void analyze(ObjectChange.Drop drop) {
    if (drop.concurrently()) {
      effects.forbidInTransaction();
    }
    for (ObjectChange.Target target : drop.objects()) {
      drop(drop, target);
    }
  }

  private void drop(ObjectChange.Drop drop, ObjectChange.Target target) {
    switch (drop.kind()) {
      case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE ->
          effects
              .catalog()
              .relation(target.name())
              .ifPresentOrElse(r -> dropRelation(r, drop), () -> unknown(drop, target.name()));
      case TRIGGER -> new MemberDropLocks(effects).trigger(drop, target);
      case POLICY, RULE -> new MemberDropLocks(effects).policyOrRule(drop, target);
      case TYPE, DOMAIN -> type(target.name());
      case FUNCTION, PROCEDURE, AGGREGATE -> routine(target.name());
      case SCHEMA -> schema(target.name().name());
      case EXTENSION -> {
        if (drop.cascade()) {
          effects.unknown("What depends on the extension is not known.");
        }
      }
      case STATISTICS -> effects.unknown("Whose statistics these are is not known.");
      case DATABASE, SUBSCRIPTION -> effects.forbidInTransaction();
      case COLUMN,
          CONSTRAINT,
          DOMAIN_CONSTRAINT,
          ATTRIBUTE,
          OPERATOR,
          ROLE,
          PUBLICATION,
          EVENT_TRIGGER,
          OTHER -> {}
    }
  }

  private void unknown(ObjectChange.Drop drop, QualifiedName name) {
    if (!drop.ifExists()) {
      effects.lock(effects.catalog().fullName(name), LockMode.ACCESS_EXCLUSIVE);
      effects.likely(name + " is not known.");
    }
  }

  private void dropRelation(Relation relation, ObjectChange.Drop drop) {
    if (relation instanceof Index index && drop.concurrently()) {
      effects
          .catalog()
          .relation(index.table())
          .ifPresent(table -> effects.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE));
      effects.lock(index, LockMode.ACCESS_EXCLUSIVE);
      return;
    }
    remove(relation);
  }

  /** Locks a relation and all that cannot be without it. */
  void remove(Relation relation) {
    if (!done.add(relation.id())) {
      return;
    }
    effects.lock(relation, LockMode.ACCESS_EXCLUSIVE);
    switch (relation) {
      case Table table -> removeTable(table);
      case View view -> {
        effects.lockIndexes(view, LockMode.ACCESS_EXCLUSIVE);
        effects.catalog().readers(view).forEach(this::remove);
      }
      case Index index -> removeIndex(index);
      case Sequence sequence -> new SequenceLocks(effects).drop(sequence);
    }
  }

  private void removeTable(Table table) {
    if (table.assumed()) {
      effects.likely("Nothing made " + table.name() + ": its indexes and keys are not known.");
    }
    effects.lockIndexes(table, LockMode.ACCESS_EXCLUSIVE);
    for (ForeignKeyLink link : effects.catalog().foreignKeys(table)) {
      if (!table.partition() || !link.key().inherited()) {
        new ForeignKeyLocks(effects).dropWithTable(table, link.key());
      }
    }
    for (ForeignKeyLink link : effects.catalog().referencing(table)) {
      new ForeignKeyLocks(effects).drop(link.child(), link.key());
    }
    if (table.partition()) {
      partition(table);
    }
    effects.catalog().readers(table).forEach(this::remove);
    effects.catalog().children(table).forEach(this::remove);
    effects
        .catalog()
        .ownedSequences(table)
        .forEach(sequence -> effects.lock(sequence, LockMode.ACCESS_EXCLUSIVE));
  }

  /** The parent's bounds change, its default partition's too. */
  private void partition(Table table) {
    for (Table parent : effects.catalog().parents(table)) {
      effects.lock(parent, LockMode.ACCESS_EXCLUSIVE);
      effects
          .catalog()
          .defaultPartition(parent)
          .ifPresent(other -> effects.lock(other, LockMode.ACCESS_EXCLUSIVE));
      for (ForeignKeyLink link : effects.catalog().referencing(parent)) {
        new ForeignKeyLocks(effects).drop(link.child(), link.key());
      }
    }
  }

  private void removeIndex(Index index) {
    effects.catalog().relation(index.table()).ifPresent(this::withPartitions);
    for (Index other : effects.catalog().indexes()) {
      if (other.parent().isPresent() && other.parent().getAsInt() == index.id()) {
        remove(other);
      }
    }
  }

  private void withPartitions(Relation relation) {
    effects.lock(relation, LockMode.ACCESS_EXCLUSIVE);
    if (relation instanceof Table table && table.partitioned()) {
      effects
          .catalog()
          .descendants(table)
          .forEach(partition -> effects.lock(partition, LockMode.ACCESS_EXCLUSIVE));
    }
  }

  /** DROP CONSTRAINT on a table that is locked already. */
  void constraint(Table table, Constraint constraint) {
    switch (constraint) {
      case Constraint.ForeignKey key -> {
        new ForeignKeyLocks(effects).drop(table, key);
        if (table.partitioned()) {
          effects
              .catalog()
              .descendants(table)
              .forEach(child -> effects.lock(child, LockMode.ACCESS_EXCLUSIVE));
        }
      }
      case Constraint.Unique unique -> {
        index(unique.index());
        for (ForeignKeyLink link : effects.catalog().referencing(table)) {
          if (link.key().referencedColumns().equals(unique.columns())) {
            effects.lock(link.child(), LockMode.ACCESS_EXCLUSIVE);
          }
        }
      }
      case Constraint.Exclusion exclusion -> index(exclusion.index());
      case Constraint.Check _, Constraint.NotNull _ -> {}
    }
  }

  private void index(int id) {
    effects.catalog().relation(id).ifPresent(this::remove);
  }

  /**
   * DROP COLUMN on a table that is locked already.
   *
   * @param cascade without it a view that uses the column makes the statement fail
   */
  void column(Table table, String column, boolean cascade) {
    for (Index index : effects.catalog().indexes(table)) {
      if (index.uses(column)) {
        effects.lock(index, LockMode.ACCESS_EXCLUSIVE);
      }
    }
    for (ForeignKeyLink link : effects.catalog().foreignKeys(table)) {
      if (link.key().columns().contains(column)) {
        effects.lock(link.parent(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
    for (ForeignKeyLink link : effects.catalog().referencing(table)) {
      if (link.key().referencedColumns().contains(column)) {
        effects.lock(link.child(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
    for (View view : effects.catalog().readers(table)) {
      if (cascade && view.uses().uses(table, column)) {
        remove(view);
      }
    }
    effects
        .catalog()
        .ownedSequence(table, column)
        .ifPresent(sequence -> effects.lock(sequence, LockMode.ACCESS_EXCLUSIVE));
  }

  private void type(QualifiedName name) {
    Optional<UserType> known = effects.catalog().type(name);
    if (known.isEmpty()) {
      return;
    }
    UserType type = known.get();
    if (type instanceof UserType.Composite) {
      new TypeLocks(effects).lock(type, LockMode.ACCESS_EXCLUSIVE);
    }
    for (Table table : effects.catalog().tablesUsing(type)) {
      effects.lock(table, LockMode.ACCESS_EXCLUSIVE);
      table.columns().stream()
          .filter(column -> column.type().name().equals(name(type)))
          .forEach(column -> column(table, column.name(), true));
    }
  }

  private static QualifiedName name(UserType type) {
    return QualifiedName.of(type.name().schema(), type.name().name());
  }

  private void routine(QualifiedName name) {
    List<Routine> overloads = effects.catalog().routines(name);
    for (Routine routine : overloads) {
      for (Table table : effects.catalog().tables()) {
        boolean calls =
            table.triggers().stream()
                .anyMatch(
                    trigger -> effects.catalog().routines(trigger.function()).contains(routine));
        if (calls) {
          effects.lock(table, LockMode.ACCESS_EXCLUSIVE);
        }
      }
    }
  }

  private void schema(String schema) {
    for (Relation relation : effects.catalog().relations()) {
      if (relation.name().schema().equals(schema)) {
        remove(relation);
      }
    }
    for (UserType type : effects.catalog().types()) {
      if (type.name().schema().equals(schema)) {
        type(name(type));
      }
    }
  }
}
