package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Constraints that have an index: PRIMARY KEY, UNIQUE and EXCLUDE. */
final class KeyReplay {
  private final Replay replay;

  KeyReplay(Replay replay) {
    this.replay = replay;
  }

  /**
   * Adds a key.
   *
   * @param only partitions get no index for it, so that it is not valid until theirs are attached
   */
  void add(int id, ConstraintDefinition.Unique unique, boolean only) {
    Table table = replay.tableNow(id);
    if (table == null || (unique.primaryKey() && hasPrimaryKey(table))) {
      return;
    }
    Optional<Index> index =
        unique.usingIndex().isPresent()
            ? existingIndex(table, unique, unique.usingIndex().get())
            : Optional.of(newIndex(table, unique));
    if (index.isEmpty()) {
      return;
    }
    boolean complete = !only || replay.catalog().children(table).isEmpty();
    replay.editor().put(index.get().withValid(index.get().valid() && complete));
    List<String> columns = index.get().leadingColumns();
    replay
        .constraints()
        .put(
            id,
            new Constraint.Unique(
                ConstraintHeader.written(index.get().name().name(), true, replay.origin()),
                unique.primaryKey(),
                columns,
                index.get().id(),
                unique.deferrable()));
    if (unique.primaryKey()) {
      columns.forEach(column -> replay.constraints().setNotNull(id, column));
    }
    if (!only) {
      replay.indexes().cloneToPartitions(table, index.get());
    }
  }

  /** PostgreSQL refuses a second one: what a script guards with a question is not done. */
  private static boolean hasPrimaryKey(Table table) {
    return table.constraints().stream()
        .anyMatch(c -> c instanceof Constraint.Unique key && key.primaryKey());
  }

  private Optional<Index> existingIndex(
      Table table, ConstraintDefinition.Unique unique, String name) {
    return replay
        .catalog()
        .index(QualifiedName.of(table.name().schema(), name))
        .map(
            index -> {
              String own = unique.name().orElse(name);
              RelationName full = RelationName.of(table.name().schema(), own);
              return index
                  .withConstraint(Optional.of(own))
                  .withHeader(index.header().renamed(full));
            });
  }

  private Index newIndex(Table table, ConstraintDefinition.Unique unique) {
    Index index =
        replay
            .indexes()
            .make(
                table,
                unique.name(),
                unique.primaryKey() ? "pkey" : "key",
                unique.columns().stream().map(KeyReplay::key).toList(),
                unique.include());
    return new Index(
        index.header(),
        table.id(),
        unique.withoutOverlaps() ? "gist" : "btree",
        true,
        index.keys(),
        index.include(),
        Optional.empty(),
        unique.nullsNotDistinct(),
        true,
        Optional.of(index.name().name()),
        OptionalInt.empty());
  }

  static IndexKey key(String column) {
    return new IndexKey(
        Optional.of(column), Optional.empty(), Optional.empty(), Optional.empty(), false, column);
  }

  void add(int id, ConstraintDefinition.Exclusion exclusion) {
    Table table = replay.tableNow(id);
    if (table == null) {
      return;
    }
    Index made =
        replay.indexes().make(table, exclusion.name(), "excl", exclusion.keys(), List.of());
    Index index =
        new Index(
            made.header(),
            id,
            exclusion.method(),
            false,
            made.keys(),
            List.of(),
            exclusion.where(),
            false,
            true,
            Optional.of(made.name().name()),
            OptionalInt.empty());
    replay.editor().put(index);
    List<String> columns = exclusion.keys().stream().flatMap(key -> key.column().stream()).toList();
    replay
        .constraints()
        .put(
            id,
            new Constraint.Exclusion(
                ConstraintHeader.written(index.name().name(), true, replay.origin()),
                columns,
                index.id()));
  }
}
