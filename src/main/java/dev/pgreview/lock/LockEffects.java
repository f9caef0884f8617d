package dev.pgreview.lock;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Sequence;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.View;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Gathers what one statement does. Relations that its own transaction made are left out, as are
 * those without a file where a file matters. Mutable, for one thread.
 *
 * <p>What only may happen is gathered too, and told apart: see {@link #perhaps}.
 */
final class LockEffects {
  /** As many as the catalog's replay follows, see {@code dev.pgreview.schema.Replay}. */
  private static final int MOST_CALLED = 500;

  private static final String HIDDEN_SQL = "SQL that is not written out ran before: ";

  private final SessionSettings settings;
  private final int transaction;
  private Catalog catalog;
  private final Map<RelationName, LockMode> locks = new HashMap<>();
  private final SortedSet<RelationName> rewrites = new TreeSet<>();
  private final SortedSet<RelationName> scans = new TreeSet<>();
  private final Map<RelationName, LockMode> sureLocks = new HashMap<>();
  private final SortedSet<RelationName> sureRewrites = new TreeSet<>();
  private final SortedSet<RelationName> sureScans = new TreeSet<>();
  private final SortedSet<RelationName> lookups = new TreeSet<>();
  private final Map<RelationName, LockMode> ifFree = new HashMap<>();
  private final Map<Confidence, String> notes = new EnumMap<>(Confidence.class);
  private Confidence confidence = Confidence.CERTAIN;
  private int called;
  private TransactionRule rule = TransactionRule.ALLOWED;
  private int perhaps;

  LockEffects(Catalog catalog, SessionSettings settings, int transaction) {
    this.catalog = catalog;
    this.settings = settings;
    this.transaction = transaction;
  }

  Catalog catalog() {
    return catalog;
  }

  /** Goes on with the catalog that an inner statement leaves. */
  void catalog(Catalog changed) {
    catalog = changed;
  }

  /** Counts a statement of a routine that a body calls; false when there were too many. */
  boolean mayRunAnother() {
    return called++ < MOST_CALLED;
  }

  PostgresVersion version() {
    return catalog.version();
  }

  SessionSettings settings() {
    return settings;
  }

  int transaction() {
    return transaction;
  }

  void lock(Relation relation, LockMode mode) {
    if (relation instanceof Table table && table.partitioned() && catalog.mayHaveMore(table)) {
      unknown(HIDDEN_SQL + table.name() + " may have partitions that are not known.");
    }
    if (relation.header().remade().isBefore(transaction)) {
      lock(relation.name(), mode);
    }
  }

  /** A relation that the catalog does not hold, a composite type for instance. */
  void lock(RelationName relation, LockMode mode) {
    locks.merge(relation, mode, LockMode::stronger);
    if (perhaps == 0) {
      sureLocks.merge(relation, mode, LockMode::stronger);
    }
  }

  /**
   * What an action adds may stay away: it needs rows, a branch that is taken, or a choice of the
   * planner.
   */
  void perhaps(Runnable action) {
    perhaps++;
    try {
      action.run();
    } finally {
      perhaps--;
    }
  }

  /** As {@link #perhaps}, if the condition holds; surely otherwise. */
  void perhapsIf(boolean condition, Runnable action) {
    if (condition) {
      perhaps(action);
    } else {
      action.run();
    }
  }

  /** Dynamic SQL may have made indexes or triggers. */
  void hidden(Relation table, String what) {
    if (catalog.mayHaveMore(table)) {
      likely(HIDDEN_SQL + table.name() + " may have " + what + " that are not known.");
    }
  }

  void lockIndexes(Relation table, LockMode mode) {
    hidden(table, "indexes");
    for (Index index : catalog.indexes(table)) {
      lock(index, mode);
    }
  }

  /** The file is read from end to end; relations without one are passed over. */
  void scan(Relation relation) {
    if (hasFile(relation) && relation.header().remade().isBefore(transaction)) {
      scans.add(relation.name());
      if (perhaps == 0) {
        sureScans.add(relation.name());
      }
    }
  }

  /** Rows are found through an index; where the relation is small the planner scans it instead. */
  void lookUp(Relation relation) {
    if (hasFile(relation) && relation.header().remade().isBefore(transaction)) {
      lookups.add(relation.name());
    }
  }

  /**
   * A lock on top of the others, which the statement takes only if it need not wait; the note says
   * what for, in one sentence.
   */
  void lockIfFree(Relation relation, LockMode mode, String note) {
    if (relation.header().remade().isBefore(transaction)) {
      ifFree.merge(relation.name(), mode, LockMode::stronger);
      notes.putIfAbsent(Confidence.CERTAIN, note);
    }
  }

  void rewrite(Relation relation) {
    if (hasFile(relation) && relation.header().remade().isBefore(transaction)) {
      rewrites.add(relation.name());
      if (perhaps == 0) {
        sureRewrites.add(relation.name());
      }
    }
  }

  boolean rewritten(Relation relation) {
    return rewrites.contains(relation.name());
  }

  /** Whether a relation has storage of its own. */
  boolean hasFile(Relation relation) {
    return switch (relation) {
      case Table table -> !table.partitioned() && !table.foreign();
      case Index index ->
          !(catalog.relation(index.table()).orElse(null) instanceof Table table
              && table.partitioned());
      case View view -> view.materialized();
      case Sequence _ -> true;
    };
  }

  void forbidInTransaction() {
    rule = TransactionRule.FORBIDDEN;
  }

  /** Something is assumed; the note says what, in one sentence. */
  void likely(String note) {
    lower(Confidence.LIKELY, note);
  }

  /** What is listed may be too little; the note says why, in one sentence. */
  void unknown(String note) {
    lower(Confidence.UNKNOWN, note);
  }

  private void lower(Confidence to, String note) {
    notes.putIfAbsent(to, note);
    if (to.compareTo(confidence) > 0) {
      confidence = to;
    }
  }

  LockPrediction prediction() {
    return new LockPrediction(
        list(locks),
        rewrites,
        scans,
        rule,
        confidence,
        Optional.ofNullable(notes.get(confidence)),
        conditional());
  }

  private ConditionalEffects conditional() {
    Map<RelationName, LockMode> unsure = new HashMap<>(locks);
    unsure.entrySet().removeAll(sureLocks.entrySet());
    SortedSet<RelationName> unsureRewrites = new TreeSet<>(rewrites);
    unsureRewrites.removeAll(sureRewrites);
    SortedSet<RelationName> unsureScans = new TreeSet<>(scans);
    unsureScans.removeAll(sureScans);
    return new ConditionalEffects(list(unsure), unsureRewrites, unsureScans, lookups, list(ifFree));
  }

  private static List<RelationLock> list(Map<RelationName, LockMode> modes) {
    List<RelationLock> list = new ArrayList<>();
    modes.forEach((relation, mode) -> list.add(new RelationLock(relation, mode)));
    return list;
  }
}
