package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What names a type, or a relation as a type: columns, domains, composite types, routines. They
 * hold its name, so they follow when it changes and go when it is dropped.
 */
final class TypeReferences {
  private final Replay replay;

  TypeReferences(Replay replay) {
    this.replay = replay;
  }

  void rename(RelationName old, RelationName now) {
    QualifiedName from = old.qualified();
    if (!replay.catalog().isNamed(from)) {
      return;
    }
    UnaryOperator<ColumnType> change =
        type -> type.name().equals(from) ? type.named(now.qualified()) : type;
    for (Table table : replay.catalog().tablesNaming(from)) {
      replay
          .editor()
          .alter(
              table.id(),
              draft ->
                  draft.columns.replaceAll(c -> c.withType(change.apply(c.type()), c.collation())));
    }
    for (View view : replay.catalog().views()) {
      if (names(view, from)) {
        replay
            .editor()
            .put(view.withResult(view.result().stream().map(c -> c.typed(change)).toList()));
      }
    }
    for (UserType type : replay.catalog().types()) {
      UserType changed = changed(type, change);
      if (type instanceof UserType.Other other && other.range().equals(Optional.of(old))) {
        changed = other.withRange(now);
      }
      if (!changed.equals(type)) {
        replay.editor().putType(changed);
      }
    }
    for (Routine routine : replay.catalog().routines()) {
      Routine changed = routine.withTypes(change);
      if (!changed.equals(routine)) {
        replay.editor().replaceRoutine(routine, changed);
      }
    }
  }

  private static boolean names(View view, QualifiedName type) {
    return view.result().stream().anyMatch(column -> column.type().name().equals(type));
  }

  private static UserType changed(UserType type, UnaryOperator<ColumnType> change) {
    return switch (type) {
      case UserType.Domain domain -> domain.withBase(change.apply(domain.base()));
      case UserType.Composite composite ->
          composite.withAttributes(
              composite.attributes().stream().map(a -> a.typed(change.apply(a.type()))).toList());
      case UserType.Enumeration _, UserType.Other _ -> type;
    };
  }

  /** Drops what cannot be without the type. */
  void drop(RelationName name) {
    QualifiedName type = name.qualified();
    if (replay.catalog().isNamed(type)) {
      dropUses(name, type);
    }
  }

  private void dropUses(RelationName name, QualifiedName type) {
    for (Table table : replay.catalog().tablesNaming(type)) {
      for (Column column : table.columns()) {
        if (column.type().name().equals(type)) {
          replay.drops().column(table, column.name());
        }
      }
    }
    for (View view : replay.catalog().views()) {
      if (names(view, type)) {
        replay.drops().remove(view);
      }
    }
    for (UserType other : List.copyOf(replay.catalog().types())) {
      dropFrom(other, type);
      if (other instanceof UserType.Other made && made.range().equals(Optional.of(name))) {
        replay.drops().type(made);
      }
    }
    for (Routine routine : new ArrayList<>(replay.catalog().routines())) {
      if (routine.names(type)) {
        replay.drops().routine(routine);
      }
    }
  }

  private void dropFrom(UserType other, QualifiedName type) {
    switch (other) {
      case UserType.Domain domain -> {
        if (domain.base().name().equals(type)) {
          replay.drops().type(domain);
        }
      }
      case UserType.Composite composite -> {
        List<ColumnDefinition> left =
            composite.attributes().stream().filter(a -> !a.type().name().equals(type)).toList();
        if (left.size() < composite.attributes().size()) {
          replay.editor().putType(composite.withAttributes(left));
        }
      }
      case UserType.Enumeration _, UserType.Other _ -> {}
    }
  }
}
