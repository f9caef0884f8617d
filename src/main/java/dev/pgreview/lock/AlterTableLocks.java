package dev.pgreview.lock;

import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.Persistence;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Sequence;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import dev.pgreview.schema.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ALTER TABLE and its likes. */
final class AlterTableLocks {
  private final LockEffects effects;
  private final Map<Integer, TableWork> works = new LinkedHashMap<>();

  AlterTableLocks(LockEffects effects) {
    this.effects = effects;
  }

  void analyze(TableChange.AlterTable alter) {
    if (alter.kind() == ObjectKind.TYPE) {
      new TypeLocks(effects).alterComposite(alter);
      return;
    }
    Optional<Relation> known = effects.catalog().relation(alter.name());
    if (known.isEmpty()) {
      unknown(alter);
      return;
    }
    switch (known.get()) {
      case Table table -> table(table, alter);
      case Index index -> new AlterOtherLocks(effects).index(index, alter);
      case View view -> new AlterOtherLocks(effects).view(view, alter);
      case Sequence sequence -> new AlterOtherLocks(effects).sequence(sequence, alter);
    }
  }

  private void unknown(TableChange.AlterTable alter) {
    if (!alter.ifExists()) {
      effects.lock(effects.catalog().fullName(alter.name()), LockMode.ACCESS_EXCLUSIVE);
      effects.likely(alter.name() + " is not known.");
    }
  }

  private void table(Table table, TableChange.AlterTable alter) {
    if (table.assumed()) {
      effects.likely("Nothing made " + table.name() + ": its columns and indexes are not known.");
    }
    int major = effects.version().major();
    LockMode mode = LockMode.ACCESS_SHARE;
    boolean recurses = false;
    for (TableChange.Command command : alter.commands()) {
      mode = mode.stronger(ActionLocks.mode(command.action(), table));
      recurses |= ActionLocks.recurses(command.action(), table, alter.only(), major);
    }
    effects.lock(table, mode);
    if (recurses) {
      for (Table child : effects.catalog().descendants(table)) {
        effects.lock(child, mode);
      }
    }
    List<TableChange.Command> drops = new ArrayList<>();
    List<TableChange.Command> others = new ArrayList<>();
    for (TableChange.Command command : alter.commands()) {
      boolean drop =
          command.action() instanceof AlterTableAction.DropConstraint
              || command.action() instanceof AlterTableAction.DropColumn
              || command.action() instanceof AlterTableAction.DropDefault;
      (drop ? drops : others).add(command);
    }
    drops.addAll(others);
    drops.forEach(command -> action(table, alter.only(), command.action()));
    works.values().forEach(work -> work.finish(effects));
  }

  private TableWork work(Table table) {
    return works.computeIfAbsent(table.id(), _ -> new TableWork(table));
  }

  /** The table and, unless only it is meant, its partitions and inheriting tables. */
  private List<TableWork> works(Table table, boolean only) {
    List<TableWork> all = new ArrayList<>(List.of(work(table)));
    if (!only) {
      effects.catalog().descendants(table).forEach(child -> all.add(work(child)));
    }
    return all;
  }

  private void action(Table table, boolean only, AlterTableAction action) {
    switch (action) {
      case AlterTableAction.AddColumn a -> new ColumnAddition(effects).add(works(table, only), a);
      case AlterTableAction.DropColumn a -> dropColumn(table, a);
      case AlterTableAction.AlterColumnType a -> alterType(table, only, a);
      case AlterTableAction.SetDefault a ->
          new SequenceLocks(effects)
              .named(a.value())
              .ifPresent(sequence -> effects.lock(sequence, LockMode.ACCESS_SHARE));
      case AlterTableAction.SetNotNull a ->
          works(table, only).forEach(work -> setNotNull(work, a.column()));
      case AlterTableAction.SetIdentity a -> identity(table, a);
      case AlterTableAction.DropIdentity a ->
          effects
              .catalog()
              .ownedSequence(table, a.column())
              .filter(Sequence::identity)
              .ifPresent(sequence -> effects.lock(sequence, LockMode.ACCESS_EXCLUSIVE));
      case AlterTableAction.SetExpression a -> setExpression(table, only, a);
      case AlterTableAction.AddConstraint a ->
          new ConstraintAddition(effects).add(table, works(table, only), a.constraint());
      case AlterTableAction.ValidateConstraint a ->
          new ConstraintAddition(effects).validate(table, works(table, only), a.constraint());
      case AlterTableAction.DropConstraint a -> dropConstraint(table, a);
      case AlterTableAction.AlterConstraint a -> alterConstraint(table, a);
      case AlterTableAction.ClusterOn a ->
          a.index().ifPresent(name -> index(table, name, LockMode.SHARE_UPDATE_EXCLUSIVE));
      case AlterTableAction.ReplicaIdentity a ->
          a.index().ifPresent(name -> index(table, name, LockMode.SHARE));
      case AlterTableAction.SetPersistence a -> persistence(table, a.persistence());
      case AlterTableAction.SetAccessMethod a -> {
        if (!a.method().equals(table.accessMethod())) {
          works(table, true).forEach(TableWork::rewrite);
        }
      }
      case AlterTableAction.SetTablespace a -> tablespace(table, a.tablespace());
      case AlterTableAction.Inherit a ->
          effects
              .catalog()
              .table(a.parent())
              .ifPresent(parent -> effects.lock(parent, LockMode.SHARE_UPDATE_EXCLUSIVE));
      case AlterTableAction.NoInherit a ->
          effects
              .catalog()
              .table(a.parent())
              .ifPresent(parent -> effects.lock(parent, LockMode.ACCESS_SHARE));
      case AlterTableAction.ChangeOwner a -> new AlterOtherLocks(effects).owner(table, a.role());
      case AlterTableAction.AttachPartition a -> new PartitionLocks(effects).attach(table, a);
      case AlterTableAction.DetachPartition a -> new PartitionLocks(effects).detach(table, a);
      case AlterTableAction.UnmodelledAction a ->
          effects.unknown("The action is not modelled (" + a.subtype() + ").");
      case AlterTableAction.DropDefault a ->
          works(table, only).forEach(work -> work.dropDefault(a.column()));
      case AlterTableAction.DropNotNull _,
          AlterTableAction.AddIdentity _,
          AlterTableAction.DropExpression _,
          AlterTableAction.SetStatistics _,
          AlterTableAction.SetStorage _,
          AlterTableAction.SetCompression _,
          AlterTableAction.SetColumnOptions _,
          AlterTableAction.TriggerState _,
          AlterTableAction.RuleState _,
          AlterTableAction.RowLevelSecurity _,
          AlterTableAction.SetStorageParameters _,
          AlterTableAction.OfType _ -> {}
    }
  }

  private void index(Table table, String name, LockMode mode) {
    effects.catalog().indexes(table).stream()
        .filter(index -> index.name().name().equals(name))
        .forEach(index -> effects.lock(index, mode));
  }

  private void dropColumn(Table table, AlterTableAction.DropColumn drop) {
    DropLocks drops = new DropLocks(effects);
    for (TableWork work : works(table, false)) {
      boolean own = work.table().id() == table.id();
      Optional<Column> column = work.table().column(drop.column());
      if (own || column.map(Column::inherited).orElse(false)) {
        drops.column(work.table(), drop.column(), drop.cascade());
        work.dropColumn(drop.column());
      }
    }
  }

  private void setNotNull(TableWork work, String column) {
    Table table = work.table();
    boolean known = table.column(column).map(Column::notNull).orElse(false);
    boolean unchecked =
        table.constraints().stream()
            .anyMatch(
                c ->
                    c instanceof Constraint.NotNull notNull
                        && notNull.column().equals(column)
                        && !notNull.valid());
    if (known && !unchecked) {
      return;
    }
    if (!NotNullProof.of(work, column)) {
      work.scan();
    }
  }

  private void alterType(Table table, boolean only, AlterTableAction.AlterColumnType alter) {
    if (table.column(alter.column()).isEmpty()) {
      effects.likely("The type of " + alter.column() + " is not known.");
      works(table, only)
          .forEach(
              work -> {
                work.retype(alter.column());
                work.rewrite();
              });
      return;
    }
    ColumnRetyping retyping = new ColumnRetyping(effects);
    works(table, only).forEach(work -> retyping.retype(work, alter));
  }

  private void setExpression(Table table, boolean only, AlterTableAction.SetExpression set) {
    boolean stored =
        table
            .column(set.column())
            .flatMap(Column::generated)
            .map(generated -> generated.stored())
            .orElse(true);
    if (stored) {
      for (TableWork work : works(table, only)) {
        work.retype(set.column());
        work.rewrite();
      }
    }
  }

  private void identity(Table table, AlterTableAction.SetIdentity set) {
    Optional<Sequence> sequence =
        effects.catalog().ownedSequence(table, set.column()).filter(Sequence::identity);
    if (sequence.isPresent()) {
      effects.lock(sequence.get(), LockMode.SHARE_ROW_EXCLUSIVE);
      if (set.options().stream().anyMatch(option -> !option.equals("generated"))) {
        effects.rewrite(sequence.get());
      }
    }
  }

  private void dropConstraint(Table table, AlterTableAction.DropConstraint drop) {
    for (TableWork work : works(table, false)) {
      work.dropConstraint(drop.constraint());
    }
    Optional<Constraint> constraint = table.constraint(drop.constraint());
    if (constraint.isPresent()) {
      new DropLocks(effects).constraint(table, constraint.get());
    } else if (!drop.ifExists() || table.assumed()) {
      effects.likely("The constraint " + drop.constraint() + " is not known.");
    }
  }

  private void alterConstraint(Table table, AlterTableAction.AlterConstraint alter) {
    if (alter.enforced().isPresent()
        && table.constraint(alter.constraint()).orElse(null) instanceof Constraint.ForeignKey key
        && effects.catalog().relation(key.referenced()).orElse(null) instanceof Table parent) {
      effects.lock(parent, LockMode.ACCESS_EXCLUSIVE);
      if (alter.enforced().get()) {
        new ForeignKeyLocks(effects).check(table, parent, true);
      }
    }
  }

  private void persistence(Table table, Persistence wanted) {
    if (table.persistence() == wanted) {
      return;
    }
    if (table.assumed() && wanted == Persistence.PERMANENT) {
      effects.likely("Whether " + table.name() + " is logged already is not known.");
    }
    work(table).rewrite();
    for (Sequence sequence : effects.catalog().ownedSequences(table)) {
      if (effects.version().atLeast(15)) {
        effects.lock(sequence, LockMode.ACCESS_EXCLUSIVE);
        effects.rewrite(sequence);
      }
    }
  }

  private void tablespace(Table table, String tablespace) {
    if (!tablespace.equals("pg_default")) {
      effects.rewrite(table);
      effects.likely("Whether " + table.name() + " is in that tablespace already is not known.");
    }
  }
}
