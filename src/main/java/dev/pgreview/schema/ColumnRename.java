package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A column's new name, in all that holds the old one. */
final class ColumnRename {
  private final Replay replay;
  private final Relation relation;
  private final String old;
  private final String now;

  ColumnRename(Replay replay, Relation relation, String old, String now) {
    this.replay = replay;
    this.relation = relation;
    this.old = old;
    this.now = now;
  }

  void apply() {
    switch (relation) {
      case Table table -> table(table);
      case View view -> view(view);
      case Index _, Sequence _ -> {}
    }
    indexes();
    readers();
  }

  private void table(Table table) {
    replay
        .editor()
        .alter(
            table.id(),
            draft -> {
              draft.columns.replaceAll(this::column);
              draft.triggers.replaceAll(t -> t.withColumns(names(t.columns())));
              draft.policies.replaceAll(this::policy);
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
    for (Sequence sequence : replay.catalog().ownedSequences(table)) {
      if (old.equals(sequence.ownerColumn())) {
        replay.editor().own(sequence, sequence.ownerTable(), now);
      }
    }
  }

  private void view(View view) {
    List<View.ResultColumn> result =
        view.result().stream()
            .map(
                c -> c.name().equals(old) ? new View.ResultColumn(now, c.type(), c.collation()) : c)
            .toList();
    replay.editor().put(view.withResult(result));
  }

  private void indexes() {
    for (Index index : replay.catalog().indexes(relation)) {
      Index renamed =
          index.withKeys(index.keys().stream().map(this::key).toList(), names(index.include()));
      replay.editor().put(renamed.withWhere(renamed.where().map(this::expression)));
    }
  }

  private void readers() {
    for (View reader : replay.catalog().readers(relation)) {
      replay.editor().put(reader.withUses(reader.uses().renamed(relation.id(), old, now)));
    }
  }

  private Table.Policy policy(Table.Policy policy) {
    return new Table.Policy(
        policy.name(),
        policy.permissive(),
        policy.command(),
        policy.roles(),
        policy.using().map(this::expression),
        policy.withCheck().map(this::expression),
        policy.origin());
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
          new Constraint.Check(c.header(), expression(c.expression()), c.noInherit(), c.enforced());
      case Constraint.NotNull c ->
          new Constraint.NotNull(
              c.header(), c.column().equals(old) ? now : c.column(), c.noInherit());
      case Constraint.Unique c ->
          new Constraint.Unique(
              c.header(), c.primaryKey(), own.apply(c.columns()), c.index(), c.deferrable());
      case Constraint.Exclusion c ->
          new Constraint.Exclusion(c.header(), own.apply(c.columns()), c.index());
      case Constraint.ForeignKey c ->
          c.withColumns(own.apply(c.columns()), referenced.apply(c.referencedColumns()));
    };
  }

  private IndexKey key(IndexKey key) {
    Optional<String> column = key.column().map(name -> name.equals(old) ? now : name);
    return new IndexKey(
        column,
        key.expression().map(this::expression),
        key.operatorClass(),
        key.collation(),
        key.descending(),
        key.name());
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
