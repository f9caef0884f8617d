package dev.pgreview.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * DROP of anything, with what goes along. Dependents go whether CASCADE is written or not: without
 * it PostgreSQL would have refused the statement.
 */
final class DropReplay {
  private final Replay replay;
  private final RoutineUses routineUses;

  /** Views may read each other in a circle. */
  private final Set<Integer> removing = new HashSet<>();

  DropReplay(Replay replay) {
    this.replay = replay;
    this.routineUses = new RoutineUses(replay);
  }

  void drop(ObjectChange.Drop drop) {
    for (ObjectChange.Target target : drop.objects()) {
      drop(drop.kind(), target);
    }
  }

  private void drop(ObjectKind kind, ObjectChange.Target target) {
    switch (kind) {
      case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE ->
          replay.catalog().relation(target.name()).ifPresent(this::remove);
      case TRIGGER ->
          replay
              .catalog()
              .table(target.name())
              .ifPresent(t -> replay.triggers().drop(t, String.valueOf(target.member())));
      case POLICY ->
          member(target, draft -> draft.policies.removeIf(p -> p.name().equals(target.member())));
      case RULE -> member(target, draft -> draft.rules.remove(target.member()));
      case TYPE, DOMAIN -> replay.catalog().type(target.name()).ifPresent(this::type);
      case FUNCTION, PROCEDURE, AGGREGATE -> replay.routines(target).forEach(this::routine);
      case SCHEMA -> schema(target.name().name());
      case EXTENSION -> replay.editor().removeExtension(target.name().name());
      case COLUMN,
          CONSTRAINT,
          DOMAIN_CONSTRAINT,
          ATTRIBUTE,
          OPERATOR,
          DATABASE,
          STATISTICS,
          ROLE,
          PUBLICATION,
          SUBSCRIPTION,
          EVENT_TRIGGER,
          OTHER -> {}
    }
  }

  private void member(ObjectChange.Target target, java.util.function.Consumer<TableDraft> change) {
    replay
        .catalog()
        .table(target.name())
        .ifPresent(table -> replay.editor().alter(table.id(), change));
  }

  /** A routine, with what calls it in an expression or as a trigger. */
  void routine(Routine routine) {
    replay.editor().removeRoutine(routine);
    routineUses.drop(routine);
  }

  void type(UserType type) {
    replay.editor().removeType(type.name());
    if (type instanceof UserType.Composite composite) {
      replay.types().tablesOf(composite).forEach(this::remove);
    }
    replay.typeReferences().drop(type.name());
  }

  private void schema(String schema) {
    for (Relation relation : replay.catalog().relations()) {
      if (relation.name().schema().equals(schema)) {
        remove(relation);
      }
    }
    for (UserType type : replay.catalog().types()) {
      if (type.name().schema().equals(schema)) {
        type(type);
      }
    }
    for (Routine routine : replay.catalog().routines()) {
      if (routine.name().schema().equals(schema)) {
        routine(routine);
      }
    }
    replay.editor().removeSchema(schema);
  }

  /** Takes a relation out with all that cannot be without it. */
  void remove(Relation relation) {
    if (replay.editor().now(relation.id()) == null || !removing.add(relation.id())) {
      return;
    }
    switch (relation) {
      case Table table -> removeTable(table);
      case View view -> {
        replay.catalog().readers(view).forEach(this::remove);
        replay.catalog().indexes(view).forEach(replay.editor()::remove);
        replay.editor().remove(view);
        replay.typeReferences().drop(view.name());
      }
      case Index index -> removeIndex(index);
      case Sequence sequence -> removeSequence(sequence);
    }
  }

  /** Defaults that take their values from it go. */
  private void removeSequence(Sequence sequence) {
    for (Table table : replay.catalog().tablesTakingFrom(sequence)) {
      replay
          .editor()
          .alter(
              table.id(),
              draft ->
                  draft.columns.replaceAll(
                      column ->
                          column.sequence().equals(OptionalInt.of(sequence.id()))
                              ? column.withDefault(Optional.empty(), OptionalInt.empty())
                              : column));
    }
    replay.editor().remove(sequence);
  }

  private void removeTable(Table table) {
    replay.catalog().readers(table).forEach(this::remove);
    replay.catalog().children(table).forEach(this::remove);
    dropReferencing(table);
    replay.catalog().indexes(table).forEach(replay.editor()::remove);
    replay.catalog().ownedSequences(table).forEach(this::remove);
    replay.editor().remove(table);
    replay.typeReferences().drop(table.name());
  }

  /** Foreign keys to a table, and to the one that it is a partition of. */
  private void dropReferencing(Table table) {
    for (ForeignKeyLink link : replay.catalog().referencing(table)) {
      replay.editor().alter(link.child().id(), draft -> draft.constraints.remove(link.key()));
    }
    if (table.partition()) {
      replay.catalog().parents(table).forEach(this::dropReferencing);
    }
  }

  private void removeIndex(Index index) {
    Table table = replay.tableNow(index.table());
    if (table != null) {
      for (Table child : replay.catalog().children(table)) {
        for (Index other : replay.catalog().indexes(child)) {
          if (other.parent().equals(OptionalInt.of(index.id()))) {
            remove(other);
          }
        }
      }
      for (ForeignKeyLink link : replay.catalog().referencing(table)) {
        if (link.key().referencedIndex().equals(OptionalInt.of(index.id()))) {
          replay.editor().alter(link.child().id(), draft -> draft.constraints.remove(link.key()));
        }
      }
    }
    index
        .constraint()
        .ifPresent(
            name ->
                replay
                    .editor()
                    .alter(
                        index.table(),
                        draft -> draft.constraints.removeIf(c -> c.name().equals(name))));
    replay.editor().remove(index);
  }

  /**
   * DROP CONSTRAINT, from partitions and inheriting tables too.
   *
   * @param only children keep it as their own
   */
  void constraint(Table table, String name, boolean only) {
    Constraint known = table.constraint(name).orElse(null);
    switch (known) {
      case Constraint.Unique unique -> removeIndexOf(unique.index());
      case Constraint.Exclusion exclusion -> removeIndexOf(exclusion.index());
      case Constraint.NotNull notNull -> {
        replay.inheritance().dropped(table, notNull, only);
        replay
            .editor()
            .alter(
                table.id(),
                draft -> draft.replaceColumn(notNull.column(), c -> c.withNotNull(false)));
      }
      case Constraint.Check check -> replay.inheritance().dropped(table, check, only);
      case Constraint.ForeignKey key -> replay.foreignKeys().dropFromPartitions(table, key);
      case null -> {}
    }
    replay
        .editor()
        .alter(table.id(), draft -> draft.constraints.removeIf(c -> c.name().equals(name)));
  }

  private void removeIndexOf(int id) {
    if (replay.editor().now(id) instanceof Index index) {
      remove(index);
    }
  }

  /** DROP COLUMN of one table, with all that uses it. */
  void column(Table table, String column) {
    for (View view : replay.catalog().readers(table)) {
      if (view.uses().uses(table, column)) {
        remove(view);
      }
    }
    for (Index index : replay.catalog().indexes(table)) {
      if (index.uses(column)) {
        remove(index);
      }
    }
    for (ForeignKeyLink link : replay.catalog().referencing(table)) {
      if (link.key().referencedColumns().contains(column)) {
        replay.editor().alter(link.child().id(), draft -> draft.constraints.remove(link.key()));
      }
    }
    for (Sequence sequence : replay.catalog().ownedSequences(table)) {
      if (column.equals(sequence.ownerColumn())) {
        remove(sequence);
      }
    }
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof Constraint.ForeignKey key && key.columns().contains(column)) {
        replay.foreignKeys().dropFromPartitions(table, key);
      }
    }
    List<String> generated =
        table.columns().stream()
            .filter(c -> !c.name().equals(column))
            .filter(
                c ->
                    c.generated().stream().anyMatch(g -> g.expression().columns().contains(column)))
            .map(Column::name)
            .toList();
    replay
        .editor()
        .alter(
            table.id(),
            draft -> {
              draft.constraints.removeIf(c -> c.columns().contains(column));
              draft.columns.removeIf(c -> c.name().equals(column));
              draft.triggers.removeIf(t -> t.columns().contains(column));
              draft.policies.removeIf(p -> p.reads(column));
            });
    generated.forEach(other -> column(table, other));
  }
}
