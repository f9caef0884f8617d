package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.PostgresVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs a statement that commits by itself ({@code CREATE INDEX CONCURRENTLY}, {@code VACUUM}) and
 * watches from a second session which locks it holds or waits for.
 *
 * <p>On small tables such locks last for less than a millisecond. So that none is missed, commits
 * are slow meanwhile, and other sessions hold the tables until the statement was seen waiting for
 * them.
 */
final class WatchedExecution implements LockTracer.Execution {
  /** Up to 14 a session gives its counts to the statistics twice a second at most (pgstat.c). */
  private static final long STATISTICS_DELAY_MILLIS = 520;

  private static final long EAGER_NANOS = 300_000_000;

  private final MigrationSession session;
  private final Connection observer;
  private final StatementSender sender;
  private final RelationHolders.SessionFactory sessions;
  private final PostgresVersion version;
  private Moment last = new Moment(java.util.Map.of());
  private long lastRead = -1;

  WatchedExecution(
      MigrationSession session,
      Connection observer,
      StatementSender sender,
      RelationHolders.SessionFactory sessions,
      PostgresVersion version) {
    this.session = session;
    this.observer = observer;
    this.sender = sender;
    this.sessions = sessions;
    this.version = version;
  }

  @Override
  public TracedEffect run(DryRunRequest.Statement statement) throws SQLException {
    Moment before = moment();
    Seen seen = new Seen();
    FutureTask<Long> running =
        new FutureTask<>(
            () -> {
              sender.send(statement);
              return System.nanoTime();
            });
    long start;
    boolean indexes = StatementText.isVacuum(statement.sql());
    try (SlowCommits _ = SlowCommits.start(observer, session);
        RelationHolders holders = RelationHolders.hold(before, indexes, sessions)) {
      start = System.nanoTime();
      Thread.ofPlatform().daemon().name("pgreview-watched").start(running);
      watch(running, holders, seen);
    }
    long took = result(running) - start - seen.heldUp();
    return TracedEffect.between(
        before, moment(), seen.locks, Duration.ofNanos(Math.max(0, took)), false);
  }

  /** What was seen while a statement ran. */
  private static final class Seen {
    final Set<HeldLock> locks = new HashSet<>();
    final Set<String> transactions = new HashSet<>();
    long waited;

    /** For how many nanoseconds we held it up: a slow commit for each transaction that wrote. */
    long heldUp() {
      return waited + transactions.size() * SlowCommits.DELAY.toNanos();
    }
  }

  private void watch(FutureTask<Long> running, RelationHolders holders, Seen seen)
      throws SQLException {
    long start = System.nanoTime();
    while (!running.isDone()) {
      read(seen);
      int holder = holders.blocking(session.pid(), observer);
      if (holder != 0) {
        long since = System.nanoTime();
        read(seen); // once more, now that it surely stands still
        holders.release(holder);
        seen.waited += System.nanoTime() - since;
      } else if (System.nanoTime() - start > EAGER_NANOS) {
        sleep(2);
      }
    }
  }

  private void read(Seen seen) throws SQLException {
    seen.locks.addAll(HeldLock.of(session.pid(), observer));
    seen.transactions.addAll(HeldLock.transactionsOf(session.pid(), observer));
  }

  private static long result(FutureTask<Long> running) throws SQLException {
    try {
      return running.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof SQLException refused) {
        throw refused;
      }
      throw new SQLException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", interrupted);
    }
  }

  /**
   * With the scans of all sessions. The two parts are read while the session is in a transaction,
   * in which it gives no counts away.
   */
  private Moment moment() throws SQLException {
    if (lastRead != session.statements()) {
      if (!version.atLeast(15)) {
        sleep(STATISTICS_DELAY_MILLIS);
        session.execute("SELECT");
      }
      session.execute("BEGIN");
      Moment own = session.query(Moment.OWN, Moment::read);
      last = own.plusScans(shared());
      session.execute("COMMIT");
      lastRead = session.statements();
    }
    return last;
  }

  private Moment shared() throws SQLException {
    try (var statement = observer.createStatement();
        var rows = statement.executeQuery(Moment.SHARED)) {
      return Moment.read(rows);
    }
  }

  private static void sleep(long millis) throws SQLException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", interrupted);
    }
  }
}
