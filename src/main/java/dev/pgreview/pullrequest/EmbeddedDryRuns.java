package dev.pgreview.pullrequest;

import dev.pgreview.dryrun.EmbeddedDryRunner;
import dev.pgreview.dryrun.EmbeddedPostgres;
import dev.pgreview.dryrun.ServerUnavailableException;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.review.DryRunResult;
import dev.pgreview.review.DryRunner;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dry runs on a server of this machine, for changes that do not come from forks. */
public final class EmbeddedDryRuns implements DryRunPolicy, AutoCloseable {
  private @Nullable EmbeddedDryRunner runner;

  @Override
  public DryRunner runner(boolean untrusted) {
    return untrusted
        ? skipping("changes from forks are run in a container only, and none can be had here")
        : this::run;
  }

  /** A runner that runs nothing. */
  static DryRunner skipping(String because) {
    return request -> new DryRunResult(DryRunReport.skipped(because), Map.of());
  }

  private DryRunResult run(DryRunRequest request) {
    try {
      return embedded().run(request);
    } catch (ServerUnavailableException unavailable) {
      return new DryRunResult(
          DryRunReport.skipped(String.valueOf(unavailable.getMessage())), Map.of());
    }
  }

  private synchronized EmbeddedDryRunner embedded() throws ServerUnavailableException {
    if (runner == null) {
      runner = new EmbeddedDryRunner(EmbeddedPostgres.standard());
    }
    return runner;
  }

  @Override
  public synchronized void close() {
    if (runner != null) {
      runner.close();
    }
  }
}
