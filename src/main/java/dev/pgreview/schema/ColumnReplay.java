package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Columns in CREATE TABLE and ADD COLUMN, with the sequences of serial and identity columns. */
final class ColumnReplay {
  private final Replay replay;

  ColumnReplay(Replay replay) {
    this.replay = replay;
  }

  /** Adds a column, or merges it into the inherited one of its name. */
  void add(TableDraft draft, ColumnDefinition definition) {
    Column own = column(definition);
    for (int i = 0; i < draft.columns.size(); i++) {
      Column inherited = draft.columns.get(i);
      if (inherited.name().equals(own.name())) {
        draft.columns.set(i, merged(inherited, own));
        return;
      }
    }
    draft.columns.add(own);
  }

  private static Column merged(Column inherited, Column own) {
    return new Column(
        inherited.name(),
        inherited.type(),
        own.defaultValue().or(inherited::defaultValue),
        inherited.notNull() || own.notNull(),
        own.identity().or(inherited::identity),
        own.generated().or(inherited::generated),
        inherited.collation(),
        true,
        inherited.origin(),
        inherited.comment());
  }

  private Column column(ColumnDefinition definition) {
    return new Column(
        definition.name(),
        replay.resolved(definition.type()),
        definition.defaultValue(),
        definition.notNull()
            || definition.identity().isPresent()
            || definition.type().serial()
            || definition.constraints().stream().anyMatch(ColumnReplay::makesNotNull),
        definition.identity(),
        definition.generated(),
        definition.collation(),
        false,
        replay.origin(),
        null);
  }

  private static boolean makesNotNull(ConstraintDefinition constraint) {
    return constraint instanceof ConstraintDefinition.NotNull
        || (constraint instanceof ConstraintDefinition.Unique unique && unique.primaryKey());
  }

  /** Makes the sequences of serial and identity columns of a table that is there. */
  void sequences(int table, List<ColumnDefinition> definitions) {
    for (ColumnDefinition definition : definitions) {
      if (definition.type().serial()) {
        Sequence sequence = sequence(table, definition.name(), definition.type(), false);
        SqlExpression next = nextval(sequence);
        replay
            .editor()
            .alter(
                table,
                draft ->
                    draft.replaceColumn(
                        definition.name(), column -> column.withDefault(Optional.of(next))));
      } else if (definition.identity().isPresent()) {
        sequence(table, definition.name(), definition.type(), true);
      }
    }
  }

  private static SqlExpression nextval(Sequence sequence) {
    return new SqlExpression(
        "nextval('" + sequence.name().sql() + "'::regclass)",
        List.of(QualifiedName.of("nextval")),
        List.of(),
        false,
        false);
  }

  /** A sequence owned by a column, named after both. */
  Sequence sequence(int tableId, String column, ColumnType type, boolean identity) {
    Relation table = java.util.Objects.requireNonNull(replay.editor().now(tableId));
    String schema = table.name().schema();
    String name =
        GeneratedNames.choose(
            table.name().name(),
            column,
            "seq",
            free -> replay.catalog().relation(RelationName.of(schema, free)).isPresent());
    String base = type.name().name();
    Sequence sequence =
        new Sequence(
            replay.header(RelationName.of(schema, name), table.persistence()),
            base.equals("int2") || base.equals("int4") ? base : "int8",
            OptionalInt.of(tableId),
            column,
            identity);
    replay.editor().put(sequence);
    return sequence;
  }

  /** Columns of LIKE; indexes come later. */
  void copy(TableDraft draft, TableChange.Like like) {
    Relation source = replay.relation(like.source());
    switch (source) {
      case Table table ->
          table.columns().forEach(column -> draft.columns.add(copy(column, like.including())));
      case View view -> {
        List<Column> columns = new QueryColumns(replay.catalog()).of(view.query(), replay.origin());
        for (int i = 0; i < Math.min(columns.size(), view.columns().size()); i++) {
          draft.columns.add(columns.get(i).withName(view.columns().get(i)));
        }
      }
      case Index _, Sequence _ -> {}
    }
    if (source instanceof Table table && includes(like.including(), "constraints")) {
      for (Constraint constraint : table.constraints()) {
        if (constraint instanceof Constraint.Check check) {
          draft.constraints.add(
              new Constraint.Check(
                  check.name(),
                  check.expression(),
                  check.enforced(),
                  check.noInherit(),
                  check.enforced(),
                  false,
                  replay.origin()));
        }
      }
    }
  }

  private Column copy(Column column, List<String> including) {
    return new Column(
        column.name(),
        column.type(),
        includes(including, "defaults") ? column.defaultValue() : Optional.empty(),
        column.notNull(),
        includes(including, "identity") ? column.identity() : Optional.empty(),
        includes(including, "generated") ? column.generated() : Optional.empty(),
        column.collation(),
        false,
        replay.origin(),
        comment(column, including));
  }

  private static @Nullable String comment(Column column, List<String> including) {
    return includes(including, "comments") ? column.comment() : null;
  }

  static boolean includes(List<String> including, String option) {
    return including.contains("all") || including.contains(option);
  }
}
