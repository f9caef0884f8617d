package dev.pgreview.lock;

import dev.pgreview.schema.Index;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import java.util.Optional;

/** CREATE INDEX; REINDEX in {@link ReindexLocks}. */
final class IndexLocks {
  private final LockEffects effects;

  IndexLocks(LockEffects effects) {
    this.effects = effects;
  }

  void analyze(IndexChange change) {
    switch (change) {
      case IndexChange.CreateIndex create -> create(create);
      case IndexChange.Reindex reindex -> reindex(reindex);
    }
  }

  private void create(IndexChange.CreateIndex create) {
    if (create.concurrently()) {
      effects.forbidInTransaction();
    }
    Optional<Relation> known = effects.catalog().relation(create.table());
    if (known.isEmpty()) {
      return;
    }
    Relation table = known.get();
    if (table instanceof Table t && t.assumed()) {
      effects.likely("Nothing made " + t.name() + ": partitions of it are not known.");
    }
    LockMode mode = create.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
    effects.lock(table, mode);
    boolean exists =
        create.name().isPresent()
            && effects
                .catalog()
                .relation(RelationName.of(table.name().schema(), create.name().get()))
                .isPresent();
    if (exists && create.ifNotExists()) {
      return;
    }
    effects.scan(table);
    if (table instanceof Table parent && parent.partitioned() && !create.only()) {
      Index wanted = wanted(create, parent);
      effects.catalog().children(parent).forEach(child -> createOn(child, wanted, mode));
    }
  }

  /** A partition that has an index of the same form keeps it: it is only attached. */
  private void createOn(Table partition, Index wanted, LockMode mode) {
    effects.lock(partition, mode);
    Optional<Index> match =
        effects.catalog().indexes(partition).stream()
            .filter(own -> own.parent().isEmpty() && own.canAttachTo(wanted))
            .findFirst();
    if (match.isPresent()) {
      effects.lock(match.get(), mode);
    } else {
      effects.scan(partition);
      effects.catalog().children(partition).forEach(child -> createOn(child, wanted, mode));
    }
  }

  private static Index wanted(IndexChange.CreateIndex create, Table table) {
    return new Index(
        table.header(),
        table.id(),
        create.method(),
        create.unique(),
        create.keys(),
        create.include(),
        create.where(),
        create.nullsNotDistinct(),
        true,
        Optional.empty(),
        java.util.OptionalInt.empty());
  }

  private void reindex(IndexChange.Reindex reindex) {
    new ReindexLocks(effects, reindex.concurrently()).analyze(reindex);
  }
}
