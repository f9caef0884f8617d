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
 * An UPDATE or DELETE of a whole table as a loop over ranges of its key, a transaction each. It may
 * be stopped at any time; it goes on where its first bound is set to.
 */
final class Batches {
  static final int SIZE = 5_000;
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
    String range = column + " > low AND " + column + " <= low + " + SIZE;
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

  /** Runs a statement for each range of a key; in the statement the range begins above low. */
  static String loop(String table, String column, String statement) {
    return """
    DO $backfill$
    DECLARE
      low bigint;
      highest bigint;
    BEGIN
      SELECT min(%2$s) - 1, max(%2$s) INTO low, highest FROM %1$s;  -- to resume, set low by hand
      WHILE low < highest LOOP
        %3$s;
        low := low + %4$d;
        COMMIT;
        PERFORM pg_sleep(0.1);  -- lets replicas and autovacuum keep up
      END LOOP;
    END
    $backfill$;"""
        .formatted(table, column, statement, SIZE);
  }
}
