package dev.pgreview.sql;

import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SqlStatement;
import java.util.SplittableRandom;

/**
 * Feeds mutated statements to the parser and to the whole way from text to schema changes. Nothing
 * but a syntax error may come of it, the memory must not grow, every statement must end, and what
 * the condenser leaves of one must mean the same.
 *
 * <p>{@code mvn test-compile}, then with the test class path: {@code java
 * dev.pgreview.sql.ParserFuzz 1000000 42}
 */
final class ParserFuzz {
  private final PgQueryPool pool = new PgQueryPool(1);
  private final SqlParser sqlParser = new SqlParser(pool);
  private final StatementMutator mutator;
  private int accepted;
  private int condensed;
  private long mostMemory;
  private long slowestNanos;
  private String slowest = "";

  /** What is being parsed, for the watchdog. */
  private volatile String current = "";

  private volatile long startedAt = System.nanoTime();

  ParserFuzz(long seed) {
    this.mutator = new StatementMutator(new SplittableRandom(seed), SampleStatements.ALL);
  }

  /** Arguments: how many statements, seed of the random numbers. */
  public static void main(String[] args) {
    int count = Integer.parseInt(args[0]);
    ParserFuzz fuzz = new ParserFuzz(Long.parseLong(args[1]));
    fuzz.watch();
    for (int done = 0; done < count; done += 100_000) {
      fuzz.run(Math.min(100_000, count - done));
      System.out.println(Math.min(done + 100_000, count) + " " + fuzz.summary());
    }
  }

  /**
   * Tries a number of statements.
   *
   * @throws AssertionError if one fails with anything but a syntax error
   */
  void run(int count) {
    for (int i = 0; i < count; i++) {
      String sql = mutator.next();
      current = sql;
      startedAt = System.nanoTime();
      try {
        parse(sql);
        ParsedSection parsed =
            sqlParser.parse(SqlSection.verbatim(sql, 0, TransactionMode.AUTOCOMMIT));
        parsed.statements().forEach(ParserFuzz::checkReadable);
        accepted += parsed.problems().isEmpty() ? 1 : 0;
        condensed += StatementCondenserTest.assertSameAnswer(sql) ? 1 : 0;
      } catch (RuntimeException | Error failure) {
        throw new AssertionError("failed on: " + sql, failure);
      }
      long nanos = System.nanoTime() - startedAt;
      if (nanos > slowestNanos) {
        slowestNanos = nanos;
        slowest = sql;
      }
    }
  }

  private static void checkReadable(SqlStatement statement) {
    if (statement.change() instanceof SchemaChange.Unreadable(String why)) {
      throw new AssertionError(why);
    }
  }

  private void parse(String sql) {
    long memory =
        pool.run(
            parser -> {
              attempt(() -> parser.parse(sql));
              attempt(() -> parser.scan(sql));
              attempt(() -> parser.parsePlpgsql(sql));
              return parser.memoryBytes();
            });
    mostMemory = Math.max(mostMemory, memory);
  }

  private interface Attempt {
    Object run() throws SqlSyntaxException;
  }

  private static void attempt(Attempt attempt) {
    try {
      attempt.run();
    } catch (SqlSyntaxException expected) {
      // Most mutants are no SQL any more.
    }
  }

  int accepted() {
    return accepted;
  }

  /** Most bytes that the parser held after any statement. */
  long mostMemory() {
    return mostMemory;
  }

  private String summary() {
    return "tried, %d accepted, %d condensed, most memory %d KiB, slowest %d ms: %s"
        .formatted(
            accepted,
            condensed,
            mostMemory / 1024,
            slowestNanos / 1_000_000,
            slowest.substring(0, Math.min(80, slowest.length())));
  }

  /** Ends the program with the statement that does not end. */
  private void watch() {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (System.nanoTime() - startedAt < 60_000_000_000L) {
                Thread.onSpinWait();
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L);
              }
              System.err.println("does not end: " + current);
              Runtime.getRuntime().halt(1);
            });
  }
}
