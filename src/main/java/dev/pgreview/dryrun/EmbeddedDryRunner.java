package dev.pgreview.dryrun;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.review.DryRunResult;
import dev.pgreview.review.DryRunner;
import dev.pgreview.schema.PostgresVersion;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Dry runs on servers that are started from PostgreSQL's binaries on this machine. */
public final class EmbeddedDryRunner implements DryRunner, AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final WarmServer warm;

  public EmbeddedDryRunner(EmbeddedPostgres postgres) {
    this.postgres = postgres;
    this.warm = new WarmServer(postgres);
  }

  @Override
  public void prepare(PostgresVersion version) {
    warm.start(version);
  }

  @Override
  public DryRunResult run(DryRunRequest request) {
    DryRun run = new DryRun(postgres, warm, request);
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

  private static DryRunResult skipped(String because) {
    return new DryRunResult(DryRunReport.skipped(because), java.util.Map.of());
  }

  /** Stops the server that {@link #prepare} started, if no run took it. */
  @Override
  public void close() {
    warm.close();
  }
}
