package dev.pgreview.lint;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.Map;

/** What rules may ask: the analysed change, the configuration, sizes of tables. */
public final class RuleContext {
  private final ChangeAnalysis analysis;
  private final ReviewConfig config;
  private final Map<RelationName, TableStatistics> stats;

  public RuleContext(
      ChangeAnalysis analysis, ReviewConfig config, Map<RelationName, TableStatistics> stats) {
    this.analysis = analysis;
    this.config = config;
    this.stats = Map.copyOf(stats);
  }

  public ChangeAnalysis analysis() {
    return analysis;
  }

  public ReviewConfig config() {
    return config;
  }

  public PostgresVersion version() {
    return analysis.version();
  }

  /** A table's size: measured, or what configuration assumes. */
  public TableStatistics statistics(RelationName table) {
    TableStatistics known = stats.get(table);
    return known != null
        ? known
        : new TableStatistics(config.assume().rows(), 0, config.assume().writesPerSecond(), true);
  }
}
