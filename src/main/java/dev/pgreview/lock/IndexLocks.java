package dev.pgreview.lock;

import dev.pgreview.schema.Index;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.View;
import java.util.Optional;

/** CREATE INDEX and REINDEX. */
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
    if (reindex.concurrently()) {
      effects.forbidInTransaction();
    }
    switch (reindex.target()) {
      case INDEX ->
          reindex
              .name()
              .ifPresent(
                  name ->
                      effects
                          .catalog()
                          .index(name)
                          .ifPresentOrElse(
                              index -> index(index, reindex.concurrently()), () -> unknown(name)));
      case TABLE ->
          reindex
              .name()
              .flatMap(name -> effects.catalog().relation(name))
              .ifPresent(table -> table(table, reindex.concurrently()));
      case SCHEMA, DATABASE, SYSTEM -> {
        effects.forbidInTransaction();
        for (Relation relation : effects.catalog().relations()) {
          boolean wanted =
              (relation instanceof Table || relation instanceof View)
                  && (reindex.target() != IndexChange.Target.SCHEMA
                      || reindex.name().stream()
                          .anyMatch(name -> name.name().equals(relation.name().schema())));
          if (wanted && effects.hasFile(relation)) {
            table(relation, reindex.concurrently());
          }
        }
      }
    }
  }

  private void unknown(QualifiedName index) {
    effects.lock(effects.catalog().fullName(index), LockMode.ACCESS_EXCLUSIVE);
    effects.unknown("The table of " + index + " is not known.");
  }

  private void table(Relation relation, boolean concurrently) {
    if (relation instanceof Table table && table.partitioned()) {
      // Each partition in a transaction of its own (src/backend/commands/indexcmds.c).
      effects.forbidInTransaction();
      effects.lock(relation, LockMode.SHARE);
      effects.catalog().descendants(table).stream()
          .filter(effects::hasFile)
          .forEach(partition -> table(partition, concurrently));
      return;
    }
    effects.lock(relation, concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
    effects.catalog().indexes(relation).forEach(index -> rebuild(index, relation, concurrently));
    if (relation instanceof Table table && table.assumed()) {
      effects.likely("The indexes of " + table.name() + " are not known.");
    }
  }

  private void index(Index index, boolean concurrently) {
    Optional<Relation> table = effects.catalog().relation(index.table());
    if (table.isEmpty()) {
      return;
    }
    if (table.get() instanceof Table parent && parent.partitioned()) {
      table(parent, concurrently);
      return;
    }
    effects.lock(table.get(), concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
    rebuild(index, table.get(), concurrently);
  }

  private void rebuild(Index index, Relation table, boolean concurrently) {
    effects.scan(table);
    effects.lock(index, LockMode.ACCESS_EXCLUSIVE);
    if (!concurrently) {
      effects.rewrite(index);
    }
  }
}
