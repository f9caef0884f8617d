package dev.pgreview.lock;

import dev.pgreview.schema.Index;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Sequence;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.SqlQuery;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.View;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a query locks when it is planned and run: its relations, those behind views, and all indexes
 * of these, which the planner opens (src/backend/optimizer/util/plancat.c, get_relation_info).
 */
final class ReadLocks {
  private static final Pattern CHOICE =
      Pattern.compile("(?i)\\b(?:where|group\\s+by|order\\s+by|distinct|join|limit)\\b");
  private static final List<String> SEQUENCE_FUNCTIONS = List.of("nextval(", "setval(");

  private final LockEffects effects;

  /** Views whose relations are locked; a view may read itself by way of others. */
  private final Set<Integer> done = new HashSet<>();

  /** Views whose relations are scanned. */
  private final Set<Integer> scanned = new HashSet<>();

  ReadLocks(LockEffects effects) {
    this.effects = effects;
  }

  /** Locks and scans of a query that runs. */
  void query(SqlQuery query) {
    plan(query);
    boolean only = only(query);
    boolean single = query.relations().size() == 1;
    for (QualifiedName name : query.relations()) {
      effects
          .catalog()
          .relation(name)
          .ifPresent(
              relation -> scan(relation, single ? query.where() : Optional.empty(), query, only));
    }
    effects.perhapsIf(!query.relations().isEmpty(), () -> sequences(query.sql()));
  }

  /** FROM ONLY; with several relations it is taken to be meant for all. */
  private boolean only(SqlQuery query) {
    String lower = query.sql().toLowerCase(Locale.ROOT);
    boolean only = lower.contains("from only ") || lower.contains("join only ");
    if (only && query.relations().size() > 1) {
      effects.likely("Which of its relations ONLY stands before is not known.");
    }
    return only;
  }

  /** Locks of a query that is only planned. */
  void plan(SqlQuery query) {
    LockMode mode = query.rowLocking() ? LockMode.ROW_SHARE : LockMode.ACCESS_SHARE;
    boolean only = only(query);
    for (QualifiedName name : query.relations()) {
      effects.catalog().relation(name).ifPresent(relation -> plan(relation, mode, only));
    }
    if (query.rowLocking() && query.relations().size() > 1) {
      effects.likely("Which of its relations FOR UPDATE locks is not known.");
    }
  }

  void plan(QualifiedName name, LockMode mode) {
    effects.catalog().relation(name).ifPresent(relation -> plan(relation, mode, false));
  }

  /**
   * Locks a relation as the planner does.
   *
   * @param only without partitions and what inherits
   */
  void plan(Relation relation, LockMode mode, boolean only) {
    effects.lock(relation, mode);
    switch (relation) {
      case Table table -> {
        if (table.assumed()) {
          effects.likely("The indexes of " + table.name() + " are not known.");
        }
        openIndexes(table, mode);
        if (!only) {
          for (Table child : effects.catalog().descendants(table)) {
            effects.lock(child, mode);
            openIndexes(child, mode);
          }
        }
      }
      case View view when view.materialized() -> effects.lockIndexes(view, mode);
      case View view -> {
        if (done.add(view.id())) {
          for (int read : view.reads()) {
            effects
                .catalog()
                .relation(read)
                .ifPresent(inner -> plan(inner, LockMode.ACCESS_SHARE, false));
          }
        }
      }
      case Index _, Sequence _ -> {}
    }
  }

  private void openIndexes(Table table, LockMode mode) {
    if (!table.partitioned() || effects.version().atLeast(16)) {
      effects.lockIndexes(table, mode);
    }
  }

  private void scan(
      Relation relation, Optional<SqlExpression> where, SqlQuery query, boolean only) {
    if (relation instanceof View view && !view.materialized()) {
      behind(view);
      return;
    }
    partitions(relation, where, effects);
    if (lookup(relation, where, effects) || extreme(relation, query)) {
      lookUpAll(relation, effects);
      return;
    }
    boolean planned = isPlanned(query) || where.isPresent();
    if (planned) {
      effects.likely("Whether the planner uses an index depends on the data.");
    }
    effects.perhapsIf(planned, () -> scanAll(relation, only, effects));
  }

  /** A condition may leave out partitions, which are then not locked. */
  static void partitions(Relation relation, Optional<SqlExpression> where, LockEffects effects) {
    if (where.isPresent()
        && relation instanceof Table table
        && !effects.catalog().children(table).isEmpty()) {
      effects.likely("Which partitions the condition leaves out is not known.");
    }
  }

  /** The end of an index gives max and min of its first column. */
  private boolean extreme(Relation relation, SqlQuery query) {
    if (query.where().isPresent() || query.relations().size() != 1) {
      return false;
    }
    String sql = Conditions.normal(query.sql()).replace("\"", "");
    for (Index index : effects.catalog().indexes(relation)) {
      List<String> columns = index.leadingColumns();
      if (!columns.isEmpty()
          && (sql.contains("max(" + columns.getFirst() + ")")
              || sql.contains("min(" + columns.getFirst() + ")"))) {
        return index.where().isEmpty();
      }
    }
    return false;
  }

  private void behind(View view) {
    if (scanned.add(view.id())) {
      boolean single = view.reads().size() == 1;
      for (int read : view.reads()) {
        effects
            .catalog()
            .relation(read)
            .ifPresent(
                inner ->
                    scan(
                        inner,
                        single ? view.query().where() : Optional.empty(),
                        view.query(),
                        false));
      }
    }
  }

  /** Whether there is something for which the planner may take an index. */
  private static boolean isPlanned(SqlQuery query) {
    return query.limited() || query.relations().size() > 1 || CHOICE.matcher(query.sql()).find();
  }

  static void lookUpAll(Relation relation, LockEffects effects) {
    effects.lookUp(relation);
    if (relation instanceof Table table) {
      effects.catalog().descendants(table).forEach(effects::lookUp);
    }
  }

  static void scanAll(Relation relation, boolean only, LockEffects effects) {
    effects.scan(relation);
    if (relation instanceof Table table && !only) {
      effects.catalog().descendants(table).forEach(effects::scan);
    }
  }

  /** Whether a condition asks for single values of an index's first column. */
  static boolean lookup(Relation relation, Optional<SqlExpression> where, LockEffects effects) {
    if (where.isEmpty()) {
      return false;
    }
    for (String part : Conditions.parts(where.get().sql())) {
      for (Index index : effects.catalog().indexes(relation)) {
        boolean usable = index.valid() && index.where().isEmpty();
        List<String> columns = index.leadingColumns();
        if (usable
            && !columns.isEmpty()
            && isEquality(part.replace("\"", ""), columns.getFirst())
            && isSteady(part, where.get().functions())) {
          return true;
        }
      }
    }
    return false;
  }

  /** What changes from row to row is no key to look up. */
  private static boolean isSteady(String condition, List<QualifiedName> functions) {
    return functions.stream()
        .filter(function -> condition.contains(function.name() + "("))
        .allMatch(function -> BuiltIns.volatility(function) == BuiltIns.Known.STEADY);
  }

  private static boolean isEquality(String condition, String column) {
    String rest =
        condition.startsWith(column)
            ? condition.substring(column.length())
            : afterQualifier(condition, column);
    return rest.startsWith("=") || rest.startsWith(" in(") || rest.startsWith(" in (");
  }

  private static String afterQualifier(String condition, String column) {
    int dot = condition.indexOf('.' + column);
    boolean qualifier = dot > 0;
    for (int i = 0; i < dot; i++) {
      qualifier &= Character.isJavaIdentifierPart(condition.charAt(i));
    }
    return qualifier ? condition.substring(dot + 1 + column.length()) : "";
  }

  /** Sequences that nextval and setval name as literals. */
  void sequences(String sql) {
    String lower = sql.toLowerCase(Locale.ROOT);
    for (String function : SEQUENCE_FUNCTIONS) {
      for (int at = lower.indexOf(function); at >= 0; at = lower.indexOf(function, at + 1)) {
        String rest = sql.substring(at + function.length()).strip();
        sequence(rest)
            .ifPresentOrElse(
                sequence -> effects.lock(sequence, LockMode.ROW_EXCLUSIVE),
                () -> effects.likely("Which sequence is meant is not known."));
      }
    }
  }

  private Optional<Sequence> sequence(String argument) {
    if (argument.startsWith("'")) {
      int close = argument.indexOf('\'', 1);
      return close < 0
          ? Optional.empty()
          : effects.catalog().sequence(SqlNames.parse(argument.substring(1, close)));
    }
    String[] parts = argument.split("'", 5);
    boolean serial =
        parts.length == 5
            && parts[0].strip().toLowerCase(Locale.ROOT).endsWith("pg_get_serial_sequence(");
    return serial
        ? effects
            .catalog()
            .table(SqlNames.parse(parts[1]))
            .flatMap(table -> effects.catalog().ownedSequence(table, parts[3]))
        : Optional.empty();
  }
}
