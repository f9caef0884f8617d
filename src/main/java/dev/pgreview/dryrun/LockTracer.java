package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements one by one and reads what each did: its locks from pg_locks through another
 * session, new files and scans through its own, which sees what is not committed.
 *
 * <p>A statement outside of a transaction block runs in one that holds nothing else, so that its
 * locks are still there when it is done; where PostgreSQL does not allow that, or the statement
 * commits, it runs as it stands and is watched while it runs.
 *
 * <p>A relation is scanned when a sequential scan of it begins (heapam.c, initscan), as
 * pg_stat_all_tables.seq_scan counts it: index builds, rewrites and the checking of constraints
 * read a table in this way too. It is rewritten when it gets another relfilenode.
 */
final class LockTracer {
  private final MigrationSession session;
  private final Connection observer;
  private final StatementSender sender;
  private final Execution outside;
  private @Nullable OpenTransaction open;

  /** Runs a statement that cannot be in a transaction block. */
  @FunctionalInterface
  interface Execution {
    TracedEffect run(DryRunRequest.Statement statement) throws SQLException;
  }

  /** A transaction between two of its statements. */
  private static final class OpenTransaction {
    final long number;

    /** As it was before the transaction changed anything. */
    final Moment start;

    Moment last;
    Set<HeldLock> held;
    boolean stale;

    OpenTransaction(long number, Moment start, Set<HeldLock> held) {
      this.number = number;
      this.start = start;
      this.last = start;
      this.held = held;
    }
  }

  /**
   * Makes a tracer.
   *
   * @param observer another session in the same database
   * @param outside for statements that cannot be in a transaction block
   */
  LockTracer(
      MigrationSession session, Connection observer, StatementSender sender, Execution outside) {
    this.session = session;
    this.observer = observer;
    this.sender = sender;
    this.outside = outside;
  }

  TracedEffect run(DryRunRequest.Statement statement) throws SQLException {
    String sql = statement.sql();
    boolean idle = !session.inTransaction();
    if (StatementText.isControl(sql) || (idle && StatementText.wantsBlock(sql))) {
      Duration duration = send(statement);
      if (open != null) {
        open.stale = true;
      }
      return TracedEffect.none(duration);
    }
    return idle ? alone(statement) : inTransaction(statement);
  }

  private TracedEffect alone(DryRunRequest.Statement statement) throws SQLException {
    try {
      session.execute("BEGIN");
      TracedEffect effect = inTransaction(statement);
      session.execute("COMMIT");
      return effect;
    } catch (SQLException failure) {
      session.rollBackAfter(failure);
      return switch (SqlErrors.state(failure)) {
        case SqlErrors.ACTIVE_TRANSACTION, SqlErrors.INVALID_TRANSACTION_TERMINATION ->
            outside.run(statement);
        default -> throw failure;
      };
    }
  }

  private TracedEffect inTransaction(DryRunRequest.Statement statement) throws SQLException {
    OpenTransaction transaction = openTransaction();
    Moment before = transaction.last.within(transaction.start);
    Set<HeldLock> earlier = transaction.held;
    Duration duration = send(statement);
    if (!session.inTransaction()) {
      return TracedEffect.none(duration);
    }
    transaction.held = HeldLock.of(session.pid(), observer);
    transaction.last = moment();
    Set<HeldLock> taken = new HashSet<>(transaction.held);
    taken.removeAll(earlier);
    boolean hidden = earlier.stream().anyMatch(lock -> mayHide(lock, transaction.start));
    return TracedEffect.between(before, transaction.last, taken, duration, hidden);
  }

  private static boolean mayHide(HeldLock lock, Moment start) {
    return start.relations().containsKey(lock.relation());
  }

  private OpenTransaction openTransaction() throws SQLException {
    OpenTransaction current = open;
    if (current == null || current.number != session.transaction()) {
      Moment start = moment();
      current =
          new OpenTransaction(session.transaction(), start, HeldLock.of(session.pid(), observer));
      open = current;
    } else if (current.stale) {
      current.last = moment();
      current.held = HeldLock.of(session.pid(), observer);
      current.stale = false;
    }
    return current;
  }

  private Moment moment() throws SQLException {
    return session.query(Moment.OWN, Moment::read);
  }

  private Duration send(DryRunRequest.Statement statement) throws SQLException {
    long start = System.nanoTime();
    sender.send(statement);
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
