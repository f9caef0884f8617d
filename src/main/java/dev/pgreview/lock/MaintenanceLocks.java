package dev.pgreview.lock;

import dev.pgreview.schema.Index;
import dev.pgreview.schema.MaintenanceChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** VACUUM, ANALYZE, CLUSTER, REFRESH MATERIALIZED VIEW. */
final class MaintenanceLocks {
  private final LockEffects effects;

  MaintenanceLocks(LockEffects effects) {
    this.effects = effects;
  }

  void analyze(MaintenanceChange change) {
    switch (change) {
      case MaintenanceChange.Vacuum vacuum -> vacuum(vacuum);
      case MaintenanceChange.Analyze analyze -> sample(analyze.relations());
      case MaintenanceChange.Cluster cluster -> cluster(cluster);
      case MaintenanceChange.RefreshMaterializedView refresh -> refresh(refresh);
    }
  }

  /** Those named with all their partitions; none named are all that there are. */
  private List<Relation> relations(List<QualifiedName> names) {
    List<Relation> all = new ArrayList<>();
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
        all.addAll(effects.catalog().descendants(table));
        if (table.assumed()) {
          effects.likely("The indexes of " + table.name() + " are not known.");
        }
      }
    }
    return all;
  }

  private void sample(List<QualifiedName> names) {
    for (Relation relation : relations(names)) {
      boolean named =
          names.isEmpty()
              || names.stream()
                  .anyMatch(n -> effects.catalog().relation(n).stream().anyMatch(relation::equals));
      boolean itself =
          named
              || effects.version().atLeast(18)
              || (relation instanceof Table table && table.partition());
      if (itself) {
        sample(relation);
      } else {
        // Rows of inheriting tables are read for the statistics of the whole.
        effects.lock(relation, LockMode.ACCESS_SHARE);
      }
    }
  }

  private void sample(Relation relation) {
    effects.lock(relation, LockMode.SHARE_UPDATE_EXCLUSIVE);
    if (effects.hasFile(relation)) {
      effects.lockIndexes(relation, LockMode.ACCESS_SHARE);
    }
  }

  private void vacuum(MaintenanceChange.Vacuum vacuum) {
    effects.forbidInTransaction();
    for (Relation relation : relations(vacuum.relations())) {
      if (!effects.hasFile(relation)) {
        continue;
      }
      if (vacuum.full()) {
        rewrite(relation);
      } else {
        effects.lock(relation, LockMode.SHARE_UPDATE_EXCLUSIVE);
        effects.lockIndexes(relation, LockMode.ROW_EXCLUSIVE);
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
