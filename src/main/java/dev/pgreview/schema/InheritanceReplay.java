package dev.pgreview.schema;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What parents give to inheriting tables and partitions (src/backend/commands/tablecmds.c,
 * MergeAttributes).
 */
final class InheritanceReplay {
  private final Replay replay;

  InheritanceReplay(Replay replay) {
    this.replay = replay;
  }

  // ---- A new child ---------------------------------------------------------------------------

  /** Columns and constraints that a new table takes from one of its parents. */
  void take(TableDraft draft, Table parent) {
    draft.parents.add(parent.id());
    for (Column column : parent.columns()) {
      int at = position(draft, column.name());
      if (at < 0) {
        draft.columns.add(ofChild(column, parent));
      } else {
        Column own = draft.columns.get(at);
        draft.columns.set(
            at,
            own.withInheritance(own.inheritCount() + 1, own.local())
                .withNotNull(own.notNull() || goesToChildren(column, parent))
                .withDefault(
                    own.defaultValue().or(column::defaultValue),
                    own.defaultValue().isPresent() ? own.sequence() : column.sequence()));
      }
    }
    parent.constraints().forEach(constraint -> take(draft, constraint));
  }

  private static int position(TableDraft draft, String column) {
    for (int i = 0; i < draft.columns.size(); i++) {
      if (draft.columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  /** A parent's column in a child. Identity goes to partitions, from PostgreSQL 17 on. */
  private Column ofChild(Column column, Table parent) {
    Column copy =
        column
            .withInheritance(1, false)
            .withOrigin(replay.origin())
            .withComment(null)
            .withNotNull(goesToChildren(column, parent));
    return parent.partitioned() && replay.catalog().version().atLeast(17)
        ? copy
        : copy.withIdentity(Optional.empty());
  }

  /** Whether a column is NOT NULL in children too: from PostgreSQL 18 on its constraint says so. */
  private boolean goesToChildren(Column column, Table parent) {
    return column.notNull()
        && ConstraintReplay.notNull(parent, column.name())
            .map(InheritanceReplay::goesToChildren)
            .orElse(true);
  }

  private void take(TableDraft draft, Constraint constraint) {
    if (!goesToChildren(constraint)) {
      return;
    }
    for (int i = 0; i < draft.constraints.size(); i++) {
      Constraint own = draft.constraints.get(i);
      if (same(own, constraint)) {
        draft.constraints.set(i, more(own, false));
        return;
      }
    }
    boolean enforced = !(constraint instanceof Constraint.Check check) || check.enforced();
    ConstraintHeader header = constraint.header().ofChild().validated(enforced).by(replay.origin());
    draft.constraints.add(constraint.withHeader(header));
  }

  /** Adds a constraint that is written for the table, or merges it with the inherited one. */
  void own(TableDraft draft, Constraint constraint) {
    for (int i = 0; i < draft.constraints.size(); i++) {
      Constraint inherited = draft.constraints.get(i);
      if (same(inherited, constraint)) {
        ConstraintHeader header = inherited.header();
        draft.constraints.set(
            i, inherited.withHeader(header.inherited(header.inheritCount(), !draft.partition)));
        return;
      }
    }
    draft.constraints.add(constraint);
  }

  /** CHECK and, as a constraint of its own, NOT NULL; the others go to partitions in other ways. */
  static boolean goesToChildren(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Check check -> !check.noInherit();
      case Constraint.NotNull notNull -> !notNull.noInherit();
      case Constraint.Unique _, Constraint.Exclusion _, Constraint.ForeignKey _ -> false;
    };
  }

  /** Whether a child's constraint is the one that it would get: a NOT NULL may have any name. */
  static boolean same(Constraint own, Constraint given) {
    return switch (given) {
      case Constraint.NotNull notNull ->
          own instanceof Constraint.NotNull n && n.column().equals(notNull.column());
      case Constraint.Check check ->
          own instanceof Constraint.Check && own.name().equals(check.name());
      case Constraint.Unique _, Constraint.Exclusion _, Constraint.ForeignKey _ -> false;
    };
  }

  /** One parent more has the constraint; a partition has one parent only and nothing of its own. */
  static Constraint more(Constraint constraint, boolean partition) {
    ConstraintHeader header = constraint.header();
    return constraint.withHeader(
        partition ? header.ofChild() : header.inherited(header.inheritCount() + 1, header.local()));
  }

  /**
   * Children as they are when their turn comes: one that inherits from a parent in two ways is
   * changed by the first.
   */
  private Iterable<Table> children(Table parent) {
    return () ->
        replay.catalog().children(parent).stream()
            .map(child -> replay.tableNow(child.id()))
            .flatMap(Stream::ofNullable)
            .iterator();
  }

  // ---- A constraint more in the parent -------------------------------------------------------

  /** Gives a new constraint of a table to its children; those that have it keep theirs. */
  void give(Table parent, Constraint constraint) {
    if (!goesToChildren(constraint)) {
      return;
    }
    for (Table child : children(parent)) {
      Optional<Constraint> own =
          child.constraints().stream().filter(c -> same(c, constraint)).findFirst();
      if (own.isPresent()) {
        Constraint merged = more(own.get(), child.partition());
        replay.constraints().replace(child.id(), own.get(), merged);
      } else {
        Constraint given = replay.constraints().named(child, constraint);
        replay.constraints().put(child.id(), given);
        replay.editor().alter(child.id(), draft -> notNull(draft, given));
        give(child, given);
      }
    }
  }

  private static void notNull(TableDraft draft, Constraint constraint) {
    if (constraint instanceof Constraint.NotNull notNull) {
      draft.replaceColumn(notNull.column(), column -> column.withNotNull(true));
    }
  }

  // ---- A column more or less in the parent ---------------------------------------------------

  /** Gives a new column of a table to its children; those that have it merge it with theirs. */
  void give(Table parent, Column column) {
    for (Table child : children(parent)) {
      Optional<Column> own = child.column(column.name());
      if (own.isPresent()) {
        replay
            .editor()
            .alter(
                child.id(),
                draft ->
                    draft.replaceColumn(
                        column.name(), c -> c.withInheritance(c.inheritCount() + 1, c.local())));
      } else {
        Column given = ofChild(column, parent);
        replay.editor().alter(child.id(), draft -> draft.columns.add(given));
        give(child, given);
      }
    }
  }

  /**
   * DROP COLUMN, seen from the children: what came from this parent alone goes too.
   *
   * @param only the children keep it as their own
   */
  void dropped(Table parent, String column, boolean only) {
    for (Table child : children(parent)) {
      Column own = child.columnOrNull(column);
      if (own == null || !own.inherited()) {
        continue;
      }
      if (!only && own.inheritCount() == 1 && !own.local()) {
        dropped(child, column, false);
        replay.drops().column(child, column);
      } else {
        replay
            .editor()
            .alter(
                child.id(),
                draft -> draft.replaceColumn(column, c -> only ? c.left().asLocal() : c.left()));
      }
    }
  }

  /**
   * DROP CONSTRAINT, seen from the children.
   *
   * @param only the children keep it as their own
   */
  void dropped(Table parent, Constraint constraint, boolean only) {
    if (!goesToChildren(constraint)) {
      return;
    }
    for (Table child : children(parent)) {
      Constraint own = counterpart(child, constraint).orElse(null);
      if (own == null) {
        continue;
      }
      ConstraintHeader left = own.header().left();
      if (!only && own.header().inheritCount() == 1 && !own.header().local()) {
        replay.drops().constraint(child, own.name(), false);
      } else {
        boolean local = left.local() || only;
        replay
            .constraints()
            .replace(child.id(), own, own.withHeader(left.inherited(left.inheritCount(), local)));
      }
    }
  }

  /** What a child has from a parent's constraint. */
  Optional<Constraint> counterpart(Table child, Constraint constraint) {
    return goesToChildren(constraint)
        ? child.constraints().stream()
            .filter(own -> own.inherited() && same(own, constraint))
            .findFirst()
        : Optional.empty();
  }

  /** ALTER CONSTRAINT … INHERIT and NO INHERIT (PostgreSQL 18). */
  void setInherits(Table table, Constraint.NotNull notNull, boolean inherits) {
    Constraint.NotNull now = new Constraint.NotNull(notNull.header(), notNull.column(), !inherits);
    if (!inherits) {
      for (Table child : children(table)) {
        counterpart(child, notNull)
            .ifPresent(
                own ->
                    replay
                        .constraints()
                        .replace(child.id(), own, own.withHeader(own.header().left().asLocal())));
      }
    }
    replay.constraints().replace(table.id(), notNull, now);
    if (inherits && notNull.noInherit()) {
      give(table, now);
    }
  }
}
