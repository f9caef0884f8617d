package dev.pgreview.dryrun;

import dev.pgreview.lock.Observation;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.PostgresVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Applies migrations to a server: the base fast, the change under the tracer. */
final class MigrationRun {
  private final DryRunServer server;
  private final String database;
  private final PostgresVersion version;
  private final List<String> extensions;
  private final Consumer<String> progress;
  private final List<String> notes = new ArrayList<>();
  private final Map<Integer, Observation> observations = new TreeMap<>();
  private AbsentExtensions absent = AbsentExtensions.NONE;

  /**
   * Prepares a run; nothing is sent yet.
   *
   * @param database in which the migrations run; a copy of it may be made beside it, see {@link
   *     #alone()}
   */
  MigrationRun(
      DryRunServer server,
      String database,
      PostgresVersion version,
      List<String> extensions,
      Consumer<String> progress) {
    this.server = server;
    this.database = database;
    this.version = version;
    this.extensions = extensions;
    this.progress = progress;
  }

  /**
   * A second database in which statements run each in a transaction alone; see {@link LocksAlone}.
   */
  String alone() {
    return database + "_alone";
  }

  List<String> notes() {
    return notes;
  }

  /** By index; also of the statements before a failure, and of the one that failed. */
  Map<Integer, Observation> observations() {
    return observations;
  }

  /**
   * Takes back that a statement failed: the server was at fault, and it would count as an error.
   */
  void forget(MigrationFailure failure) {
    DryRunRequest.Statement failed = failure.statement();
    if (failed != null) {
      failed.index().ifPresent(observations::remove);
    }
  }

  /** Makes the extensions that the operator allows; see {@link ExtensionsBeforehand}. */
  void createExtensions() throws SQLException, ServerUnavailableException {
    try (Connection superuser = server.connectAsSuperuser(database)) {
      ExtensionsBeforehand.make(extensions, server, superuser);
    }
  }

  /** Leaves out the extensions that the scripts make and the server does not have. */
  void leaveOutAbsent(List<DryRunRequest.Script> scripts) throws SQLException {
    try (Connection observer = server.connectAsObserver(database)) {
      absent = AbsentExtensions.of(scripts, observer);
      notes.addAll(absent.notes());
    }
  }

  AbsentExtensions absent() {
    return absent;
  }

  /** Applies deployed migrations. */
  void applyBase(List<DryRunRequest.Script> scripts) throws SQLException, MigrationFailure {
    try (Connection superuser = server.connectAsObserver(database);
        MigrationSession session = session(database)) {
      StatementSender sender = new StatementSender(session, version, absent, server.cluster());
      Repairs repairs = new Repairs(superuser, server.cluster());
      ScriptRunner runner = new ScriptRunner(session, repairs, sender::send);
      for (DryRunRequest.Script script : scripts) {
        runner.run(script);
      }
      notes.addAll(repairs.assumptions());
    }
  }

  /** Applies the change and observes each of its statements. */
  void trace(List<DryRunRequest.Script> scripts) throws SQLException, MigrationFailure {
    boolean copied = LocksAlone.mayBeNeeded(scripts) && copyDatabase();
    Map<Integer, TracedEffect> effects = new TreeMap<>();
    try {
      traceInto(effects, scripts);
      completeLocks(copied, effects, scripts);
    } catch (MigrationFailure failure) {
      completeLocks(copied, effects, scripts, failure);
      throw failure;
    } finally {
      effects.forEach(
          (index, effect) -> observations.putIfAbsent(index, effect.observation(Optional.empty())));
    }
  }

  private void completeLocks(
      boolean copied, Map<Integer, TracedEffect> effects, List<DryRunRequest.Script> scripts)
      throws SQLException {
    if (copied && effects.values().stream().anyMatch(TracedEffect::hidden)) {
      progress.accept("reading locks that a transaction took twice");
      new LocksAlone(server, alone(), version, absent).complete(effects, scripts);
    }
  }

  /** What came before the failure took its locks twice too. */
  private void completeLocks(
      boolean copied,
      Map<Integer, TracedEffect> effects,
      List<DryRunRequest.Script> scripts,
      MigrationFailure failure) {
    DryRunRequest.Statement failed = failure.statement();
    if (failed != null && failed.index().isPresent()) {
      observations.put(
          failed.index().getAsInt(),
          TracedEffect.none(Duration.ZERO).observation(Optional.of(failure.error())));
    }
    if (SqlErrors.isConnectionLost(failure.failure())) {
      return;
    }
    try {
      completeLocks(copied, effects, scripts);
    } catch (SQLException lost) {
      failure.addSuppressed(lost);
    }
  }

  private void traceInto(Map<Integer, TracedEffect> effects, List<DryRunRequest.Script> scripts)
      throws SQLException, MigrationFailure {
    try (Connection superuser = server.connectAsObserver(database);
        MigrationSession session = session(database)) {
      StatementSender sender = new StatementSender(session, version, absent, server.cluster());
      Optional<UnwatchedExecution> unwatched =
          server.cluster().isOurs()
              ? Optional.empty()
              : Optional.of(new UnwatchedExecution(sender));
      LockTracer tracer =
          new LockTracer(
              session,
              superuser,
              sender,
              unwatched.isPresent()
                  ? unwatched.get()
                  : new WatchedExecution(session, superuser, sender, version));
      Repairs repairs = new Repairs(superuser, server.cluster());
      ScriptRunner runner =
          new ScriptRunner(
              session,
              repairs,
              statement -> {
                TracedEffect effect = tracer.run(statement);
                statement.index().ifPresent(index -> effects.put(index, effect));
                unwatched.ifPresent(seen -> effects.keySet().removeAll(seen.indexes()));
              });
      try {
        for (DryRunRequest.Script script : scripts) {
          run(script, runner);
        }
      } catch (MigrationFailure failure) {
        if (!SqlErrors.isConnectionLost(failure.failure())) {
          notes.addAll(invalidIndexes(superuser));
        }
        throw failure;
      }
      notes.addAll(repairs.assumptions());
      unwatched.ifPresent(seen -> notes.addAll(seen.notes()));
      notes.addAll(invalidIndexes(superuser));
    }
  }

  private void run(DryRunRequest.Script script, ScriptRunner runner) throws MigrationFailure {
    progress.accept(script.path());
    if (runner.run(script)) {
      notes.add(script.path() + " leaves a transaction open; what it did in it is rolled back.");
    }
  }

  /** Indexes that a concurrent build left behind half done: they cost writes and serve no query. */
  private static List<String> invalidIndexes(Connection superuser) throws SQLException {
    String sql =
        "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)"
            + " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE NOT i.indisvalid AND c.relkind = 'i' ORDER BY 1";
    List<String> sentences = new ArrayList<>();
    try (Statement statement = superuser.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        sentences.add("The index " + rows.getString(1) + " is left invalid.");
      }
    }
    return sentences;
  }

  /** Before anybody works in it: a database in use cannot be copied. */
  private boolean copyDatabase() throws SQLException {
    try (Connection superuser = server.connectAsObserver(server.otherDatabase());
        Statement statement = superuser.createStatement()) {
      statement.execute(
          "CREATE DATABASE "
              + Identifiers.quote(alone())
              + " TEMPLATE "
              + Identifiers.quote(database)
              + " OWNER "
              + server.cluster().migrator()
              // Quick on a memory file system; a server that others use would write all it has.
              + (version.atLeast(15) && server.cluster().isOurs() ? " STRATEGY file_copy" : ""));
      return true;
    }
  }

  private MigrationSession session(String database) throws SQLException {
    return new MigrationSession(server.connectAsMigrator(database));
  }
}
