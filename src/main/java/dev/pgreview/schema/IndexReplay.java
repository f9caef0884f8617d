package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Indexes: made, rebuilt, copied to partitions, attached. */
final class IndexReplay {
  private final Replay replay;

  IndexReplay(Replay replay) {
    this.replay = replay;
  }

  void create(IndexChange.CreateIndex create, boolean conditional) {
    Relation table = replay.relation(create.table());
    if (create.name().isPresent()
        && replay
            .catalog()
            .relation(RelationName.of(table.name().schema(), create.name().get()))
            .isPresent()) {
      if (create.ifNotExists() || conditional) {
        return;
      }
      replay
          .drops()
          .remove(
              replay
                  .catalog()
                  .relation(RelationName.of(table.name().schema(), create.name().get()))
                  .orElseThrow());
    }
    Index made = make(table, create.name(), "idx", create.keys(), create.include());
    boolean complete =
        !create.only() || !(table instanceof Table t && t.partitioned() && hasPartitions(t));
    Index index =
        new Index(
            made.header(),
            table.id(),
            create.method(),
            create.unique(),
            create.keys(),
            create.include(),
            create.where(),
            create.nullsNotDistinct(),
            complete,
            Optional.empty(),
            OptionalInt.empty());
    replay.editor().put(index);
    if (table instanceof Table parent && !create.only()) {
      cloneToPartitions(parent, index);
    }
  }

  private boolean hasPartitions(Table table) {
    return !replay.catalog().children(table).isEmpty();
  }

  /** An index with a name that is written or made; not yet in the catalog. */
  Index make(
      Relation table,
      Optional<String> name,
      String label,
      List<IndexKey> keys,
      List<String> include) {
    RelationName full =
        RelationName.of(
            table.name().schema(), name.orElseGet(() -> freeName(table, label, keys, include)));
    return new Index(
        replay.header(full, table.persistence()),
        table.id(),
        "btree",
        false,
        keys,
        include,
        Optional.empty(),
        false,
        true,
        Optional.empty(),
        OptionalInt.empty());
  }

  private String freeName(Relation table, String label, List<IndexKey> keys, List<String> include) {
    String columns =
        label.equals("pkey")
            ? null
            : GeneratedNames.columnsPart(GeneratedNames.indexColumns(keys, include));
    String schema = table.name().schema();
    return GeneratedNames.choose(
        table.name().name(),
        columns,
        label,
        free ->
            replay.catalog().relation(RelationName.of(schema, free)).isPresent()
                || (!label.equals("idx")
                    && replay.catalog().isConstraint(RelationName.of(schema, free))));
  }

  void reindexed(IndexChange.Reindex reindex) {
    if (reindex.target() == IndexChange.Target.INDEX) {
      reindex
          .name()
          .flatMap(name -> replay.catalog().index(name))
          .ifPresent(index -> replay.editor().put(index.withValid(true)));
    }
  }

  /** Gives every partition an index like its parent's, or attaches one that it has. */
  void cloneToPartitions(Table parent, Index index) {
    if (parent.partitioned()) {
      replay.catalog().children(parent).forEach(child -> cloneTo(index, child.id(), false));
    }
  }

  /** Gives a new partition the indexes of its parent. */
  void cloneTo(int parentId, int childId) {
    Table parent = replay.tableNow(parentId);
    if (parent != null && parent.partitioned()) {
      replay.catalog().indexes(parent).forEach(index -> cloneTo(index, childId, true));
    }
  }

  private void cloneTo(Index index, int childId, boolean onlyValid) {
    Table child = replay.tableNow(childId);
    if (child == null || child.foreign()) {
      return;
    }
    Optional<Index> match =
        replay.catalog().indexes(child).stream()
            .filter(own -> own.parent().isEmpty() && IndexLikeness.alike(own, index))
            .filter(own -> own.valid() || !onlyValid)
            .filter(own -> index.constraint().isEmpty() || own.constraint().isPresent())
            .findFirst();
    if (match.isPresent()) {
      // Its own partitions have theirs already.
      setParent(match.get(), index);
      if (!match.get().valid()) {
        invalidate(index);
      }
    } else {
      cloneToPartitions(child, makeClone(index, child));
    }
  }

  private void setParent(Index child, Index parent) {
    replay.editor().put(child.withParent(OptionalInt.of(parent.id())));
    constraintOf(child)
        .ifPresent(
            own ->
                replay
                    .constraints()
                    .replace(child.table(), own, own.withHeader(own.header().ofChild())));
  }

  private void invalidate(Index index) {
    if (replay.editor().now(index.id()) instanceof Index now) {
      replay.editor().put(now.withValid(false));
    }
  }

  private Optional<Constraint> constraintOf(Index index) {
    Table table = replay.tableNow(index.table());
    return table == null ? Optional.empty() : index.constraint().flatMap(table::constraint);
  }

  /** An index of a partition, made after the one of its table. */
  private Index makeClone(Index index, Table child) {
    Index clone = copyOf(index, child).withParent(OptionalInt.of(index.id()));
    replay.editor().put(clone);
    constraintOf(index)
        .ifPresent(
            constraint -> {
              ConstraintHeader header =
                  new ConstraintHeader(clone.name().name(), true, 1, false, replay.origin());
              replay.constraints().put(child.id(), ofIndex(constraint, header, clone));
            });
    return clone;
  }

  /** An index of the same form under a name of its own; not yet in the catalog. */
  private Index copyOf(Index index, Table table) {
    String label =
        constraintOf(index)
            .map(
                constraint ->
                    switch (constraint) {
                      case Constraint.Unique unique -> unique.primaryKey() ? "pkey" : "key";
                      case Constraint.Exclusion _ -> "excl";
                      case Constraint.Check _, Constraint.NotNull _, Constraint.ForeignKey _ ->
                          "idx";
                    })
            .orElse("idx");
    Index made = make(table, Optional.empty(), label, index.keys(), index.include());
    return new Index(
        made.header(),
        table.id(),
        index.method(),
        index.unique(),
        index.keys(),
        index.include(),
        index.where(),
        index.nullsNotDistinct(),
        true,
        index.constraint().map(_ -> made.name().name()),
        OptionalInt.empty());
  }

  private static Constraint ofIndex(Constraint constraint, ConstraintHeader header, Index index) {
    return switch (constraint) {
      case Constraint.Unique unique ->
          new Constraint.Unique(
              header, unique.primaryKey(), unique.columns(), index.id(), unique.deferrable());
      case Constraint.Exclusion exclusion ->
          new Constraint.Exclusion(header, exclusion.columns(), index.id());
      case Constraint.Check _, Constraint.NotNull _, Constraint.ForeignKey _ -> constraint;
    };
  }

  /** ALTER INDEX … ATTACH PARTITION; the parent becomes valid with the last one. */
  void attach(Index parent, Index child) {
    setParent(child, parent);
    validate(parent.id());
  }

  /** indexcmds.c, validatePartitionedIndex: all partitions have a valid one; and so on upwards. */
  private void validate(int id) {
    if (!(replay.editor().now(id) instanceof Index parent) || parent.valid()) {
      return;
    }
    Table table = replay.tableNow(parent.table());
    if (table == null) {
      return;
    }
    boolean complete =
        replay.catalog().children(table).stream()
            .allMatch(
                partition ->
                    replay.catalog().indexes(partition).stream()
                        .anyMatch(
                            index ->
                                index.valid()
                                    && index.parent().equals(OptionalInt.of(parent.id()))));
    if (complete) {
      replay.editor().put(parent.withValid(true));
      parent.parent().ifPresent(this::validate);
    }
  }

  /** Indexes for LIKE INCLUDING INDEXES, under names of their own. */
  void copy(int target, TableChange.Like like) {
    if (!like.includes("indexes")) {
      return;
    }
    boolean comments = like.includes("comments");
    Relation source = replay.relation(like.source());
    for (Index index : replay.catalog().indexes(source)) {
      Table table = replay.tableNow(target);
      if (table == null) {
        return;
      }
      Index copy = copyOf(index, table);
      replay
          .editor()
          .put(comments ? copy.withHeader(copy.header().commented(index.comment())) : copy);
      constraintOf(index)
          .ifPresent(
              constraint -> {
                String name = copy.name().name();
                ConstraintHeader header = ConstraintHeader.written(name, true, replay.origin());
                replay.constraints().put(target, ofIndex(constraint, header, copy));
              });
    }
  }
}
