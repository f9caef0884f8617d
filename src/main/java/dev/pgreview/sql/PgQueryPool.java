package dev.pgreview.sql;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that each own a {@link PgQuery}. They have a large stack, because the depth of a
 * statement's nesting is the depth of the parser's recursion, and of the recursion of whoever walks
 * the tree: so the work on the tree belongs into the task as well.
 *
 * <p>Hand over a whole file rather than a statement: a hand-over costs about as much as parsing a
 * short statement.
 */
final class PgQueryPool {
  /** Address space, not memory: a page is only taken when the stack reaches it. */
  private static final long STACK_BYTES = 32L << 20;

  private static final long IDLE_SECONDS = 60;

  /** Parsing takes a few seconds for what is just not too large, on a busy machine some more. */
  private static final int MOST_SECONDS = 60;

  private static final PgQueryPool SHARED =
      new PgQueryPool(Runtime.getRuntime().availableProcessors());

  private final ThreadPoolExecutor threads;

  /** A task that uses the parser. */
  @FunctionalInterface
  interface Task<T, E extends Exception> {
    /**
     * @param parser only to be used within the task
     */
    T run(PgQuery parser) throws E;
  }

  /**
   * @param size the number of threads and so of instances, at least 1
   */
  PgQueryPool(int size) {
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> new ParserThread(work, number.incrementAndGet()));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * The pool of this process: one thread for each processor. Idle threads end and give their memory
   * back.
   */
  static PgQueryPool shared() {
    return SHARED;
  }

  /**
   * Runs the task on one of the pool's threads and waits for it. A task may call this again: it
   * keeps its thread.
   *
   * @throws E what the task throws
   */
  <T, E extends Exception> T run(Task<T, E> task) throws E {
    if (Thread.currentThread() instanceof ParserThread here) {
      return task.run(here.parser);
    }
    AtomicReference<@Nullable PgQuery> parser = new AtomicReference<>();
    FutureTask<T> work =
        new FutureTask<>(
            () -> {
              parser.set(ParserThread.current().parser);
              return task.run(ParserThread.current().parser);
            });
    threads.execute(work);
    return await(work, new Watch(parser));
  }

  @SuppressWarnings("unchecked") // A task throws E or something unchecked.
  private static <T, E extends Exception> T await(FutureTask<T> work, Watch watch) throws E {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
          watch.look();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          switch (e.getCause()) {
            case Error error -> throw error;
            case RuntimeException unchecked -> throw unchecked;
            case null, default -> throw (E) e.getCause();
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Stops a statement that is parsed for too long. Looked at once a second. */
  private static final class Watch {
    private final AtomicReference<@Nullable PgQuery> parser;
    private long question;
    private int looks;

    Watch(AtomicReference<@Nullable PgQuery> parser) {
      this.parser = parser;
    }

    void look() {
      PgQuery running = parser.get();
      if (running == null) {
        return;
      }
      long present = running.question();
      looks = present != 0 && present == question ? looks + 1 : 0;
      question = present;
      if (looks >= MOST_SECONDS) {
        running.stop();
      }
    }
  }

  private static final class ParserThread extends Thread {
    final PgQuery parser = new PgQuery();

    ParserThread(Runnable work, int number) {
      super(null, work, "sql-parser-" + number, STACK_BYTES);
      setDaemon(true);
    }

    static ParserThread current() {
      return (ParserThread) Thread.currentThread();
    }
  }
}
