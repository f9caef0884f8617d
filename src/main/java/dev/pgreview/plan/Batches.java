package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.Table;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An UPDATE or DELETE of a whole table as a loop over batches of its key, a transaction each. It
 * may be stopped at any time; it goes on where its first bound is set to.
 */
final class Batches {
  static final int SIZE = 5_000;

  /** Between two batches, in seconds. */
  static final double PAUSE = 0.1;

  private static final Set<String> WHOLE_NUMBERS = Set.of("int2", "int4", "int8");

  private Batches() {}

  /** The one column of a whole-numbered primary key. */
  static Optional<String> key(Catalog catalog, QualifiedName name) {
    return catalog.table(name).flatMap(Batches::key);
  }

  private static Optional<String> key(Table table) {
    return table
        .primaryKey()
        .map(Constraint.Unique::columns)
        .filter(columns -> columns.size() == 1)
        .flatMap(columns -> table.column(columns.getFirst()))
        .filter(column -> WHOLE_NUMBERS.contains(column.type().name().name()))
        .filter(column -> column.type().arrayDimensions() == 0)
        .map(Column::name);
  }

  /**
   * Empty when the table has no such key, or the statement is more than a target and a condition.
   *
   * @param others relations that the statement reads besides its target
   */
  static Optional<String> of(
      AnalyzedStatement statement,
      QualifiedName target,
      Optional<SqlExpression> where,
      boolean others) {
    String sql = statement.statement().sql();
    boolean plain =
        !others
            && sql.toLowerCase(Locale.ROOT)
                .matches("(?s)(update|delete)\\b(?!.*\\breturning\\b).*");
    Optional<String> key = key(statement.before(), target);
    if (!plain || key.isEmpty()) {
      return Optional.empty();
    }
    String column = Identifiers.quote(key.get());
    String range = range(column);
    String table = statement.before().fullName(target).sql();
    if (where.isEmpty()) {
      return Optional.of(loop(table, column, sql + "\n    WHERE " + range));
    }
    String condition = where.get().sql();
    int at = sql.lastIndexOf(condition);
    if (at < 0) {
      return Optional.empty();
    }
    String rest = sql.substring(at + condition.length());
    String bounded = sql.substring(0, at) + range + "\n      AND (" + condition + ")" + rest;
    return Optional.of(loop(table, column, bounded));
  }

  /** The condition that a statement has in {@link #loop}. */
  static String range(String column) {
    return column + " > done_up_to AND " + column + " <= batch_end";
  }

  /**
   * Runs a statement for one batch of rows after the other. Gaps in the key cost nothing, and what
   * has been done is said, so that a run which was stopped goes on there.
   *
   * @param column the key
   * @param statement with {@link #range} in its condition
   */
  static String loop(String table, String column, String statement) {
    return """
    DO $backfill$
    DECLARE
      done_up_to bigint;
      batch_end bigint;
    BEGIN
      SELECT min(%2$s) - 1 INTO done_up_to FROM %1$s;  -- to resume: the last number that it told
      LOOP
        SELECT max(%2$s) INTO batch_end
        FROM (SELECT %2$s FROM %1$s WHERE %2$s > done_up_to ORDER BY %2$s LIMIT %4$d) AS batch;
        EXIT WHEN batch_end IS NULL;
        %3$s;
        COMMIT;
        done_up_to := batch_end;
        RAISE NOTICE 'done up to %%', done_up_to;
        PERFORM pg_sleep(%5$s);  -- lets replicas and autovacuum keep up
      END LOOP;
    END
    $backfill$;"""
        .formatted(table, column, statement, SIZE, PAUSE);
  }
}
