package dev.pgreview.dryrun;

import dev.pgreview.migration.TransactionMode;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.PostgresVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the locks that a transaction's later statements take again.
 *
 * <p>pg_locks shows a lock once, however often the transaction takes it, so that a second {@code
 * ALTER TABLE} of the same table seems to take none. The change therefore runs once more in a copy
 * of the database, each statement in a transaction of its own, where its locks show whole; of these
 * count the relations that existed before the statement's real transaction. What runs there changes
 * no other result: a statement that does not work alone keeps the locks that were seen to be new.
 */
final class LocksAlone {
  private static final Pattern LOCAL = Pattern.compile("(?i)\\bset\\s+local\\b");
  private static final Pattern TEMPORARY =
      Pattern.compile("(?i)create\\s+(?:(?:global|local)\\s+)?temp(?:orary)?\\s+table\\b");
  private static final Pattern ON_COMMIT =
      Pattern.compile("(?i)\\bon\\s+commit\\s+(?:drop|delete\\s+rows)\\b");

  private final DryRunServer server;
  private final String copy;
  private final PostgresVersion version;
  private final AbsentExtensions absent;

  /**
   * Prepares it.
   *
   * @param copy a database as it was before the change
   */
  LocksAlone(DryRunServer server, String copy, PostgresVersion version, AbsentExtensions absent) {
    this.server = server;
    this.copy = copy;
    this.version = version;
    this.absent = absent;
  }

  /** Whether some transaction has two statements that may lock something. */
  static boolean mayBeNeeded(List<DryRunRequest.Script> scripts) {
    return scripts.stream()
        .flatMap(script -> script.sections().stream())
        .anyMatch(section -> locking(section) > 1 && mayBeOneTransaction(section));
  }

  private static long locking(DryRunRequest.Section section) {
    return section.statements().stream().filter(s -> !StatementText.isControl(s.sql())).count();
  }

  private static boolean mayBeOneTransaction(DryRunRequest.Section section) {
    return section.mode() != TransactionMode.AUTOCOMMIT
        || section.statements().stream().anyMatch(s -> StatementText.opensTransaction(s.sql()));
  }

  /** Completes the effects whose locks were hidden. */
  void complete(Map<Integer, TracedEffect> effects, List<DryRunRequest.Script> scripts)
      throws SQLException {
    int last =
        effects.entrySet().stream()
            .filter(effect -> effect.getValue().hidden())
            .mapToInt(Map.Entry::getKey)
            .max()
            .orElse(-1);
    try (Connection superuser = server.connectAsObserver(copy);
        MigrationSession session = new MigrationSession(server.connectAsMigrator(copy))) {
      StatementSender sender = new StatementSender(session, version, absent, server.cluster());
      LockTracer tracer =
          new LockTracer(
              session,
              superuser,
              sender,
              statement -> {
                sender.send(statement);
                return TracedEffect.none(java.time.Duration.ZERO);
              });
      for (DryRunRequest.Script script : scripts) {
        session.execute("RESET SESSION AUTHORIZATION");
        session.execute("RESET ALL");
        for (DryRunRequest.Section section : script.sections()) {
          for (DryRunRequest.Statement statement : section.statements()) {
            if (statement.index().orElse(-1) > last) {
              return;
            }
            run(statement, tracer, session, effects);
          }
        }
      }
    }
  }

  private static void run(
      DryRunRequest.Statement statement,
      LockTracer tracer,
      MigrationSession session,
      Map<Integer, TracedEffect> effects)
      throws SQLException {
    String sql = statement.sql();
    if (StatementText.controlsTransaction(sql)) {
      return;
    }
    try {
      TracedEffect alone = tracer.run(outlasting(statement));
      statement
          .index()
          .ifPresent(
              index ->
                  effects.computeIfPresent(
                      index, (_, seen) -> seen.hidden() ? seen.withLocksOf(alone) : seen));
    } catch (SQLException failure) {
      if (SqlErrors.isConnectionLost(failure)) {
        throw failure;
      }
      session.rollBackAfter(failure);
    }
  }

  /**
   * A setting for the rest of the transaction as one for the rest of the session, and a temporary
   * table that ends with the transaction as one that stays.
   */
  private static DryRunRequest.Statement outlasting(DryRunRequest.Statement statement) {
    String sql = statement.sql();
    Matcher local = LOCAL.matcher(sql);
    Matcher temporary = TEMPORARY.matcher(sql);
    String lasting = sql;
    if (local.lookingAt()) {
      lasting = local.replaceFirst("SET");
    } else if (temporary.lookingAt()) {
      lasting = ON_COMMIT.matcher(sql).replaceFirst("");
    }
    return new DryRunRequest.Statement(
        statement.index(), lasting, statement.line(), statement.copyData());
  }
}
