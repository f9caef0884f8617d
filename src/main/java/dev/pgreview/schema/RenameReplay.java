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
      case TRIGGER ->
          replay
              .catalog()
              .table(name)
              .ifPresent(t -> replay.triggers().rename(t, member, rename.newName()));
      case POLICY -> policy(name, member, rename.newName());
      case RULE ->
          onTable(
              name, draft -> draft.rules.replaceAll(r -> r.equals(member) ? rename.newName() : r));
      case TYPE, DOMAIN ->
          replay
              .catalog()
              .type(name)
              .ifPresent(t -> type(t, RelationName.of(t.name().schema(), rename.newName())));
      case FUNCTION, PROCEDURE, AGGREGATE -> {
        for (Routine old : replay.routines(rename.target())) {
          routine(old, RelationName.of(old.name().schema(), rename.newName()));
        }
      }
      case SCHEMA -> schema(name.name(), rename.newName());
      case DOMAIN_CONSTRAINT ->
          replay.types().domains().renameConstraint(name, member, rename.newName());
      case ATTRIBUTE -> replay.types().renameAttribute(rename);
      case OPERATOR,
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
    move(relation.id(), full);
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
                      c -> c.name().equals(old) ? c.withHeader(c.header().renamed(newName)) : c));
    }
  }

  private void column(Relation relation, String old, ObjectChange.Rename rename) {
    switch (relation) {
      case Table table -> {
        List<Table> all = new ArrayList<>(replay.catalog().descendants(table));
        all.addFirst(table);
        all.forEach(each -> new ColumnRename(replay, each, old, rename.newName()).apply());
      }
      case View view -> new ColumnRename(replay, view, old, rename.newName()).apply();
      case Index _, Sequence _ -> {}
    }
  }

  /** A CHECK and, from PostgreSQL 18 on, a NOT NULL is renamed in the children too. */
  private void constraint(Table table, String old, String newName) {
    Constraint known = table.constraint(old).orElse(null);
    switch (known) {
      case Constraint.Unique unique -> index(unique.index(), newName);
      case Constraint.Exclusion exclusion -> index(exclusion.index(), newName);
      case Constraint.Check check -> {
        renameIn(table, check, newName);
        if (!check.noInherit()) {
          replay.catalog().children(table).forEach(child -> constraint(child, old, newName));
        }
      }
      case Constraint.NotNull notNull -> {
        renameIn(table, notNull, newName);
        if (!notNull.noInherit()) {
          replay.catalog().children(table).forEach(child -> constraint(child, old, newName));
        }
      }
      case Constraint.ForeignKey key -> renameIn(table, key, newName);
      case null -> {}
    }
  }

  private void index(int id, String newName) {
    if (replay.editor().now(id) instanceof Index own) {
      relation(own, newName);
    }
  }

  private void renameIn(Table table, Constraint constraint, String newName) {
    replay
        .constraints()
        .replace(
            table.id(), constraint, constraint.withHeader(constraint.header().renamed(newName)));
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
    replay.editor().removeType(type.name());
    replay.editor().putType(type.withName(newName));
    replay.typeReferences().rename(type.name(), newName);
    if (type instanceof UserType.Composite) {
      for (Table table : replay.catalog().tables()) {
        if (table.ofType().equals(Optional.of(type.name()))) {
          replay.editor().alter(table.id(), draft -> draft.ofType = Optional.of(newName));
        }
      }
    }
  }

  private void routine(Routine old, RelationName name) {
    replay.editor().removeRoutine(old);
    replay.editor().putRoutine(old.withName(name));
    for (Table table : replay.catalog().tables()) {
      if (table.triggers().stream().anyMatch(t -> t.function().equals(old.name().qualified()))) {
        replay
            .editor()
            .alter(
                table.id(),
                draft ->
                    draft.triggers.replaceAll(
                        t ->
                            t.function().equals(old.name().qualified())
                                ? t.calling(name.qualified())
                                : t));
      }
    }
  }

  private void schema(String old, String newName) {
    replay
        .catalog()
        .schemaOrigin(old)
        .ifPresent(origin -> replay.editor().putSchema(newName, origin));
    for (Relation relation : replay.catalog().relations()) {
      if (relation.name().schema().equals(old)) {
        move(relation.id(), RelationName.of(newName, relation.name().name()));
      }
    }
    // A type's new name changes other types and routines: they are read anew.
    for (UserType type : replay.catalog().types()) {
      if (type.name().schema().equals(old)) {
        replay
            .catalog()
            .type(type.name().qualified())
            .ifPresent(now -> type(now, RelationName.of(newName, now.name().name())));
      }
    }
    for (Routine routine : replay.catalog().routines()) {
      if (routine.name().schema().equals(old)) {
        routine(routine, RelationName.of(newName, routine.name().name()));
      }
    }
    replay.editor().removeSchema(old);
  }

  void setSchema(ObjectChange.SetSchema change) {
    String schema = change.newSchema();
    switch (change.kind()) {
      case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE ->
          replay.catalog().relation(change.name()).ifPresent(r -> moveWithParts(r, schema));
      case TYPE, DOMAIN ->
          replay
              .catalog()
              .type(change.name())
              .ifPresent(
                  t -> {
                    replay.editor().putSchema(schema, Origin.base());
                    type(t, RelationName.of(schema, t.name().name()));
                  });
      case FUNCTION, PROCEDURE, AGGREGATE -> {
        for (Routine old : replay.routines(change.target())) {
          replay.editor().putSchema(schema, Origin.base());
          routine(old, RelationName.of(schema, old.name().name()));
        }
      }
      default -> {}
    }
  }

  /** Indexes and owned sequences go along. */
  private void moveWithParts(Relation relation, String schema) {
    replay.editor().putSchema(schema, Origin.base());
    List<Relation> all = new ArrayList<>(List.of(relation));
    all.addAll(replay.catalog().indexes(relation));
    if (relation instanceof Table table) {
      all.addAll(replay.catalog().ownedSequences(table));
    }
    all.forEach(each -> move(each.id(), RelationName.of(schema, each.name().name())));
  }

  /** A relation under another name; columns and routines may name its row type. */
  private void move(int id, RelationName name) {
    Relation relation = replay.editor().now(id);
    if (relation == null) {
      return;
    }
    replay.editor().put(relation.withHeader(relation.header().renamed(name)));
    if (relation instanceof Table || relation instanceof View) {
      replay.typeReferences().rename(relation.name(), name);
    }
  }
}
