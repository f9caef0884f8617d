package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.SqlQuery;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableStatistics;
import dev.pgreview.schema.View;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many rows a statement touches at most, by what its text and the sizes of tables say. */
final class RowEstimate {
  private static final int DEEPEST_VIEW = 8;
  private static final Pattern SERIES =
      Pattern.compile(
          "(?i)\\bgenerate_series\\s*\\(\\s*(-?[0-9]{1,15})\\s*,\\s*(-?[0-9]{1,15})\\s*\\)");
  private static final Pattern LAST_LIMIT =
      Pattern.compile(
          "(?is).*\\b(?:limit\\s+([0-9]{1,18})|fetch\\s+(?:first|next)\\s+([0-9]{1,18})\\s+rows?\\s+only)"
              + "(?:\\s+offset\\s+[0-9]+)?(?:\\s+for\\s[^()]*)?\\s*");

  /** The part before the statement proper, with its common table expressions. */
  private static final Pattern WITH_LIMIT =
      Pattern.compile(
          "(?is)\\s*with\\b.*?\\blimit\\s+([0-9]{1,18})\\s*(?:for\\s[^()]*)?\\)\\s*(?:update|delete)\\b.*");

  /** Longer statements are not searched for limits. */
  private static final int LONGEST = 20_000;

  private final Existing existing;

  RowEstimate(Existing existing) {
    this.existing = existing;
  }

  /**
   * Rows, and whether that hangs on an assumed size.
   *
   * @param rows 0 or more
   */
  record Rows(long rows, boolean assumed) {
    static final Rows ONE = new Rows(1, false);
  }

  /** Rows of a table that an UPDATE or DELETE changes. */
  Rows changed(
      AnalyzedStatement statement,
      QualifiedName target,
      Optional<SqlExpression> where,
      boolean looped) {
    TableStatistics size = existing.size(statement, target);
    OptionalLong limit =
        looped || where.isEmpty() ? OptionalLong.empty() : bound(statement, target, where.get());
    return bounded(new Rows(size.rows(), size.assumed()), limit);
  }

  private OptionalLong bound(
      AnalyzedStatement statement, QualifiedName target, SqlExpression where) {
    OptionalLong byKey = KeyCondition.mostRows(where.sql(), keys(statement.before(), target));
    String sql = statement.statement().sql();
    Matcher with = WITH_LIMIT.matcher(sql.length() > LONGEST ? "" : sql);
    return byKey.isEmpty() && with.matches()
        ? OptionalLong.of(Long.parseLong(with.group(1)))
        : byKey;
  }

  /** Rows that a query yields. */
  Rows of(AnalyzedStatement statement, SqlQuery query) {
    return of(statement, query, 0);
  }

  private Rows of(AnalyzedStatement statement, SqlQuery query, int depth) {
    if (query.valuesRows() > 0) {
      return new Rows(query.valuesRows(), false);
    }
    Rows largest = new Rows(Math.max(1, series(query.sql())), false);
    for (QualifiedName name : query.relations()) {
      Rows rows = of(statement, name, depth);
      largest = rows.rows() > largest.rows() ? rows : largest;
    }
    if (query.relations().size() == 1 && query.where().isPresent()) {
      largest =
          bounded(
              largest,
              KeyCondition.mostRows(
                  query.where().get().sql(),
                  keys(statement.before(), query.relations().getFirst())));
    }
    return query.limited() ? bounded(largest, limit(query.sql())) : largest;
  }

  private Rows of(AnalyzedStatement statement, QualifiedName name, int depth) {
    Optional<Relation> relation = statement.before().relation(name);
    if (relation.isPresent()
        && relation.get() instanceof View view
        && !view.materialized()
        && depth < DEEPEST_VIEW) {
      return of(statement, view.query(), depth + 1);
    }
    TableStatistics size = existing.size(statement, name);
    return new Rows(size.rows(), size.assumed());
  }

  /** The largest relation of several; empty when there is none. */
  Optional<Rows> largest(AnalyzedStatement statement, List<QualifiedName> relations) {
    return relations.stream()
        .map(name -> of(statement, name, 0))
        .max(java.util.Comparator.comparingLong(Rows::rows));
  }

  private static Rows bounded(Rows rows, OptionalLong limit) {
    return limit.isPresent() && limit.getAsLong() < rows.rows()
        ? new Rows(limit.getAsLong(), false)
        : rows;
  }

  private static OptionalLong limit(String sql) {
    Matcher limit = LAST_LIMIT.matcher(sql.length() > LONGEST ? "" : sql);
    if (!limit.matches()) {
      return OptionalLong.empty();
    }
    String count = limit.group(1) == null ? limit.group(2) : limit.group(1);
    return OptionalLong.of(Long.parseLong(count));
  }

  private static long series(String sql) {
    Matcher series = SERIES.matcher(sql);
    long rows = 0;
    while (series.find()) {
      long count = Long.parseLong(series.group(2)) - Long.parseLong(series.group(1)) + 1;
      rows = Math.max(rows, count);
    }
    return rows;
  }

  /** Of a table that nothing is known of its column {@code id}. */
  private static List<Set<String>> keys(Catalog catalog, QualifiedName name) {
    Optional<Table> table = catalog.table(name);
    if (table.isEmpty() || table.get().assumed()) {
      return List.of(Set.of("id"), Set.of("ctid"));
    }
    return KeyCondition.keys(table.get().constraints(), catalog.indexes(table.get()));
  }
}
