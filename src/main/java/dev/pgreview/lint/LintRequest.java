package dev.pgreview.lint;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.lock.Observation;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.List;
import java.util.Map;

/**
 * What to lint.
 *
 * @param observations of the dry run, by statement index; empty without one
 * @param notices what the detection says of the files
 * @param brokenQueries that the dry run found
 */
public record LintRequest(
    ChangeAnalysis analysis,
    ReviewConfig config,
    Map<RelationName, TableStatistics> statistics,
    Map<Integer, Observation> observations,
    List<DetectionNotice> notices,
    List<BrokenQuery> brokenQueries) {
  public LintRequest {
    statistics = Map.copyOf(statistics);
    observations = Map.copyOf(observations);
    notices = List.copyOf(notices);
    brokenQueries = List.copyOf(brokenQueries);
  }
}
