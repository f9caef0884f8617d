package dev.pgreview.lint;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.DurationEstimate;
import dev.pgreview.lock.LockMode;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in words what a statement does to others. */
public final class Impact {
  private Impact() {}

  /** What a lock keeps from running. */
  public static String blocked(LockMode mode) {
    if (mode.blocksReads()) {
      return "all reads and writes";
    }
    return mode.blocksWrites() ? "all writes" : "other schema changes and autovacuum";
  }

  /** {@code "12,000,000 rows"}, or what is assumed. */
  public static String rows(TableStatistics statistics) {
    String count = String.format(Locale.ROOT, "%,d rows", statistics.rows());
    return statistics.assumed() ? "an assumed " + count : count;
  }

  /** {@code ": about 41 s for 12,000,000 rows"}; empty when nothing is estimated. */
  public static String duration(AnalyzedStatement statement) {
    return statement.estimate().map(estimate -> ": " + duration(estimate)).orElse("");
  }

  private static String duration(DurationEstimate estimate) {
    String range = time(estimate.low()) + " to " + time(estimate.high());
    String rows = String.format(Locale.ROOT, "%,d rows", estimate.rows());
    return switch (estimate.basis()) {
      case STATS -> "about " + time(estimate.seconds()) + " (" + range + ") for " + rows;
      case ASSUMED -> "about " + time(estimate.seconds()) + " (" + range + ") if there are " + rows;
      case CHANGE ->
          "about " + time(estimate.seconds()) + " (" + range + ") for the " + rows + " put there";
    };
  }

  /** A duration in the unit that people would say it in. */
  public static String time(double seconds) {
    if (seconds < 1) {
      return String.format(Locale.ROOT, "%.0f ms", Math.max(1, seconds * 1000));
    }
    if (seconds < 120) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    return seconds < 7200
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  /** A relation as people say it: without the schema {@code public}. */
  public static String name(RelationName relation) {
    return relation.schema().equals("public") ? Identifiers.quote(relation.name()) : relation.sql();
  }

  /** {@code "a, b and c"}. */
  public static String list(Collection<String> items) {
    if (items.size() < 2) {
      return String.join("", items);
    }
    String first = items.stream().limit(items.size() - 1L).collect(Collectors.joining(", "));
    return first + " and " + items.stream().skip(items.size() - 1L).findFirst().orElseThrow();
  }

  /** Column names, quoted where needed, with commas. */
  public static String columns(Collection<String> names) {
    return names.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
  }
}
