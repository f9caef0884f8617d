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

  /** Views may read each other in a circle. */
  private final Set<Integer> removing = new HashSet<>();

  DropReplay(Replay replay) {
    this.replay = replay;
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
      case TRIGGER -> member(target, draft -> draft.triggers.removeIf(named(target)));
      case POLICY ->
          member(target, draft -> draft.policies.removeIf(p -> p.name().equals(target.member())));
      case RULE -> member(target, draft -> draft.rules.remove(target.member()));
      case TYPE, DOMAIN -> replay.types().drop(target.name());
      case FUNCTION, PROCEDURE, AGGREGATE -> routine(target.name());
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

  private static java.util.function.Predicate<Table.Trigger> named(ObjectChange.Target target) {
    return trigger -> trigger.name().equals(target.member());
  }

  private void member(ObjectChange.Target target, java.util.function.Consumer<TableDraft> change) {
    Optional<Table> table = replay.catalog().table(target.name());
    if (table.isPresent()) {
      replay.editor().alter(table.get().id(), change);
      replay
          .catalog()
          .descendants(table.get())
          .forEach(child -> replay.editor().alter(child.id(), change));
    }
  }

  private void routine(QualifiedName name) {
    List<Routine> overloads = replay.catalog().routines(name);
    if (overloads.isEmpty()) {
      return;
    }
    RelationName full = overloads.getFirst().name();
    replay.editor().removeRoutines(full);
    for (Table table : replay.catalog().tables()) {
      if (table.triggers().stream().anyMatch(trigger -> calls(trigger, full))) {
        replay
            .editor()
            .alter(table.id(), draft -> draft.triggers.removeIf(trigger -> calls(trigger, full)));
      }
    }
  }

  private static boolean calls(Table.Trigger trigger, RelationName routine) {
    QualifiedName called = trigger.function();
    return called.name().equals(routine.name())
        && (called.schema() == null || called.schema().equals(routine.schema()));
  }

  private void schema(String schema) {
    for (Relation relation : replay.catalog().relations()) {
      if (relation.name().schema().equals(schema)) {
        remove(relation);
      }
    }
    for (UserType type : replay.catalog().types()) {
      if (type.name().schema().equals(schema)) {
        replay.types().drop(QualifiedName.of(schema, type.name().name()));
      }
    }
    for (Routine routine : replay.catalog().routines()) {
      if (routine.name().schema().equals(schema)) {
        replay.editor().removeRoutines(routine.name());
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
      }
      case Index index -> removeIndex(index);
      case Sequence sequence -> {
        if (sequence.ownerTable().isPresent()) {
          replay
              .editor()
              .alter(
                  sequence.ownerTable().getAsInt(),
                  draft ->
                      draft.replaceColumn(
                          String.valueOf(sequence.ownerColumn()),
                          column -> column.withDefault(Optional.empty())));
        }
        replay.editor().remove(sequence);
      }
    }
  }

  private void removeTable(Table table) {
    replay.catalog().readers(table).forEach(this::remove);
    replay.catalog().children(table).forEach(this::remove);
    for (ForeignKeyLink link : replay.catalog().referencing(table)) {
      replay.editor().alter(link.child().id(), draft -> draft.constraints.remove(link.key()));
    }
    replay.catalog().indexes(table).forEach(replay.editor()::remove);
    replay.catalog().ownedSequences(table).forEach(replay.editor()::remove);
    replay.editor().remove(table);
  }

  private void removeIndex(Index index) {
    for (Index other : replay.catalog().indexes()) {
      if (other.parent().equals(OptionalInt.of(index.id()))) {
        remove(other);
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

  /** DROP CONSTRAINT, from partitions and inheriting tables too. */
  void constraint(Table table, String name) {
    Optional<Constraint> known = table.constraint(name);
    if (known.isEmpty()) {
      return;
    }
    for (Table child : replay.catalog().children(table)) {
      child.constraint(name).filter(Constraint::inherited).ifPresent(_ -> constraint(child, name));
    }
    switch (known.get()) {
      case Constraint.Unique unique -> {
        dropReferences(table, unique.columns());
        removeIndexOf(unique.index());
      }
      case Constraint.Exclusion exclusion -> removeIndexOf(exclusion.index());
      case Constraint.NotNull notNull ->
          replay
              .editor()
              .alter(
                  table.id(),
                  draft -> draft.replaceColumn(notNull.column(), c -> c.withNotNull(false)));
      case Constraint.Check _, Constraint.ForeignKey _ -> {}
    }
    replay
        .editor()
        .alter(table.id(), draft -> draft.constraints.removeIf(c -> c.name().equals(name)));
  }

  private void removeIndexOf(int id) {
    if (replay.editor().now(id) instanceof Index index) {
      removeIndex(index);
    }
  }

  private void dropReferences(Table table, List<String> columns) {
    for (ForeignKeyLink link : replay.catalog().referencing(table)) {
      if (link.key().referencedColumns().equals(columns)) {
        replay.editor().alter(link.child().id(), draft -> draft.constraints.remove(link.key()));
      }
    }
  }

  /** DROP COLUMN of one table, with indexes, constraints, sequences and views that use it. */
  void column(Table table, String column) {
    for (View view : replay.catalog().readers(table)) {
      if (view.uses().uses(table, column)) {
        remove(view);
      }
    }
    for (Index index : replay.catalog().indexes(table)) {
      if (index.uses(column)) {
        removeIndex(index);
      }
    }
    for (ForeignKeyLink link : replay.catalog().referencing(table)) {
      if (link.key().referencedColumns().contains(column)) {
        replay.editor().alter(link.child().id(), draft -> draft.constraints.remove(link.key()));
      }
    }
    replay.catalog().ownedSequence(table, column).ifPresent(replay.editor()::remove);
    replay
        .editor()
        .alter(
            table.id(),
            draft -> {
              draft.constraints.removeIf(c -> c.columns().contains(column));
              draft.columns.removeIf(c -> c.name().equals(column));
            });
  }
}
