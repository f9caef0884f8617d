package dev.pgreview.dryrun;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.DryRunReport.Status;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.review.DryRunResult;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One dry run, from the server's start to its end. */
final class DryRun {
  private final EmbeddedPostgres postgres;
  private final WarmServer warm;
  private final DryRunRequest request;
  private final List<String> keys;
  private final long start = System.nanoTime();
  private final List<String> notes = new ArrayList<>();
  private volatile boolean stopped;
  private volatile @Nullable EmbeddedServer server;
  private @Nullable MigrationRun migrations;
  private @Nullable String serverVersion;
  private boolean fromCache;

  /** How many files of the base the server starts with. */
  private int basePart;

  DryRun(EmbeddedPostgres postgres, WarmServer warm, DryRunRequest request) {
    this.postgres = postgres;
    this.warm = warm;
    this.request = request;
    this.keys = BaseKeys.of(request);
  }

  DryRunResult run() {
    try (EmbeddedServer started = startServer()) {
      server = started;
      if (stopped) {
        return result(Status.SKIPPED, null, "it was interrupted");
      }
      return run(started);
    } catch (ServerUnavailableException unavailable) {
      return result(Status.SKIPPED, null, unavailable.getMessage());
    }
  }

  /** Ends it soon, from any thread. */
  void stop() {
    stopped = true;
    EmbeddedServer running = server;
    if (running != null) {
      running.kill();
    }
  }

  private DryRunResult run(EmbeddedServer running) throws ServerUnavailableException {
    Duration left = request.timeout().minusNanos(System.nanoTime() - start);
    try (RunLimits limits =
        new RunLimits(left, running.data(), postgres.mostBytes(), running::kill)) {
      try {
        serverVersion = running.reportedVersion();
        MigrationRun run =
            new MigrationRun(
                running,
                ClusterTemplate.DATABASE,
                request.version(),
                request.extensions(),
                request.progress());
        migrations = run;
        run.leaveOutAbsent(all());
        applyBase(running, run);
        request.progress().accept("applying the change");
        run.trace(request.changed());
        return result(Status.APPLIED, null, null);
      } catch (MigrationFailure failure) {
        return limits.reason() == RunLimits.Stop.NONE
            ? failed(failure, running)
            : stoppedBy(limits.reason(), failure.place());
      } catch (SQLException | IOException failure) {
        return limits.reason() == RunLimits.Stop.NONE
            ? result(Status.SKIPPED, null, serverFailed(running, failure))
            : stoppedBy(limits.reason(), "setting up");
      }
    }
  }

  private List<DryRunRequest.Script> all() {
    List<DryRunRequest.Script> scripts = new ArrayList<>(request.base());
    scripts.addAll(request.changed());
    return scripts;
  }

  private EmbeddedServer startServer() throws ServerUnavailableException {
    request.progress().accept("starting PostgreSQL " + request.version().major());
    Optional<BaseTemplates.Found> found = postgres.base(request.version(), keys);
    found.ifPresent(base -> notes.addAll(base.notes()));
    int files = found.map(BaseTemplates.Found::files).orElse(0);
    fromCache = files > 0 && files == request.base().size();
    basePart = files;
    String key = files == 0 ? "" : keys.get(files - 1);
    Optional<EmbeddedServer> ready = warm.take(request.version(), key);
    return ready.isPresent()
        ? ready.get()
        : postgres.start(request.version(), found.map(BaseTemplates.Found::template));
  }

  private void applyBase(EmbeddedServer running, MigrationRun run)
      throws SQLException, IOException, MigrationFailure, ServerUnavailableException {
    if (basePart == 0 && !request.extensions().isEmpty()) {
      run.createExtensions();
    }
    int all = request.base().size();
    if (basePart == all) {
      return;
    }
    request.progress().accept("applying " + (all - basePart) + " deployed migrations");
    run.applyBase(request.base().subList(basePart, all));
    postgres.keepBase(running, keys.getLast(), allNotes());
  }

  private List<String> allNotes() {
    List<String> all = new ArrayList<>(notes);
    if (migrations != null) {
      migrations.notes().stream().filter(note -> !all.contains(note)).forEach(all::add);
    }
    return all;
  }

  private DryRunResult failed(MigrationFailure failure, EmbeddedServer running) {
    if (SqlErrors.isConnectionLost(failure.failure())) {
      return result(
          Status.SKIPPED, null, failure.place() + ": " + serverFailed(running, failure.failure()));
    }
    if (SqlErrors.state(failure.failure()).equals(SqlErrors.DISK_FULL)) {
      return result(
          Status.SKIPPED, null, failure.place() + ": " + ServerLog.noSpace(running.data()));
    }
    Optional<String> beyond = ServerLimits.explain(failure, request.extensions(), absent());
    if (beyond.isPresent()) {
      return result(Status.SKIPPED, null, beyond.get());
    }
    boolean deployed = request.base().contains(failure.script());
    String suffix = deployed ? " (a deployed migration; the change was not tried)" : "";
    return result(Status.FAILED, failure.describe() + suffix, null);
  }

  private AbsentExtensions absent() {
    return migrations == null ? AbsentExtensions.NONE : migrations.absent();
  }

  private String serverFailed(EmbeddedServer running, Exception failure) {
    if (stopped) {
      return "it was interrupted";
    }
    return SqlErrors.tooMuch(failure)
        .map(tooMuch -> String.valueOf(tooMuch.getMessage()))
        .orElseGet(
            () -> "the server ended: " + running.lastWords() + " (" + failure.getMessage() + ")");
  }

  private DryRunResult stoppedBy(RunLimits.Stop reason, String place) {
    return switch (reason) {
      case TIME ->
          result(
              Status.TIMED_OUT,
              place + ": not done after " + request.timeout().toSeconds() + " s (dry_run.timeout)",
              null);
      case ROOM ->
          result(
              Status.SKIPPED,
              null,
              place
                  + ": the data took more room than a dry run may take"
                  + (server == null ? "" : " in " + server.data()));
      case NONE -> throw new IllegalStateException("nothing stopped it");
    };
  }

  private DryRunResult result(
      Status status, @Nullable String error, @Nullable String skippedBecause) {
    boolean ran = serverVersion != null;
    DryRunReport report =
        new DryRunReport(
            status,
            ran ? "embedded" : null,
            serverVersion,
            request.base().size(),
            fromCache,
            Duration.ofNanos(System.nanoTime() - start),
            error,
            skippedBecause,
            allNotes());
    return new DryRunResult(report, migrations == null ? Map.of() : migrations.observations());
  }
}
