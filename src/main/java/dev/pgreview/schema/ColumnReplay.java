package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Columns in CREATE TABLE and ADD COLUMN, with the sequences of serial and identity columns. */
final class ColumnReplay {
  private final Replay replay;
  private final LikeReplay likes;

  ColumnReplay(Replay replay) {
    this.replay = replay;
    this.likes = new LikeReplay(replay, this);
  }

  /** Adds a column, or merges it into the inherited one of its name. */
  void add(TableDraft draft, ColumnDefinition definition) {
    add(draft, column(definition));
  }

  static void add(TableDraft draft, Column own) {
    for (int i = 0; i < draft.columns.size(); i++) {
      Column inherited = draft.columns.get(i);
      if (inherited.name().equals(own.name())) {
        draft.columns.set(i, merged(inherited, own, !draft.partition));
        return;
      }
    }
    draft.columns.add(own);
  }

  /**
   * An inherited column that is written too.
   *
   * @param local whether it stays without the parent: a partition has no columns of its own
   */
  private static Column merged(Column inherited, Column own, boolean local) {
    return new Column(
        inherited.name(),
        inherited.type(),
        own.defaultValue().or(inherited::defaultValue),
        own.defaultValue().isPresent() ? own.sequence() : inherited.sequence(),
        inherited.notNull() || own.notNull(),
        own.identity().or(inherited::identity),
        own.generated().or(inherited::generated),
        inherited.collation(),
        inherited.inheritCount(),
        local,
        inherited.origin(),
        own.comment() == null ? inherited.comment() : own.comment());
  }

  private Column column(ColumnDefinition definition) {
    return new Column(
        definition.name(),
        replay.resolved(definition.type()),
        definition.defaultValue(),
        sequenceOf(definition.defaultValue()),
        makesNotNull(definition),
        definition.identity(),
        definition.generated(),
        definition.collation(),
        0,
        true,
        replay.origin(),
        null);
  }

  /** The sequence of a default {@code nextval('name')}. */
  OptionalInt sequenceOf(Optional<SqlExpression> value) {
    return value
        .flatMap(SequenceName::in)
        .flatMap(name -> replay.catalog().sequence(name))
        .map(sequence -> OptionalInt.of(sequence.id()))
        .orElse(OptionalInt.empty());
  }

  /**
   * A default as PostgreSQL keeps it: NULL is none, except for a domain, whose own default it
   * overrides, and where it is cast to a length (src/backend/catalog/heap.c,
   * AddRelationNewConstraints).
   */
  Optional<SqlExpression> kept(Optional<SqlExpression> value, ColumnType type) {
    boolean domain =
        type.arrayDimensions() == 0
            && replay.catalog().type(type.name()).orElse(null) instanceof UserType.Domain;
    boolean cast = domain || !type.modifiers().isEmpty();
    return value.filter(expression -> cast || !expression.isNull());
  }

  Column withoutNullDefault(Column column) {
    return kept(column.defaultValue(), column.type()).isEmpty()
        ? column.withDefault(Optional.empty(), OptionalInt.empty())
        : column;
  }

  static boolean makesNotNull(ColumnDefinition definition) {
    return definition.notNull()
        || definition.identity().isPresent()
        || definition.type().serial()
        || definition.constraints().stream().anyMatch(ColumnReplay::makesNotNull);
  }

  private static boolean makesNotNull(ConstraintDefinition constraint) {
    return constraint instanceof ConstraintDefinition.NotNull
        || (constraint instanceof ConstraintDefinition.Unique unique && unique.primaryKey());
  }

  /** Makes the sequences of serial and identity columns of a table that is there. */
  void sequences(int table, List<ColumnDefinition> definitions) {
    for (ColumnDefinition definition : definitions) {
      if (definition.type().serial()) {
        Sequence sequence =
            sequence(table, definition.name(), definition.type(), Optional.empty(), false);
        SqlExpression next = nextval(sequence);
        replay
            .editor()
            .alter(
                table,
                draft ->
                    draft.replaceColumn(
                        definition.name(),
                        column ->
                            column.withDefault(Optional.of(next), OptionalInt.of(sequence.id()))));
      } else if (definition.identity().isPresent()) {
        sequence(table, definition.name(), definition.type(), definition.identitySequence(), true);
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

  /**
   * A sequence owned by a column.
   *
   * @param written its name; otherwise it is named after the table and the column
   */
  Sequence sequence(
      int tableId,
      String column,
      ColumnType type,
      Optional<QualifiedName> written,
      boolean identity) {
    Relation table = java.util.Objects.requireNonNull(replay.editor().now(tableId));
    String schema = table.name().schema();
    RelationName name =
        written
            .map(n -> RelationName.of(n.schema() == null ? schema : n.schema(), n.name()))
            .orElseGet(
                () ->
                    RelationName.of(
                        schema,
                        GeneratedNames.choose(
                            table.name().name(),
                            column,
                            "seq",
                            free ->
                                replay
                                    .catalog()
                                    .relation(RelationName.of(schema, free))
                                    .isPresent())));
    String base = type.name().name();
    Sequence sequence =
        new Sequence(
            replay.header(name, persistence(table)),
            base.equals("int2") || base.equals("int4") ? base : "int8",
            OptionalInt.of(tableId),
            column,
            identity);
    replay.editor().put(sequence);
    return sequence;
  }

  /** Sequences can be unlogged from PostgreSQL 15 on. */
  private Persistence persistence(Relation table) {
    boolean unlogged = table.persistence() == Persistence.UNLOGGED;
    return unlogged && !replay.catalog().version().atLeast(15)
        ? Persistence.PERMANENT
        : table.persistence();
  }

  /** The table's own columns and, in their places among them, those of LIKE; no indexes yet. */
  void addAll(TableDraft draft, TableChange.CreateTable create) {
    int next = 0;
    for (TableChange.Like like : create.like()) {
      for (; next < Math.min(like.position(), create.columns().size()); next++) {
        add(draft, create.columns().get(next));
      }
      likes.copy(draft, like);
    }
    for (; next < create.columns().size(); next++) {
      add(draft, create.columns().get(next));
    }
  }

  /** The sequences of identity columns that LIKE INCLUDING IDENTITY copies. */
  void identitySequences(int table, TableChange.CreateTable create) {
    for (TableChange.Like like : create.like()) {
      if (like.includes("identity") && replay.relation(like.source()) instanceof Table source) {
        for (Column column : source.columns()) {
          if (column.identity().isPresent()) {
            // Whatever the column's type (parse_utilcmd.c, expandTableLikeClause).
            sequence(table, column.name(), ColumnType.of("int8"), Optional.empty(), true);
          }
        }
      }
    }
  }

  /** A column of the result of CREATE TABLE AS. */
  Column ofQuery(QueryColumns.ResultColumn column) {
    return plain(column.name(), column.type(), column.collation());
  }

  Column plain(String name, ColumnType type, @Nullable String collation) {
    return new Column(
        name,
        type,
        Optional.empty(),
        OptionalInt.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        collation,
        0,
        true,
        replay.origin(),
        null);
  }
}
