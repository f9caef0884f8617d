package dev.pgreview.schema;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Columns and constraints that LIKE copies; its indexes come later. */
final class LikeReplay {
  private final Replay replay;
  private final ColumnReplay columns;

  LikeReplay(Replay replay, ColumnReplay columns) {
    this.replay = replay;
    this.columns = columns;
  }

  void copy(TableDraft draft, TableChange.Like like) {
    Optional<UserType> type = replay.catalog().type(like.source());
    boolean known = replay.catalog().relation(like.source()).isPresent();
    if (!known && type.orElse(null) instanceof UserType.Composite composite) {
      composite.attributes().forEach(attribute -> columns.add(draft, attribute));
      return;
    }
    Relation source = replay.relation(like.source());
    switch (source) {
      case Table table -> copy(draft, table, like);
      case View view -> {
        for (View.ResultColumn column : view.result()) {
          ColumnReplay.add(draft, columns.plain(column.name(), column.type(), column.collation()));
        }
        draft.columnsKnown &= view.columnsKnown();
      }
      case Index _, Sequence _ -> {}
    }
  }

  private void copy(TableDraft draft, Table source, TableChange.Like like) {
    source.columns().forEach(column -> ColumnReplay.add(draft, copy(column, like)));
    for (Constraint constraint : source.constraints()) {
      boolean copied =
          switch (constraint) {
            case Constraint.Check _ -> like.includes("constraints");
            case Constraint.NotNull _ -> true;
            case Constraint.Unique _, Constraint.Exclusion _, Constraint.ForeignKey _ -> false;
          };
      if (copied) {
        boolean enforced = !(constraint instanceof Constraint.Check check) || check.enforced();
        replay
            .inheritance()
            .own(
                draft,
                constraint.withHeader(
                    ConstraintHeader.written(constraint.name(), enforced, replay.origin())));
      }
    }
  }

  private Column copy(Column column, TableChange.Like like) {
    return new Column(
        column.name(),
        column.type(),
        like.includes("defaults") ? column.defaultValue() : Optional.empty(),
        like.includes("defaults") ? column.sequence() : OptionalInt.empty(),
        column.notNull(),
        like.includes("identity") ? column.identity() : Optional.empty(),
        like.includes("generated") ? column.generated() : Optional.empty(),
        column.collation(),
        0,
        true,
        replay.origin(),
        comment(column, like));
  }

  private static @Nullable String comment(Column column, TableChange.Like like) {
    return like.includes("comments") ? column.comment() : null;
  }
}
