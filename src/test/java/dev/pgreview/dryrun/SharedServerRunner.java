package dev.pgreview.dryrun;

import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.DryRunReport.Status;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.review.DryRunResult;
import dev.pgreview.review.DryRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Dry runs on the servers that all tests share, with the tracer of production and a database for
 * each run: many times as fast as a server for each. One run at a time on each major, for the
 * tracer changes settings of the whole server. The last base of each major is kept.
 */
public final class SharedServerRunner implements DryRunner, AutoCloseable {
  private final Preparation preparation;
  private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();

  /** What is done to a database between the base and the change, as superuser. */
  @FunctionalInterface
  public interface Preparation {
    void prepare(Connection database) throws SQLException;
  }

  /** A database to which a base was applied. */
  private record Base(
      List<DryRunRequest.Script> scripts,
      List<String> extensions,
      ScratchDatabases.Scratch database) {
    boolean isFor(DryRunRequest request) {
      return scripts.equals(request.base()) && extensions.equals(request.extensions());
    }
  }

  /** What is kept of a major between two runs. */
  private static final class Lane {
    final EmbeddedServer server;
    final ScratchDatabases databases;
    @Nullable Base base;

    Lane(EmbeddedServer server) {
      this.server = server;
      try {
        this.databases = ScratchDatabases.on(server);
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }

    void close() throws SQLException {
      forget();
      databases.close();
    }

    void forget() throws SQLException {
      Base kept = base;
      base = null;
      if (kept != null) {
        kept.database().close();
      }
    }
  }

  public SharedServerRunner(Preparation preparation) {
    this.preparation = preparation;
  }

  @Override
  public DryRunResult run(DryRunRequest request) {
    TestPostgres shared = TestPostgres.major(request.version().major());
    synchronized (shared) {
      Lane lane =
          lanes.computeIfAbsent(request.version().major(), major -> new Lane(shared.server()));
      try {
        String template = base(request, lane).database().name();
        try (ScratchDatabases.Scratch copy = lane.databases.copyOf(template)) {
          return trace(request, run(request, lane.server, copy.name()));
        }
      } catch (MigrationFailure failure) {
        throw new IllegalStateException(failure.describe(), failure);
      } catch (SQLException | ServerUnavailableException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  private Base base(DryRunRequest request, Lane lane)
      throws SQLException, ServerUnavailableException, MigrationFailure {
    Base kept = lane.base;
    if (kept != null && kept.isFor(request)) {
      return kept;
    }
    lane.forget();
    ScratchDatabases.Scratch database = lane.databases.copyOf(ClusterTemplate.DATABASE);
    Base base = new Base(request.base(), request.extensions(), database);
    try {
      fill(base, run(request, lane.server, database.name()), lane.server);
      lane.base = base;
      return base;
    } catch (SQLException | ServerUnavailableException | MigrationFailure failure) {
      database.close();
      throw failure;
    }
  }

  private void fill(Base base, MigrationRun run, EmbeddedServer server)
      throws SQLException, ServerUnavailableException, MigrationFailure {
    if (!base.extensions().isEmpty()) {
      run.createExtensions();
    }
    run.applyBase(base.scripts());
    try (Connection superuser = server.connectAsSuperuser(base.database().name())) {
      preparation.prepare(superuser);
    }
  }

  private static MigrationRun run(DryRunRequest request, EmbeddedServer server, String database) {
    return new MigrationRun(
        server, database, request.version(), request.extensions(), request.progress());
  }

  private static DryRunResult trace(DryRunRequest request, MigrationRun run) throws SQLException {
    try {
      run.trace(request.changed());
      return result(Status.APPLIED, request, run, null, null);
    } catch (MigrationFailure failure) {
      Optional<String> beyond =
          ServerLimits.explain(failure, request.extensions(), AbsentExtensions.NONE);
      return beyond.isPresent()
          ? result(Status.SKIPPED, request, run, null, beyond.get())
          : result(Status.FAILED, request, run, failure.describe(), null);
    }
  }

  private static DryRunResult result(
      Status status,
      DryRunRequest request,
      MigrationRun run,
      @Nullable String error,
      @Nullable String skippedBecause) {
    DryRunReport report =
        new DryRunReport(
            status,
            "embedded",
            String.valueOf(request.version().major()),
            request.base().size(),
            false,
            Duration.ZERO,
            error,
            skippedBecause,
            run.notes());
    return new DryRunResult(report, run.observations());
  }

  @Override
  public void close() throws SQLException {
    for (Lane lane : lanes.values()) {
      lane.close();
    }
    lanes.clear();
  }
}
