package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** The sub-commands of ALTER TABLE that are about a column. */
final class AlterColumnReplay {
  private final Replay replay;

  AlterColumnReplay(Replay replay) {
    this.replay = replay;
  }

  void apply(Table table, boolean only, AlterTableAction action) {
    switch (action) {
      case AlterTableAction.AddColumn a -> add(table, a);
      case AlterTableAction.DropColumn a -> drop(table, a, only);
      case AlterTableAction.AlterColumnType a -> retype(table, a);
      case AlterTableAction.SetDefault a ->
          setDefault(table, only, a.column(), Optional.of(a.value()));
      case AlterTableAction.DropDefault a -> setDefault(table, only, a.column(), Optional.empty());
      case AlterTableAction.SetNotNull a -> setNotNull(table, a.column(), only);
      case AlterTableAction.DropNotNull a -> dropNotNull(table, a.column(), only);
      case AlterTableAction.AddIdentity a -> addIdentity(table, a);
      case AlterTableAction.SetIdentity a ->
          a.identity()
              .ifPresent(
                  identity ->
                      change(
                          table,
                          sharesIdentity(table),
                          a.column(),
                          c -> c.withIdentity(Optional.of(identity))));
      case AlterTableAction.DropIdentity a -> dropIdentity(table, a.column());
      case AlterTableAction.SetExpression a ->
          change(table, !only, a.column(), c -> generatedAs(c, a.expression()));
      case AlterTableAction.DropExpression a ->
          change(table, !only, a.column(), c -> c.withGenerated(Optional.empty()));
      default -> throw new IllegalArgumentException(action.toString());
    }
  }

  private void setDefault(Table table, boolean only, String column, Optional<SqlExpression> value) {
    ColumnReplay columns = replay.tables().columns();
    OptionalInt sequence = columns.sequenceOf(value);
    change(table, !only, column, c -> c.withDefault(columns.kept(value, c.type()), sequence));
  }

  private static Column generatedAs(Column column, SqlExpression expression) {
    return column.withGenerated(
        column
            .generated()
            .map(
                old ->
                    new ColumnDefinition.Generated(expression, old.stored(), old.kindSpelled())));
  }

  private void change(Table table, boolean children, String column, UnaryOperator<Column> change) {
    replay.editor().alter(table.id(), draft -> draft.replaceColumn(column, change));
    if (children) {
      for (Table child : replay.catalog().descendants(table)) {
        replay.editor().alter(child.id(), draft -> draft.replaceColumn(column, change));
      }
    }
  }

  /** Without its constraints, which come later. */
  private void add(Table table, AlterTableAction.AddColumn add) {
    ColumnReplay columns = replay.tables().columns();
    String name = add.column().name();
    replay
        .editor()
        .alter(
            table.id(),
            draft -> {
              columns.add(draft, add.column());
              draft.replaceColumn(name, columns::withoutNullDefault);
            });
    columns.sequences(table.id(), List.of(add.column()));
    Table now = replay.tableNow(table.id());
    if (now == null) {
      return;
    }
    now.column(name).ifPresent(column -> replay.inheritance().give(now, column));
    boolean named =
        add.column().constraints().stream()
            .anyMatch(ConstraintDefinition.NotNull.class::isInstance);
    if (!named && now.column(name).map(Column::notNull).orElse(false)) {
      replay.constraints().setNotNull(table.id(), name);
    }
  }

  private void drop(Table table, AlterTableAction.DropColumn drop, boolean only) {
    if (table.column(drop.column()).isPresent()) {
      replay.inheritance().dropped(table, drop.column(), only);
      replay.drops().column(table, drop.column());
    }
  }

  private void retype(Table table, AlterTableAction.AlterColumnType alter) {
    ColumnType type = replay.resolved(alter.type());
    change(
        table,
        true,
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

  private void setNotNull(Table table, String column, boolean only) {
    if (only && !replay.catalog().version().atLeast(18)) {
      change(table, false, column, c -> c.withNotNull(true));
    } else {
      replay.constraints().setNotNull(table.id(), column);
    }
  }

  private void dropNotNull(Table table, String column, boolean only) {
    if (replay.catalog().version().atLeast(18)) {
      ConstraintReplay.notNull(table, column)
          .ifPresent(constraint -> replay.drops().constraint(table, constraint.name(), only));
    } else {
      change(table, !only, column, c -> c.withNotNull(false));
    }
  }

  /** Whether an identity column belongs to the partitions too: from PostgreSQL 17 on. */
  private boolean sharesIdentity(Table table) {
    return table.partitioned() && replay.catalog().version().atLeast(17);
  }

  private void addIdentity(Table table, AlterTableAction.AddIdentity add) {
    Optional<Column> column = table.column(add.column());
    if (column.isPresent()) {
      change(
          table,
          sharesIdentity(table),
          add.column(),
          c -> c.withIdentity(Optional.of(add.identity())));
      replay
          .tables()
          .columns()
          .sequence(table.id(), add.column(), column.get().type(), add.sequence(), true);
    }
  }

  private void dropIdentity(Table table, String column) {
    change(table, sharesIdentity(table), column, c -> c.withIdentity(Optional.empty()));
    replay
        .catalog()
        .ownedSequence(table, column)
        .filter(Sequence::identity)
        .ifPresent(sequence -> replay.editor().remove(sequence));
  }
}
