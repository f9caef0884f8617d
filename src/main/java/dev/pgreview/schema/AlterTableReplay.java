package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** ALTER TABLE, INDEX, VIEW, MATERIALIZED VIEW, SEQUENCE and TYPE with actions. */
final class AlterTableReplay {
  private final Replay replay;

  AlterTableReplay(Replay replay) {
    this.replay = replay;
  }

  void alter(TableChange.AlterTable alter) {
    Optional<Relation> known = replay.catalog().relation(alter.name());
    if (alter.kind() == ObjectKind.TYPE) {
      replay.types().alterComposite(alter);
      return;
    }
    if (known.isEmpty() && (alter.ifExists() || alter.kind() != ObjectKind.TABLE)) {
      return;
    }
    Relation relation = known.orElseGet(() -> replay.relation(alter.name()));
    List<TableChange.Command> ordered = new ArrayList<>(alter.commands());
    ordered.sort(Comparator.comparingInt(command -> pass(command.action())));
    for (TableChange.Command command : ordered) {
      Relation now = replay.editor().now(relation.id());
      if (now instanceof Table table) {
        apply(table, alter.only(), command.action());
      } else if (now instanceof Index index) {
        apply(index, command.action());
      } else if (now != null) {
        ownership(now, command.action());
      }
    }
  }

  /** PostgreSQL runs the actions in passes (src/backend/commands/tablecmds.c, AT_PASS_*). */
  static int pass(AlterTableAction action) {
    return switch (action) {
      case AlterTableAction.DropColumn _,
          AlterTableAction.DropConstraint _,
          AlterTableAction.DropDefault _,
          AlterTableAction.DropNotNull _,
          AlterTableAction.DropExpression _,
          AlterTableAction.DropIdentity _ ->
          0;
      case AlterTableAction.AlterColumnType _ -> 1;
      case AlterTableAction.AddColumn _ -> 2;
      case AlterTableAction.AddConstraint _ -> 4;
      default -> 3;
    };
  }

  private void apply(Table table, boolean only, AlterTableAction action) {
    switch (action) {
      case AlterTableAction.AddColumn a -> addColumn(table, a);
      case AlterTableAction.DropColumn a -> dropColumn(table, a, only);
      case AlterTableAction.AlterColumnType a -> alterType(table, a);
      case AlterTableAction.SetDefault a ->
          columns(table, only, a.column(), c -> c.withDefault(Optional.of(a.value())));
      case AlterTableAction.DropDefault a ->
          columns(table, only, a.column(), c -> c.withDefault(Optional.empty()));
      case AlterTableAction.SetNotNull a -> setNotNull(table, only, a.column());
      case AlterTableAction.DropNotNull a -> dropNotNull(table, a.column());
      case AlterTableAction.AddIdentity a -> addIdentity(table, a);
      case AlterTableAction.DropIdentity a -> dropIdentity(table, a.column());
      case AlterTableAction.SetExpression a ->
          columns(
              table,
              only,
              a.column(),
              c ->
                  c.withGenerated(
                      c.generated()
                          .map(
                              old ->
                                  new ColumnDefinition.Generated(
                                      a.expression(), old.stored(), old.kindSpelled()))));
      case AlterTableAction.DropExpression a ->
          columns(table, only, a.column(), c -> c.withGenerated(Optional.empty()));
      case AlterTableAction.AddConstraint a ->
          replay.constraints().add(table.id(), a.constraint(), false);
      case AlterTableAction.ValidateConstraint a -> validate(table, a.constraint());
      case AlterTableAction.DropConstraint a -> replay.drops().constraint(table, a.constraint());
      case AlterTableAction.AlterConstraint a -> enforce(table, a);
      case AlterTableAction.TriggerState a -> triggers(table, a);
      case AlterTableAction.RowLevelSecurity a -> rowSecurity(table, a.state());
      case AlterTableAction.SetPersistence a ->
          replay.editor().put(table.withHeader(table.header().persisting(a.persistence())));
      case AlterTableAction.SetAccessMethod a ->
          replay.editor().alter(table.id(), draft -> draft.accessMethod = a.method());
      case AlterTableAction.OfType a -> {
        Optional<RelationName> type = a.type().flatMap(replay.catalog()::type).map(UserType::name);
        replay.editor().alter(table.id(), draft -> draft.ofType = type);
      }
      case AlterTableAction.Inherit a -> inherit(table, replay.table(a.parent()));
      case AlterTableAction.NoInherit a -> leave(table, replay.table(a.parent()));
      case AlterTableAction.ReplicaIdentity a ->
          replay.editor().alter(table.id(), draft -> draft.replicaIdentity = a.identity());
      case AlterTableAction.AttachPartition a -> attach(table, a);
      case AlterTableAction.DetachPartition a -> leave(replay.table(a.partition()), table);
      case AlterTableAction.ChangeOwner _ -> ownership(table, action);
      case AlterTableAction.SetIdentity _,
          AlterTableAction.SetStatistics _,
          AlterTableAction.SetStorage _,
          AlterTableAction.SetCompression _,
          AlterTableAction.SetColumnOptions _,
          AlterTableAction.RuleState _,
          AlterTableAction.ClusterOn _,
          AlterTableAction.SetTablespace _,
          AlterTableAction.SetStorageParameters _,
          AlterTableAction.UnmodelledAction _ -> {}
    }
  }

  private void apply(Index index, AlterTableAction action) {
    if (action instanceof AlterTableAction.AttachPartition attach) {
      replay
          .catalog()
          .index(attach.partition())
          .ifPresent(child -> replay.indexes().attach(index, child));
    } else {
      ownership(index, action);
    }
  }

  private void ownership(Relation relation, AlterTableAction action) {
    if (action instanceof AlterTableAction.ChangeOwner change) {
      replay.editor().put(relation.withHeader(relation.header().owned(change.role())));
    }
  }

  private void columns(Table table, boolean only, String column, UnaryOperator<Column> change) {
    replay.editor().alter(table.id(), draft -> draft.replaceColumn(column, change));
    if (!only) {
      for (Table child : replay.catalog().descendants(table)) {
        replay.editor().alter(child.id(), draft -> draft.replaceColumn(column, change));
      }
    }
  }

  private void addColumn(Table table, AlterTableAction.AddColumn add) {
    if (table.column(add.column().name()).isPresent()) {
      return;
    }
    ColumnReplay columns = replay.tables().columns();
    replay.editor().alter(table.id(), draft -> columns.add(draft, add.column()));
    columns.sequences(table.id(), List.of(add.column()));
    for (Table child : replay.catalog().descendants(table)) {
      if (child.column(add.column().name()).isEmpty()) {
        replay
            .editor()
            .alter(
                child.id(),
                draft -> {
                  columns.add(draft, add.column());
                  draft.replaceColumn(add.column().name(), c -> c.withInherited(true));
                });
        replay.constraints().nameNotNulls(child.id());
      }
    }
    replay.constraints().nameNotNulls(table.id());
    add.column()
        .constraints()
        .forEach(constraint -> replay.constraints().add(table.id(), constraint, false));
  }

  private void dropColumn(Table table, AlterTableAction.DropColumn drop, boolean only) {
    List<Table> children = replay.catalog().descendants(table);
    replay.drops().column(table, drop.column());
    for (Table child : children) {
      boolean inherited = child.column(drop.column()).map(Column::inherited).orElse(false);
      if (inherited && !only) {
        replay.drops().column(child, drop.column());
      } else if (inherited) {
        replay
            .editor()
            .alter(
                child.id(),
                draft -> draft.replaceColumn(drop.column(), c -> c.withInherited(false)));
      }
    }
  }

  private void alterType(Table table, AlterTableAction.AlterColumnType alter) {
    ColumnType type = replay.resolved(alter.type());
    columns(
        table,
        false,
        alter.column(),
        column -> column.withType(type, alter.collation().orElse(null)));
    remakeIndexes(table, alter.column());
    replay.catalog().descendants(table).forEach(child -> remakeIndexes(child, alter.column()));
    replay
        .catalog()
        .ownedSequence(table, alter.column())
        .filter(Sequence::identity)
        .ifPresent(sequence -> retype(sequence, type.name().name()));
  }

  /** Also where the index's file is kept (tablecmds.c, ATPostAlterTypeCleanup). */
  private void remakeIndexes(Table table, String column) {
    for (Index index : replay.catalog().indexes(table)) {
      if (index.uses(column)) {
        replay.editor().put(index.withHeader(index.header().remadeAt(replay.origin())));
      }
    }
  }

  /** An identity column takes its sequence along; a serial does not. */
  private void retype(Sequence sequence, String type) {
    if (type.equals("int2") || type.equals("int4") || type.equals("int8")) {
      replay
          .editor()
          .put(
              new Sequence(
                  sequence.header(), type, sequence.ownerTable(), sequence.ownerColumn(), true));
    }
  }

  private void setNotNull(Table table, boolean only, String column) {
    replay.constraints().setNotNull(table.id(), column, Optional.empty(), true);
    if (!only) {
      for (Table child : replay.catalog().descendants(table)) {
        replay.constraints().setNotNull(child.id(), column, Optional.empty(), true);
      }
    }
  }

  private void dropNotNull(Table table, String column) {
    columns(table, false, column, c -> c.withNotNull(false));
    replay
        .editor()
        .alter(
            table.id(),
            draft ->
                draft.constraints.removeIf(
                    c -> c instanceof Constraint.NotNull n && n.column().equals(column)));
    for (Table child : replay.catalog().descendants(table)) {
      replay
          .editor()
          .alter(
              child.id(),
              draft ->
                  draft.constraints.removeIf(
                      c -> c instanceof Constraint.NotNull n && n.column().equals(column)));
    }
  }

  private void addIdentity(Table table, AlterTableAction.AddIdentity add) {
    Optional<Column> column = table.column(add.column());
    if (column.isPresent()) {
      columns(table, false, add.column(), c -> c.withIdentity(Optional.of(add.identity())));
      replay.tables().columns().sequence(table.id(), add.column(), column.get().type(), true);
    }
  }

  private void dropIdentity(Table table, String column) {
    columns(table, false, column, c -> c.withIdentity(Optional.empty()));
    replay
        .catalog()
        .ownedSequence(table, column)
        .filter(Sequence::identity)
        .ifPresent(sequence -> replay.editor().remove(sequence));
  }

  private void validate(Table table, String name) {
    Optional<Constraint> constraint = table.constraint(name);
    if (constraint.isEmpty()) {
      return;
    }
    List<Table> all = new ArrayList<>(replay.catalog().descendants(table));
    all.add(table);
    for (Table each : all) {
      replay
          .editor()
          .alter(
              each.id(),
              draft ->
                  draft.constraints.replaceAll(
                      c -> c.name().equals(name) ? ConstraintReplay.valid(c, true) : c));
    }
  }

  private void enforce(Table table, AlterTableAction.AlterConstraint alter) {
    if (alter.enforced().isEmpty()) {
      return;
    }
    boolean enforced = alter.enforced().get();
    replay
        .editor()
        .alter(
            table.id(),
            draft ->
                draft.constraints.replaceAll(
                    c ->
                        c instanceof Constraint.ForeignKey key
                                && key.name().equals(alter.constraint())
                            ? new Constraint.ForeignKey(
                                key.name(),
                                key.columns(),
                                key.referenced(),
                                key.referencedColumns(),
                                key.onDelete(),
                                key.onUpdate(),
                                enforced,
                                key.deferrable(),
                                enforced,
                                key.inherited(),
                                key.origin())
                            : c));
  }

  private void triggers(Table table, AlterTableAction.TriggerState state) {
    replay
        .editor()
        .alter(
            table.id(),
            draft ->
                draft.triggers.replaceAll(
                    t ->
                        state.trigger().isEmpty() || state.trigger().get().equals(t.name())
                            ? new Table.Trigger(
                                t.name(),
                                t.function(),
                                t.row(),
                                t.events(),
                                state.enabled(),
                                t.origin())
                            : t));
  }

  private void rowSecurity(Table table, AlterTableAction.RowSecurityState state) {
    replay
        .editor()
        .alter(
            table.id(),
            draft -> {
              switch (state) {
                case ENABLE -> draft.rowSecurity = true;
                case DISABLE -> draft.rowSecurity = false;
                case FORCE -> draft.rowSecurityForced = true;
                case NO_FORCE -> draft.rowSecurityForced = false;
              }
            });
  }

  /** PostgreSQL refuses a circle; the walks up and down the tree rely on there being none. */
  private boolean isCircle(Table child, Table parent) {
    return child.id() == parent.id()
        || replay.catalog().descendants(child).stream().anyMatch(one -> one.id() == parent.id());
  }

  private void inherit(Table child, Table parent) {
    if (isCircle(child, parent)) {
      return;
    }
    replay.editor().alter(child.id(), draft -> draft.parents.add(parent.id()));
    markInherited(child.id(), parent, true);
  }

  private void leave(Table child, Table parent) {
    replay
        .editor()
        .alter(
            child.id(),
            draft -> {
              draft.parents.remove(Integer.valueOf(parent.id()));
              draft.partition = false;
              draft.partitionBound = Optional.empty();
            });
    markInherited(child.id(), parent, false);
    for (Index index : replay.catalog().indexes(child)) {
      replay.editor().put(index.withParent(OptionalInt.empty()));
    }
  }

  private void markInherited(int child, Table parent, boolean inherited) {
    replay
        .editor()
        .alter(
            child,
            draft ->
                draft.columns.replaceAll(
                    c -> parent.column(c.name()).isPresent() ? c.withInherited(inherited) : c));
  }

  private void attach(Table parent, AlterTableAction.AttachPartition attach) {
    Table child = replay.table(attach.partition());
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
              draft.partitionBound = attach.bound();
              for (Table.Trigger trigger : parent.triggers()) {
                if (trigger.row()
                    && draft.triggers.stream().noneMatch(t -> t.name().equals(trigger.name()))) {
                  draft.triggers.add(trigger);
                }
              }
            });
    markInherited(child.id(), parent, true);
    replay.indexes().cloneTo(parent.id(), child.id());
    replay.constraints().cloneForeignKeys(parent.id(), child.id());
  }
}
