package dev.pgreview.review;

import dev.pgreview.lock.Observation;
import dev.pgreview.report.DryRunReport;
import java.util.List;
import java.util.Map;

/**
 * What the dry run saw.
 *
 * @param observations by statement index; a statement that was not reached has none
 * @param queries of the request's queries, in their order; empty when the change was not applied
 */
public record DryRunResult(
    DryRunReport report, Map<Integer, Observation> observations, List<QueryTrial> queries) {
  public DryRunResult {
    observations = Map.copyOf(observations);
    queries = List.copyOf(queries);
  }

  /** Without queries. */
  public DryRunResult(DryRunReport report, Map<Integer, Observation> observations) {
    this(report, observations, List.of());
  }
}
