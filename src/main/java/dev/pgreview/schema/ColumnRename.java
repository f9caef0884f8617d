package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A column's new name, in all that holds the old one. */
final class ColumnRename {
  private final Replay replay;
  private final Table table;
  private final String old;
  private final String now;

  ColumnRename(Replay replay, Table table, String old, String now) {
    this.replay = replay;
    this.table = table;
    this.old = old;
    this.now = now;
  }

  void apply() {
    replay
        .editor()
        .alter(
            table.id(),
            draft -> {
              draft.columns.replaceAll(this::column);
              draft.constraints.replaceAll(
                  c -> constraint(c, this::names, UnaryOperator.identity()));
              draft.partitionKey =
                  draft.partitionKey.map(
                      key ->
                          new TableChange.PartitionKey(
                              key.strategy(), key.keys().stream().map(this::key).toList()));
            });
    for (ForeignKeyLink link : replay.catalog().referencing(table)) {
      replay
          .editor()
          .alter(
              link.child().id(),
              draft ->
                  draft.constraints.replaceAll(
                      c ->
                          c.equals(link.key())
                              ? constraint(c, UnaryOperator.identity(), this::names)
                              : c));
    }
    for (Index index : replay.catalog().indexes(table)) {
      Index renamed =
          index.withKeys(index.keys().stream().map(this::key).toList(), names(index.include()));
      replay.editor().put(renamed.withWhere(renamed.where().map(this::expression)));
    }
    for (View view : replay.catalog().readers(table)) {
      replay.editor().put(view.withUses(view.uses().renamed(table.id(), old, now)));
    }
    replay
        .catalog()
        .ownedSequence(table, old)
        .ifPresent(sequence -> replay.editor().own(sequence, sequence.ownerTable(), now));
  }

  private Column column(Column column) {
    Column own = column.name().equals(old) ? column.withName(now) : column;
    return own.withGenerated(
        own.generated()
            .map(
                g ->
                    new ColumnDefinition.Generated(
                        expression(g.expression()), g.stored(), g.kindSpelled())));
  }

  private Constraint constraint(
      Constraint constraint,
      UnaryOperator<List<String>> own,
      UnaryOperator<List<String>> referenced) {
    return switch (constraint) {
      case Constraint.Check c ->
          new Constraint.Check(
              c.name(),
              expression(c.expression()),
              c.valid(),
              c.noInherit(),
              c.enforced(),
              c.inherited(),
              c.origin());
      case Constraint.NotNull c ->
          new Constraint.NotNull(
              c.name(),
              c.column().equals(old) ? now : c.column(),
              c.valid(),
              c.noInherit(),
              c.inherited(),
              c.origin());
      case Constraint.Unique c ->
          new Constraint.Unique(
              c.name(),
              c.primaryKey(),
              own.apply(c.columns()),
              c.index(),
              c.deferrable(),
              c.inherited(),
              c.origin());
      case Constraint.Exclusion c ->
          new Constraint.Exclusion(
              c.name(), own.apply(c.columns()), c.index(), c.inherited(), c.origin());
      case Constraint.ForeignKey c ->
          new Constraint.ForeignKey(
              c.name(),
              own.apply(c.columns()),
              c.referenced(),
              referenced.apply(c.referencedColumns()),
              c.onDelete(),
              c.onUpdate(),
              c.valid(),
              c.deferrable(),
              c.enforced(),
              c.inherited(),
              c.origin());
    };
  }

  private IndexKey key(IndexKey key) {
    Optional<String> column = key.column().map(name -> name.equals(old) ? now : name);
    return new IndexKey(
        column,
        key.expression().map(this::expression),
        key.operatorClass(),
        key.collation(),
        key.descending());
  }

  /** Columns by their new names; the text stays as it was written. */
  private SqlExpression expression(SqlExpression expression) {
    return new SqlExpression(
        expression.sql(),
        expression.functions(),
        names(expression.columns()),
        expression.constant(),
        expression.subquery());
  }

  private List<String> names(List<String> columns) {
    return columns.stream().map(name -> name.equals(old) ? now : name).toList();
  }
}
