package dev.pgreview.lock;

import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.View;
import java.util.Optional;

/** REINDEX (src/backend/commands/indexcmds.c). */
final class ReindexLocks {
  private final LockEffects effects;
  private final boolean concurrently;

  /** The mode of a table whose indexes are rebuilt. */
  private final LockMode mode;

  ReindexLocks(LockEffects effects, boolean concurrently) {
    this.effects = effects;
    this.concurrently = concurrently;
    this.mode = concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
  }

  void analyze(IndexChange.Reindex reindex) {
    if (concurrently) {
      effects.forbidInTransaction();
    }
    Optional<QualifiedName> name = reindex.name();
    switch (reindex.target()) {
      case INDEX -> name.ifPresent(this::index);
      case TABLE -> name.flatMap(n -> effects.catalog().relation(n)).ifPresent(this::table);
      case SCHEMA -> tables(name);
      case DATABASE -> tables(Optional.empty());
      // Only system catalogs, in a transaction for each.
      case SYSTEM -> effects.forbidInTransaction();
    }
  }

  /** One transaction for each; partitioned tables are passed over, for they have no file. */
  private void tables(Optional<QualifiedName> schema) {
    effects.forbidInTransaction();
    for (Relation relation : effects.catalog().relations()) {
      boolean wanted =
          (relation instanceof Table || relation instanceof View)
              && schema.stream().allMatch(name -> name.name().equals(relation.name().schema()));
      if (wanted && effects.hasFile(relation)) {
        table(relation);
      }
    }
  }

  private void table(Relation relation) {
    effects.lock(relation, mode);
    if (relation instanceof Table table && table.partitioned()) {
      partitions(table);
      return;
    }
    for (Index index : effects.catalog().indexes(relation)) {
      if (concurrently && isExclusion(index, relation)) {
        effects.lock(index, LockMode.SHARE_UPDATE_EXCLUSIVE); // passed over with a warning
      } else {
        rebuild(index, relation);
      }
    }
    if (relation instanceof Table table && table.assumed()) {
      effects.likely("The indexes of " + table.name() + " are not known.");
    }
  }

  /**
   * They are looked for in SHARE mode, also concurrently (ReindexPartitions), and then each rebuilt
   * in a transaction of its own.
   */
  private void partitions(Table table) {
    effects.forbidInTransaction();
    for (Table partition : effects.catalog().descendants(table)) {
      effects.lock(partition, LockMode.SHARE);
      if (effects.hasFile(partition)) {
        table(partition);
      }
    }
  }

  private static boolean isExclusion(Index index, Relation relation) {
    return relation instanceof Table table
        && table.constraints().stream()
            .anyMatch(c -> c instanceof Constraint.Exclusion own && own.index() == index.id());
  }

  private void index(QualifiedName name) {
    Optional<Index> index = effects.catalog().index(name);
    if (index.isEmpty()) {
      effects.lock(effects.catalog().fullName(name), LockMode.ACCESS_EXCLUSIVE);
      effects.unknown("The table of " + name + " is not known.");
      return;
    }
    Optional<Relation> table = effects.catalog().relation(index.get().table());
    if (table.isEmpty()) {
      return;
    }
    effects.lock(table.get(), mode);
    if (table.get() instanceof Table parent && parent.partitioned()) {
      effects.forbidInTransaction();
      effects.lock(
          index.get(), concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
      attached(index.get());
    } else {
      rebuild(index.get(), table.get());
    }
  }

  /** Those of the partitions, looked for in SHARE mode. */
  private void attached(Index parent) {
    for (Index index : effects.catalog().indexes()) {
      if (index.parent().isPresent() && index.parent().getAsInt() == parent.id()) {
        effects.lock(index, LockMode.SHARE);
        Optional<Relation> table = effects.catalog().relation(index.table());
        if (table.isPresent() && effects.hasFile(table.get())) {
          effects.lock(table.get(), mode);
          rebuild(index, table.get());
        }
        attached(index);
      }
    }
  }

  private void rebuild(Index index, Relation table) {
    effects.scan(table);
    effects.lock(index, LockMode.ACCESS_EXCLUSIVE);
    if (!concurrently) {
      effects.rewrite(index);
    }
  }
}
