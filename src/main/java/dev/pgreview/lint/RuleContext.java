package dev.pgreview.lint;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.lock.Observation;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.Map;
import java.util.Optional;

/** What rules may ask: the analysed change, the configuration, sizes of tables. */
public final class RuleContext {
  private final ChangeAnalysis analysis;
  private final ReviewConfig config;
  private final Map<RelationName, TableStatistics> stats;
  private final Map<Integer, Observation> observations;

  /**
   * @param observations of a dry run, by statement index; empty without one
   */
  public RuleContext(
      ChangeAnalysis analysis,
      ReviewConfig config,
      Map<RelationName, TableStatistics> stats,
      Map<Integer, Observation> observations) {
    this.analysis = analysis;
    this.config = config;
    this.stats = Map.copyOf(stats);
    this.observations = Map.copyOf(observations);
  }

  /** What the dry run saw of a statement; empty without one, or when it was not reached. */
  public Optional<Observation> observation(AnalyzedStatement statement) {
    return Optional.ofNullable(observations.get(statement.index()));
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
