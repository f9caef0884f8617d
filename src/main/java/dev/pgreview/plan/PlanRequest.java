package dev.pgreview.plan;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.lock.Observation;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SqlProblem;
import dev.pgreview.schema.TableStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the plan gate judges by.
 *
 * @param stats sizes in production by relation
 * @param files where a plan may be among
 * @param observations of the dry run, by statement index; empty without one
 * @param dryRunSkipped why no dry run could be had; empty when there was one, or none was asked for
 * @param grammar what is wrong with a piece of SQL; no problems for SQL that parses
 */
public record PlanRequest(
    ChangeAnalysis analysis,
    ReviewConfig config,
    Map<RelationName, TableStatistics> stats,
    List<SourceFile> files,
    Map<Integer, Observation> observations,
    Optional<String> dryRunSkipped,
    Function<String, List<SqlProblem>> grammar) {
  public PlanRequest {
    stats = Map.copyOf(stats);
    files = List.copyOf(files);
    observations = Map.copyOf(observations);
  }

  /** Without a dry run that anybody asked for; SQL in the plan is not parsed. */
  public static PlanRequest of(
      ChangeAnalysis analysis,
      ReviewConfig config,
      Map<RelationName, TableStatistics> stats,
      List<SourceFile> files) {
    return new PlanRequest(
        analysis, config, stats, files, Map.of(), Optional.empty(), sql -> List.of());
  }

  public PlanRequest withObservations(Map<Integer, Observation> seen) {
    return new PlanRequest(analysis, config, stats, files, seen, dryRunSkipped, grammar);
  }

  public PlanRequest withDryRunSkipped(String because) {
    return new PlanRequest(
        analysis, config, stats, files, observations, Optional.of(because), grammar);
  }

  public PlanRequest withGrammar(Function<String, List<SqlProblem>> parser) {
    return new PlanRequest(analysis, config, stats, files, observations, dryRunSkipped, parser);
  }
}
