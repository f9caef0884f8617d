package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tables that get a parent or lose one: INHERIT and ATTACH PARTITION, and back
 * (src/backend/commands/tablecmds.c, CreateInheritance, RemoveInheritance, ATExecAttachPartition,
 * DetachPartitionFinalize).
 */
final class ParentageReplay {
  private final Replay replay;

  ParentageReplay(Replay replay) {
    this.replay = replay;
  }

  /** PostgreSQL refuses a circle; the walks up and down the tree rely on there being none. */
  private boolean isCircle(Table child, Table parent) {
    return child.id() == parent.id()
        || replay.catalog().descendants(child).stream().anyMatch(one -> one.id() == parent.id());
  }

  void inherit(Table child, Table parent) {
    if (!isCircle(child, parent)) {
      replay
          .editor()
          .alter(
              child.id(),
              draft -> {
                draft.parents.add(parent.id());
                merge(draft, parent);
              });
    }
  }

  private static void merge(TableDraft draft, Table parent) {
    draft.columns.replaceAll(
        column ->
            parent.column(column.name()).isEmpty()
                ? column
                : column.withInheritance(
                    column.inheritCount() + 1, column.local() && !draft.partition));
    draft.constraints.replaceAll(
        own ->
            parent.constraints().stream()
                    .anyMatch(
                        c -> InheritanceReplay.goesToChildren(c) && InheritanceReplay.same(own, c))
                ? InheritanceReplay.more(own, draft.partition)
                : own);
  }

  void attach(Table parent, Table child, Optional<String> bound) {
    if (isCircle(child, parent)) {
      return;
    }
    replay
        .editor()
        .alter(
            child.id(),
            draft -> {
              draft.parents = new ArrayList<>(List.of(parent.id()));
              draft.partition = true;
              draft.partitionBound = bound;
              merge(draft, parent);
              if (replay.catalog().version().atLeast(17)) {
                draft.columns.replaceAll(
                    c -> c.withIdentity(parent.column(c.name()).flatMap(Column::identity)));
              }
            });
    replay.indexes().cloneTo(parent.id(), child.id());
    replay.triggers().cloneTo(parent, child.id());
    replay.foreignKeys().cloneTo(parent.id(), child.id());
  }

  /** NO INHERIT and DETACH PARTITION. */
  void leave(Table child, Table parent) {
    boolean partition = child.partition();
    replay
        .editor()
        .alter(
            child.id(),
            draft -> {
              draft.parents.remove(Integer.valueOf(parent.id()));
              draft.partition = false;
              draft.partitionBound = Optional.empty();
              draft.columns.replaceAll(c -> parent.column(c.name()).isPresent() ? c.left() : c);
              draft.constraints.replaceAll(
                  own -> partition || matches(own, parent) ? left(own) : own);
              if (partition) {
                detach(draft);
              }
            });
    if (partition) {
      for (Index index : replay.catalog().indexes(child)) {
        replay.editor().put(index.withParent(OptionalInt.empty()));
      }
      replay.triggers().detach(child);
    }
  }

  private static boolean matches(Constraint own, Table parent) {
    return parent.constraints().stream().anyMatch(c -> InheritanceReplay.same(own, c));
  }

  private static Constraint left(Constraint constraint) {
    return constraint.inherited() ? constraint.withHeader(constraint.header().left()) : constraint;
  }

  private void detach(TableDraft draft) {
    if (replay.catalog().version().atLeast(17)) {
      draft.columns.replaceAll(c -> c.withIdentity(Optional.empty()));
    }
  }
}
