package dev.pgreview.dryrun;

import dev.pgreview.lock.Observation;
import dev.pgreview.review.DryRunResult;
import java.util.Objects;
import java.util.stream.Collectors;

/** The runner that tests share, and observations in one line. */
final class DryRuns {
  private static final ServerDryRunner RUNNER = new ServerDryRunner(EmbeddedServers::open);

  private DryRuns() {}

  /** One of one's own. */
  static ServerDryRunner runner() {
    return new ServerDryRunner(EmbeddedServers::open);
  }

  static DryRunResult run(Requests requests) {
    return RUNNER.run(requests.request());
  }

  static Observation observation(DryRunResult result, int statement) {
    return Objects.requireNonNull(result.observations().get(statement), "not reached");
  }

  /** Locks, then rewrites, then scans: {@code public.t=SHARE rewrite public.t scan public.t}. */
  static String effect(DryRunResult result, int statement) {
    Observation observation = result.observations().get(statement);
    if (observation == null) {
      return "not reached";
    }
    String locks =
        observation.locks().stream()
            .map(lock -> lock.relation() + "=" + lock.mode().sql())
            .collect(Collectors.joining(" "));
    String rewrites =
        observation.rewrites().isEmpty() ? "" : " rewrite " + join(observation.rewrites());
    String scans = observation.scans().isEmpty() ? "" : " scan " + join(observation.scans());
    String text = (locks + rewrites + scans).strip();
    return text.isEmpty() ? "nothing" : text;
  }

  private static String join(Iterable<?> relations) {
    StringBuilder text = new StringBuilder();
    relations.forEach(relation -> text.append(text.isEmpty() ? "" : ",").append(relation));
    return text.toString();
  }
}
