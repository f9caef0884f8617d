package dev.pgreview.dryrun;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.DryRunReport.Status;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.review.DryRunResult;
import dev.pgreview.review.QueryTrial;
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
  private final DryRunServers servers;
  private final DryRunRequest request;
  private final List<String> keys;
  private final long start = System.nanoTime();
  private final List<String> notes = new ArrayList<>();
  private final List<QueryTrial> trials = new ArrayList<>();
  private volatile boolean stopped;
  private volatile @Nullable DryRunServer server;
  private @Nullable MigrationRun migrations;
  private @Nullable String kind;
  private @Nullable String serverVersion;
  private boolean fromCache;

  /** How many files of the base the server starts with. */
  private int basePart;

  DryRun(DryRunServers servers, DryRunRequest request) {
    this.servers = servers;
    this.request = request;
    this.keys = BaseKeys.of(request);
  }

  DryRunResult run() {
    try {
      return run(startServer());
    } catch (ServerUnavailableException unavailable) {
      return result(Status.SKIPPED, null, unavailable.getMessage());
    }
  }

  /** Ends it soon, from any thread. */
  void stop() {
    stopped = true;
    DryRunServer running = server;
    if (running != null) {
      running.kill();
    }
  }

  private DryRunResult run(DryRunServers.Ready ready) throws ServerUnavailableException {
    try (DryRunServer started = ready.server()) {
      server = started;
      if (stopped) {
        return result(Status.SKIPPED, null, "it was interrupted");
      }
      Duration left =
          request.timeout().plus(started.waited()).minusNanos(System.nanoTime() - start);
      try (RunLimits limits = new RunLimits(left, started.roomLimit(), started::kill)) {
        return run(ready, limits);
      } catch (IOException noFileSystem) {
        return result(Status.SKIPPED, null, serverFailed(started, noFileSystem));
      }
    }
  }

  private DryRunResult run(DryRunServers.Ready ready, RunLimits limits)
      throws ServerUnavailableException {
    DryRunServer running = ready.server();
    try {
      serverVersion = running.reportedVersion();
      MigrationRun run =
          new MigrationRun(
              running,
              running.database(),
              request.version(),
              request.extensions(),
              request.progress());
      migrations = run;
      run.leaveOutAbsent(all());
      applyBase(ready, run);
      QueryTrials queries = new QueryTrials(running, ClusterTemplate.DATABASE, request.queries());
      queries.beforeChange();
      request.progress().accept("applying the change");
      run.trace(request.changed());
      queries.afterChange();
      trials.addAll(queries.trials());
      queries.note().ifPresent(notes::add);
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

  private List<DryRunRequest.Script> all() {
    List<DryRunRequest.Script> scripts = new ArrayList<>(request.base());
    scripts.addAll(request.changed());
    return scripts;
  }

  private DryRunServers.Ready startServer() throws ServerUnavailableException {
    request.progress().accept("starting PostgreSQL " + request.version().major());
    DryRunServers.Ready ready = servers.start(request, keys);
    notes.addAll(ready.notes());
    basePart = ready.baseFiles();
    fromCache = basePart > 0 && basePart == request.base().size();
    kind = ready.server().kind();
    return ready;
  }

  private void applyBase(DryRunServers.Ready ready, MigrationRun run)
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
    ready.keeper().keep(keys.getLast(), allNotes());
  }

  private List<String> allNotes() {
    List<String> all = new ArrayList<>(notes);
    if (migrations != null) {
      migrations.notes().stream().filter(note -> !all.contains(note)).forEach(all::add);
    }
    return all;
  }

  private DryRunResult failed(MigrationFailure failure, DryRunServer running) {
    Optional<String> serversFault = serversFault(failure, running);
    if (serversFault.isPresent()) {
      if (migrations != null) {
        migrations.forget(failure);
      }
      return result(Status.SKIPPED, null, serversFault.get());
    }
    boolean deployed = request.base().contains(failure.script());
    String suffix = deployed ? " (a deployed migration; the change was not tried)" : "";
    return result(Status.FAILED, failure.describe() + suffix, null);
  }

  /** Why a failure says nothing about the migration; empty when it does. */
  private Optional<String> serversFault(MigrationFailure failure, DryRunServer running) {
    if (SqlErrors.isConnectionLost(failure.failure())) {
      return Optional.of(failure.place() + ": " + serverFailed(running, failure.failure()));
    }
    if (SqlErrors.state(failure.failure()).equals(SqlErrors.DISK_FULL)) {
      return Optional.of(failure.place() + ": " + running.noSpace());
    }
    return ServerLimits.explain(failure, request.extensions(), absent())
        .or(() -> ServerLimits.explainOn(running.cluster(), failure));
  }

  private AbsentExtensions absent() {
    return migrations == null ? AbsentExtensions.NONE : migrations.absent();
  }

  private String serverFailed(DryRunServer running, Exception failure) {
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
                  + (server == null ? "" : " in " + server.dataPlace()));
      case NONE -> throw new IllegalStateException("nothing stopped it");
    };
  }

  private DryRunResult result(
      Status status, @Nullable String error, @Nullable String skippedBecause) {
    boolean ran = serverVersion != null;
    DryRunReport report =
        new DryRunReport(
            status,
            ran ? kind : null,
            serverVersion,
            request.base().size(),
            fromCache,
            Duration.ofNanos(System.nanoTime() - start),
            error,
            skippedBecause,
            allNotes());
    return new DryRunResult(
        report, migrations == null ? Map.of() : migrations.observations(), trials);
  }
}
