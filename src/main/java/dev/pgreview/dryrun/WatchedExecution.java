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
 * where it first locks a table, which is held until the statement was seen waiting.
 */
final class WatchedExecution implements LockTracer.Execution {
  private static final long EAGER_NANOS = 300_000_000;

  private final MigrationSession session;
  private final Connection observer;
  private final StatementSender sender;
  private final PostgresVersion version;

  WatchedExecution(
      MigrationSession session,
      Connection observer,
      StatementSender sender,
      PostgresVersion version) {
    this.session = session;
    this.observer = observer;
    this.sender = sender;
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
    // Nobody else is here: it would only give up because of our own locks.
    try (BorrowedSetting _ = BorrowedSetting.set(session, "lock_timeout", "0");
        HeldCommits commits = holdCommits(statement.sql())) {
      CountedSpan span = CountedSpan.start(session, observer, version);
      long start;
      try (RelationHolds holds = holdRelations(statement.sql(), span.before())) {
        start = System.nanoTime();
        Thread.ofPlatform().daemon().name("pgreview-watched").start(running);
        watch(running, holds, commits, seen);
      }
      long took = result(running) - start - seen.waited;
      CountedSpan.Ends ends = span.end();
      Duration duration = Duration.ofNanos(Math.max(0, took));
      return TracedEffect.between(ends.before(), ends.after(), seen.locks, duration, false);
    }
  }

  /** A held commit of a rebuilt system catalog would keep the observer from reading anything. */
  private HeldCommits holdCommits(String sql) throws SQLException {
    return StatementText.mayRebuildCatalogs(sql)
        ? HeldCommits.none(observer, session)
        : HeldCommits.start(observer, session);
  }

  private RelationHolds holdRelations(String sql, Moment before) throws SQLException {
    return StatementText.passesLocked(sql)
        ? RelationHolds.none(observer)
        : RelationHolds.hold(before, StatementText.isMaintenance(sql), observer);
  }

  /** What was seen while a statement ran. */
  private static final class Seen {
    final Set<HeldLock> locks = new HashSet<>();

    /** Transactions whose commit was let go. */
    final Set<String> committed = new HashSet<>();

    /** For how many nanoseconds we held it up. */
    long waited;
  }

  private void watch(FutureTask<Long> running, RelationHolds holds, HeldCommits commits, Seen seen)
      throws SQLException {
    long start = System.nanoTime();
    while (!running.isDone()) {
      HeldLock.Locks first = read(seen);
      long since = System.nanoTime();
      Waiting waiting = waiting();
      boolean letGo =
          switch (waiting) {
            case NO -> false;
            case FOR_RELATION -> releaseAwaited(holds, seen);
            case TO_COMMIT -> letCommit(first, commits, seen);
          };
      if (letGo) {
        seen.waited += System.nanoTime() - since;
      } else if (System.nanoTime() - start > EAGER_NANOS) {
        sleep();
      }
    }
  }

  private HeldLock.Locks read(Seen seen) throws SQLException {
    HeldLock.Locks locks = HeldLock.all(session.pid(), observer);
    seen.locks.addAll(locks.relations());
    return locks;
  }

  /** Its locks are read once more, now that it surely stands still. */
  private boolean releaseAwaited(RelationHolds holds, Seen seen) throws SQLException {
    Set<Long> awaited = holds.among(read(seen).awaited());
    holds.release(awaited);
    return !awaited.isEmpty();
  }

  /**
   * Lets a commit go on that was not let go yet: that of the transaction which was there before and
   * after the statement was seen waiting. A second cancel for one commit would hit the statement.
   */
  private boolean letCommit(HeldLock.Locks first, HeldCommits commits, Seen seen)
      throws SQLException {
    HeldLock.Locks second = read(seen);
    boolean one =
        !second.transactions().isEmpty() && first.transactions().equals(second.transactions());
    if (one && seen.committed.addAll(second.transactions())) {
      commits.letGo();
      return true;
    }
    return false;
  }

  /** What the statement waits for. */
  private enum Waiting {
    NO,
    FOR_RELATION,
    TO_COMMIT
  }

  private Waiting waiting() throws SQLException {
    String sql =
        "SELECT wait_event_type, wait_event FROM pg_stat_activity WHERE pid = " + session.pid();
    try (Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      if (!rows.next()) {
        return Waiting.NO;
      }
      String event = String.valueOf(rows.getString(2));
      return switch (String.valueOf(rows.getString(1))) {
        case "Lock" -> event.equals("relation") ? Waiting.FOR_RELATION : Waiting.NO;
        case "IPC" -> event.equals(HeldCommits.WAIT_EVENT) ? Waiting.TO_COMMIT : Waiting.NO;
        default -> Waiting.NO;
      };
    }
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
