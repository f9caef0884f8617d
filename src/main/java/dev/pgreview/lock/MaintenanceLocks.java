package dev.pgreview.lock;

import dev.pgreview.schema.Index;
import dev.pgreview.schema.MaintenanceChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** VACUUM, ANALYZE, CLUSTER, REFRESH MATERIALIZED VIEW. */
final class MaintenanceLocks {
  /** src/backend/access/heap/vacuumlazy.c, lazy_truncate_heap. */
  private static final String TRUNCATION =
      "If there are empty pages at the end of a table, and if nobody is in the way, VACUUM cuts them"
          + " off under ACCESS EXCLUSIVE; TRUNCATE false keeps it from that.";

  private final LockEffects effects;

  MaintenanceLocks(LockEffects effects) {
    this.effects = effects;
  }

  void analyze(MaintenanceChange change) {
    switch (change) {
      case MaintenanceChange.Vacuum vacuum -> vacuum(vacuum);
      case MaintenanceChange.Analyze analyze -> sample(analyze.relations(), analyze.only());
      case MaintenanceChange.Cluster cluster -> cluster(cluster);
      case MaintenanceChange.RefreshMaterializedView refresh -> refresh(refresh);
    }
  }

  /**
   * Those named, with what goes along; none named are all that there are. Inheriting tables go
   * along since 18, partitions always (src/backend/commands/vacuum.c, expand_vacuum_rel).
   */
  private Set<Relation> relations(List<QualifiedName> names, List<QualifiedName> only) {
    Set<Relation> all = new LinkedHashSet<>();
    if (names.isEmpty()) {
      effects.catalog().relations().stream()
          .filter(r -> r instanceof Table || (r instanceof View v && v.materialized()))
          .forEach(all::add);
      return all;
    }
    for (QualifiedName name : names) {
      Optional<Relation> known = effects.catalog().relation(name);
      known.ifPresent(all::add);
      if (known.isPresent() && known.get() instanceof Table table) {
        if (!only.contains(name) && (table.partitioned() || effects.version().atLeast(18))) {
          all.addAll(effects.catalog().descendants(table));
        }
        if (table.assumed()) {
          effects.likely("The indexes of " + table.name() + " are not known.");
        }
      }
    }
    return all;
  }

  private void sample(List<QualifiedName> names, List<QualifiedName> only) {
    for (Relation relation : relations(names, only)) {
      effects.lock(relation, LockMode.SHARE_UPDATE_EXCLUSIVE);
      if (effects.hasFile(relation)) {
        effects.lockIndexes(relation, LockMode.ACCESS_SHARE);
      }
      sampleWhole(relation);
    }
  }

  /** Rows of inheriting tables are read for the statistics of the whole. */
  private void sampleWhole(Relation relation) {
    if (relation instanceof Table table) {
      effects.catalog().descendants(table).stream()
          .filter(child -> !child.partitioned())
          .forEach(child -> effects.lock(child, LockMode.ACCESS_SHARE));
    }
  }

  private void vacuum(MaintenanceChange.Vacuum vacuum) {
    effects.forbidInTransaction();
    if (vacuum.extent() == MaintenanceChange.Extent.DATABASE_STATISTICS) {
      return;
    }
    for (Relation relation : relations(vacuum.relations(), vacuum.only())) {
      if (relation instanceof Table table && table.foreign()) {
        continue;
      }
      LockMode mode = vacuum.full() ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE;
      effects.lock(relation, mode);
      if (vacuum.full() && effects.hasFile(relation)) {
        rewrite(relation);
      } else if (vacuum.extent() == MaintenanceChange.Extent.ALL && effects.hasFile(relation)) {
        effects.lockIndexes(relation, LockMode.ROW_EXCLUSIVE);
        if (vacuum.truncate()) {
          effects.lockIfFree(relation, LockMode.ACCESS_EXCLUSIVE, TRUNCATION);
        }
      }
      if (vacuum.analyze()) {
        sampleWhole(relation);
      }
    }
  }

  private void rewrite(Relation relation) {
    effects.lock(relation, LockMode.ACCESS_EXCLUSIVE);
    effects.rewrite(relation);
    effects.scan(relation);
    for (Index index : effects.catalog().indexes(relation)) {
      effects.lock(index, LockMode.ACCESS_EXCLUSIVE);
      effects.rewrite(index);
    }
  }

  private void cluster(MaintenanceChange.Cluster cluster) {
    if (cluster.relation().isEmpty()) {
      effects.forbidInTransaction();
      effects.unknown("Which tables were clustered before is not known.");
      return;
    }
    Optional<Relation> relation = effects.catalog().relation(cluster.relation().get());
    if (relation.isEmpty()) {
      return;
    }
    if (relation.get() instanceof Table table && table.partitioned()) {
      effects.forbidInTransaction();
      effects.lock(table, LockMode.ACCESS_EXCLUSIVE);
      cluster
          .index()
          .flatMap(name -> effects.catalog().index(QualifiedName.of(table.name().schema(), name)))
          .ifPresent(index -> effects.lock(index, LockMode.ACCESS_SHARE));
      effects.catalog().descendants(table).stream().filter(effects::hasFile).forEach(this::rewrite);
      return;
    }
    if (relation.get() instanceof Table table && table.assumed()) {
      effects.likely("The indexes of " + table.name() + " are not known.");
    }
    rewrite(relation.get());
  }

  private void refresh(MaintenanceChange.RefreshMaterializedView refresh) {
    Optional<View> known = effects.catalog().view(refresh.name());
    if (known.isEmpty()) {
      effects.lock(
          effects.catalog().fullName(refresh.name()),
          refresh.concurrently() ? LockMode.EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
      effects.unknown("What " + refresh.name() + " reads is not known.");
      return;
    }
    View view = known.get();
    if (refresh.concurrently()) {
      effects.lock(view, LockMode.EXCLUSIVE);
      effects.lockIndexes(view, LockMode.ROW_EXCLUSIVE);
      effects.scan(view);
    } else {
      effects.lock(view, LockMode.ACCESS_EXCLUSIVE);
      effects.rewrite(view);
      for (Index index : effects.catalog().indexes(view)) {
        effects.lock(index, LockMode.ACCESS_EXCLUSIVE);
        effects.rewrite(index);
        effects.scan(view);
      }
    }
    if (refresh.withData()) {
      new ReadLocks(effects).query(view.query());
    }
  }
}
