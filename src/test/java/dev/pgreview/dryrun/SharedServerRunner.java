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
  private final Map<Integer, Base> bases = new ConcurrentHashMap<>();

  /** What is done to a database between the base and the change, as superuser. */
  @FunctionalInterface
  public interface Preparation {
    void prepare(Connection database) throws SQLException;
  }

  /** A database to which a base was applied. */
  private record Base(
      List<DryRunRequest.Script> scripts, List<String> extensions, ScratchDatabase database) {
    boolean isFor(DryRunRequest request) {
      return scripts.equals(request.base()) && extensions.equals(request.extensions());
    }
  }

  public SharedServerRunner(Preparation preparation) {
    this.preparation = preparation;
  }

  @Override
  public DryRunResult run(DryRunRequest request) {
    TestPostgres server = TestPostgres.major(request.version().major());
    synchronized (server) {
      try {
        String template = base(request, server.server()).database().name();
        try (ScratchDatabase copy = ScratchDatabase.copyOf(template, server.server())) {
          return trace(request, run(request, server.server(), copy.name()));
        }
      } catch (MigrationFailure failure) {
        throw new IllegalStateException(failure.describe(), failure);
      } catch (SQLException | ServerUnavailableException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  private Base base(DryRunRequest request, EmbeddedServer server)
      throws SQLException, ServerUnavailableException, MigrationFailure {
    int major = request.version().major();
    Base kept = bases.get(major);
    if (kept != null && kept.isFor(request)) {
      return kept;
    }
    if (kept != null) {
      bases.remove(major);
      kept.database().close();
    }
    ScratchDatabase database = ScratchDatabase.copyOf(ClusterTemplate.DATABASE, server);
    Base base = new Base(request.base(), request.extensions(), database);
    bases.put(major, base);
    try {
      fill(base, run(request, server, database.name()), server);
      return base;
    } catch (SQLException | ServerUnavailableException | MigrationFailure failure) {
      bases.remove(major);
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
      Optional<String> beyond = ServerLimits.explain(failure);
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
    for (Base base : bases.values()) {
      base.database().close();
    }
    bases.clear();
  }
}
