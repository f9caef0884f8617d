package dev.pgreview.review;

import dev.pgreview.lock.Observation;
import dev.pgreview.report.DryRunReport;
import java.util.Map;

/**
 * What the dry run saw.
 *
 * @param observations by statement index; a statement that was not reached has none
 */
public record DryRunResult(DryRunReport report, Map<Integer, Observation> observations) {
  public DryRunResult {
    observations = Map.copyOf(observations);
  }
}
