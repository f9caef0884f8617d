package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** RENAME and SET SCHEMA. Relations are referred to by id, so only what holds names is touched. */
final class RenameReplay {
  private final Replay replay;

  RenameReplay(Replay replay) {
    this.replay = replay;
  }

  void rename(ObjectChange.Rename rename) {
    QualifiedName name = rename.target().name();
    String member = String.valueOf(rename.target().member());
    switch (rename.kind()) {
      case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE ->
          replay.catalog().relation(name).ifPresent(r -> relation(r, rename.newName()));
      case COLUMN -> replay.catalog().relation(name).ifPresent(r -> column(r, member, rename));
      case CONSTRAINT ->
          replay.catalog().table(name).ifPresent(t -> constraint(t, member, rename.newName()));
      case TRIGGER -> trigger(name, member, rename.newName());
      case POLICY -> policy(name, member, rename.newName());
      case RULE ->
          onTable(
              name, draft -> draft.rules.replaceAll(r -> r.equals(member) ? rename.newName() : r));
      case TYPE, DOMAIN ->
          replay
              .catalog()
              .type(name)
              .ifPresent(t -> type(t, RelationName.of(t.name().schema(), rename.newName())));
      case FUNCTION, PROCEDURE, AGGREGATE -> routine(name, rename.newName());
      case SCHEMA -> schema(name.name(), rename.newName());
      case DOMAIN_CONSTRAINT,
          ATTRIBUTE,
          OPERATOR,
          DATABASE,
          EXTENSION,
          STATISTICS,
          ROLE,
          PUBLICATION,
          SUBSCRIPTION,
          EVENT_TRIGGER,
          OTHER -> {}
    }
  }

  private void relation(Relation relation, String newName) {
    RelationName full = RelationName.of(relation.name().schema(), newName);
    replay.editor().put(relation.withHeader(relation.header().renamed(full)));
    if (relation instanceof Index index && index.constraint().isPresent()) {
      String old = index.constraint().get();
      replay
          .editor()
          .put(index.withConstraint(Optional.of(newName)).withHeader(index.header().renamed(full)));
      replay
          .editor()
          .alter(
              index.table(),
              draft ->
                  draft.constraints.replaceAll(
                      c -> c.name().equals(old) ? renamed(c, newName) : c));
    }
  }

  private void column(Relation relation, String old, ObjectChange.Rename rename) {
    switch (relation) {
      case Table table -> {
        List<Table> all = new ArrayList<>(replay.catalog().descendants(table));
        all.addFirst(table);
        all.forEach(each -> new ColumnRename(replay, each, old, rename.newName()).apply());
      }
      case View view ->
          replay
              .editor()
              .put(
                  view.withColumns(
                      view.columns().stream()
                          .map(c -> c.equals(old) ? rename.newName() : c)
                          .toList()));
      case Index _, Sequence _ -> {}
    }
  }

  private void constraint(Table table, String old, String newName) {
    Optional<Constraint> known = table.constraint(old);
    if (known.isEmpty()) {
      return;
    }
    int index =
        switch (known.get()) {
          case Constraint.Unique unique -> unique.index();
          case Constraint.Exclusion exclusion -> exclusion.index();
          case Constraint.Check _, Constraint.NotNull _, Constraint.ForeignKey _ -> -1;
        };
    if (replay.editor().now(index) instanceof Index own) {
      relation(own, newName);
    }
    List<Table> all = new ArrayList<>(replay.catalog().descendants(table));
    all.addFirst(table);
    for (Table each : all) {
      replay
          .editor()
          .alter(
              each.id(),
              draft ->
                  draft.constraints.replaceAll(
                      c -> c.name().equals(old) ? renamed(c, newName) : c));
    }
  }

  /** The constraint under another name. */
  static Constraint renamed(Constraint constraint, String name) {
    return switch (constraint) {
      case Constraint.Check c ->
          new Constraint.Check(
              name,
              c.expression(),
              c.valid(),
              c.noInherit(),
              c.enforced(),
              c.inherited(),
              c.origin());
      case Constraint.NotNull c ->
          new Constraint.NotNull(
              name, c.column(), c.valid(), c.noInherit(), c.inherited(), c.origin());
      case Constraint.Unique c ->
          new Constraint.Unique(
              name,
              c.primaryKey(),
              c.columns(),
              c.index(),
              c.deferrable(),
              c.inherited(),
              c.origin());
      case Constraint.Exclusion c ->
          new Constraint.Exclusion(name, c.columns(), c.index(), c.inherited(), c.origin());
      case Constraint.ForeignKey c ->
          new Constraint.ForeignKey(
              name,
              c.columns(),
              c.referenced(),
              c.referencedColumns(),
              c.onDelete(),
              c.onUpdate(),
              c.valid(),
              c.deferrable(),
              c.enforced(),
              c.inherited(),
              c.origin());
    };
  }

  private void trigger(QualifiedName table, String old, String newName) {
    onTable(
        table,
        draft ->
            draft.triggers.replaceAll(
                t ->
                    t.name().equals(old)
                        ? new Table.Trigger(
                            newName, t.function(), t.row(), t.events(), t.enabled(), t.origin())
                        : t));
  }

  private void policy(QualifiedName table, String old, String newName) {
    onTable(
        table,
        draft ->
            draft.policies.replaceAll(
                p ->
                    p.name().equals(old)
                        ? new Table.Policy(
                            newName,
                            p.permissive(),
                            p.command(),
                            p.roles(),
                            p.using(),
                            p.withCheck(),
                            p.origin())
                        : p));
  }

  private void onTable(QualifiedName name, java.util.function.Consumer<TableDraft> change) {
    replay.catalog().table(name).ifPresent(t -> replay.editor().alter(t.id(), change));
  }

  private void type(UserType type, RelationName newName) {
    QualifiedName old = QualifiedName.of(type.name().schema(), type.name().name());
    QualifiedName full = QualifiedName.of(newName.schema(), newName.name());
    replay.editor().removeType(type.name());
    replay.editor().putType(type.withName(newName));
    for (Table table : replay.catalog().tables()) {
      if (table.columns().stream().anyMatch(c -> c.type().name().equals(old))) {
        replay
            .editor()
            .alter(
                table.id(),
                draft ->
                    draft.columns.replaceAll(
                        c ->
                            c.type().name().equals(old)
                                ? c.withType(named(c.type(), full), c.collation())
                                : c));
      }
    }
  }

  private static ColumnType named(ColumnType type, QualifiedName name) {
    return new ColumnType(
        name, type.modifiers(), type.arrayDimensions(), type.serial(), type.setOf());
  }

  private void routine(QualifiedName name, String newName) {
    for (Routine old : replay.catalog().routines(name)) {
      replay.editor().removeRoutines(old.name());
      moveRoutine(old, RelationName.of(old.name().schema(), newName));
    }
  }

  private void moveRoutine(Routine old, RelationName name) {
    replay
        .editor()
        .putRoutine(
            new Routine(
                name,
                old.origin(),
                old.procedure(),
                old.arguments(),
                old.returns(),
                old.language(),
                old.volatility(),
                old.securityDefiner(),
                old.settings(),
                old.body()));
  }

  private void schema(String old, String newName) {
    replay
        .catalog()
        .schemaOrigin(old)
        .ifPresent(origin -> replay.editor().putSchema(newName, origin));
    for (Relation relation : replay.catalog().relations()) {
      if (relation.name().schema().equals(old)) {
        RelationName full = RelationName.of(newName, relation.name().name());
        replay.editor().put(relation.withHeader(relation.header().renamed(full)));
      }
    }
    for (UserType type : replay.catalog().types()) {
      if (type.name().schema().equals(old)) {
        type(type, RelationName.of(newName, type.name().name()));
      }
    }
    for (Routine routine : replay.catalog().routines()) {
      if (routine.name().schema().equals(old)) {
        replay.editor().removeRoutines(routine.name());
        moveRoutine(routine, RelationName.of(newName, routine.name().name()));
      }
    }
    replay.editor().removeSchema(old);
  }

  void setSchema(ObjectChange.SetSchema move) {
    replay.editor().putSchema(move.newSchema(), Origin.base());
    switch (move.kind()) {
      case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE ->
          replay.catalog().relation(move.name()).ifPresent(r -> move(r, move.newSchema()));
      case TYPE, DOMAIN ->
          replay
              .catalog()
              .type(move.name())
              .ifPresent(t -> type(t, RelationName.of(move.newSchema(), t.name().name())));
      case FUNCTION, PROCEDURE, AGGREGATE -> {
        for (Routine old : replay.catalog().routines(move.name())) {
          replay.editor().removeRoutines(old.name());
          moveRoutine(old, RelationName.of(move.newSchema(), old.name().name()));
        }
      }
      default -> {}
    }
  }

  /** Indexes and owned sequences go along. */
  private void move(Relation relation, String schema) {
    List<Relation> all = new ArrayList<>(List.of(relation));
    all.addAll(replay.catalog().indexes(relation));
    if (relation instanceof Table table) {
      all.addAll(replay.catalog().ownedSequences(table));
    }
    for (Relation each : all) {
      RelationName full = RelationName.of(schema, each.name().name());
      replay.editor().put(each.withHeader(each.header().renamed(full)));
    }
  }
}
