package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.PostgresVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs a statement that commits by itself ({@code CREATE INDEX CONCURRENTLY}, {@code VACUUM}) and
 * reads from a second session which locks it holds or waits for.
 *
 * <p>On small tables such locks last for less than a millisecond. So that none is missed, whatever
 * the machine does meanwhile, the statement is made to stand still: at each commit that writes, and
 * where it first locks a table, which another session holds until the statement was seen waiting.
 */
final class WatchedExecution implements LockTracer.Execution {
  private static final long EAGER_NANOS = 300_000_000;

  private final MigrationSession session;
  private final Connection observer;
  private final StatementSender sender;
  private final RelationHolders.SessionFactory sessions;
  private final PostgresVersion version;

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
    Seen seen = new Seen();
    FutureTask<Long> running =
        new FutureTask<>(
            () -> {
              sender.send(statement);
              return System.nanoTime();
            });
    CountedSpan span;
    long start;
    boolean indexes = StatementText.isVacuum(statement.sql());
    // Nobody else is here: it would only give up because of our own locks.
    try (BorrowedSetting _ = BorrowedSetting.set(session, "lock_timeout", "0");
        HeldCommits commits = HeldCommits.start(observer, session)) {
      span = CountedSpan.start(session, observer, version);
      try (RelationHolders holders = RelationHolders.hold(span.before(), indexes, sessions)) {
        start = System.nanoTime();
        Thread.ofPlatform().daemon().name("pgreview-watched").start(running);
        watch(running, holders, commits, seen);
      }
      long took = result(running) - start - seen.waited;
      CountedSpan.Ends ends = span.end();
      Duration duration = Duration.ofNanos(Math.max(0, took));
      return TracedEffect.between(ends.before(), ends.after(), seen.locks, duration, false);
    }
  }

  /** What was seen while a statement ran. */
  private static final class Seen {
    final Set<HeldLock> locks = new HashSet<>();

    /** Transactions whose commit was let go. */
    final Set<String> committed = new HashSet<>();

    /** For how many nanoseconds we held it up. */
    long waited;
  }

  private void watch(
      FutureTask<Long> running, RelationHolders holders, HeldCommits commits, Seen seen)
      throws SQLException {
    long start = System.nanoTime();
    while (!running.isDone()) {
      HeldLock.Locks first = HeldLock.all(session.pid(), observer);
      seen.locks.addAll(first.relations());
      long since = System.nanoTime();
      Waiting waiting = waiting();
      int holder = holders.among(waiting.blockers());
      if (holder != 0) {
        // Once more, now that it surely stands still.
        seen.locks.addAll(HeldLock.of(session.pid(), observer));
        holders.release(holder);
        seen.waited += System.nanoTime() - since;
      } else if (waiting.toCommit() && commits(first, seen)) {
        commits.letGo();
        seen.waited += System.nanoTime() - since;
      } else if (System.nanoTime() - start > EAGER_NANOS) {
        sleep();
      }
    }
  }

  /**
   * Whether it waits in the commit of a transaction that was not let go yet: the same one before
   * and after it was seen waiting. A second cancel for one commit would hit the statement.
   */
  private boolean commits(HeldLock.Locks first, Seen seen) throws SQLException {
    HeldLock.Locks second = HeldLock.all(session.pid(), observer);
    seen.locks.addAll(second.relations());
    return !second.transactions().isEmpty()
        && first.transactions().equals(second.transactions())
        && seen.committed.addAll(second.transactions());
  }

  /**
   * What the statement waits for.
   *
   * @param blockers process ids of those who hold a lock that it wants
   */
  private record Waiting(boolean toCommit, Set<Integer> blockers) {}

  private Waiting waiting() throws SQLException {
    String sql =
        "SELECT blocker, wait_event FROM pg_stat_activity"
            + " LEFT JOIN LATERAL unnest(pg_blocking_pids(pid)) AS blocker ON true WHERE pid = "
            + session.pid();
    Set<Integer> blockers = new HashSet<>();
    boolean toCommit = false;
    try (Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        blockers.add(rows.getInt(1));
        toCommit = HeldCommits.WAIT_EVENT.equals(rows.getString(2));
      }
    }
    return new Waiting(toCommit, blockers);
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

  private static void sleep() throws SQLException {
    try {
      Thread.sleep(2);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", interrupted);
    }
  }
}
