package dev.pgreview.dryrun;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.review.DryRunResult;
import dev.pgreview.review.DryRunner;
import dev.pgreview.schema.PostgresVersion;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Dry runs, each on a server of its own. Servers are looked for when the first is wanted, and again
 * as long as there are none.
 */
public final class ServerDryRunner implements DryRunner, AutoCloseable {
  private final DryRunServers.Source source;
  private @Nullable DryRunServers servers;

  public ServerDryRunner(DryRunServers.Source source) {
    this.source = source;
  }

  @Override
  public void prepare(PostgresVersion version) {
    try {
      servers().prepare(version);
    } catch (ServerUnavailableException unavailable) {
      // The run that follows says so.
      return;
    }
  }

  @Override
  public DryRunResult run(DryRunRequest request) {
    try {
      return run(new DryRun(servers(), request));
    } catch (ServerUnavailableException unavailable) {
      return skipped(String.valueOf(unavailable.getMessage()));
    }
  }

  private static DryRunResult run(DryRun run) {
    FutureTask<DryRunResult> task = new FutureTask<>(run::run);
    // JDBC cannot be interrupted; whoever waits here can.
    Thread.ofPlatform().daemon().name("pgreview-dry-run").start(task);
    try {
      return task.get();
    } catch (InterruptedException interrupted) {
      run.stop();
      Thread.currentThread().interrupt();
      return skipped("it was interrupted");
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  /** The result of a dry run that was not done. */
  public static DryRunResult skipped(String because) {
    return new DryRunResult(DryRunReport.skipped(because), Map.of());
  }

  private synchronized DryRunServers servers() throws ServerUnavailableException {
    if (servers == null) {
      servers = source.open();
    }
    return servers;
  }

  /** Stops what {@link #prepare} started, if no run took it. */
  @Override
  public synchronized void close() {
    if (servers != null) {
      servers.close();
    }
  }
}
