package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.report.Severity;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Lock_timeout is longer than five seconds, or switched off. */
@RuleMetadata(
    summary = "lock_timeout is longer than five seconds, or switched off",
    category = Category.TRANSACTIONS,
    severity = Severity.WARNING,
    why =
        "For as long as the statement waits for its lock, all new queries on the table "
            + "wait behind it: lock_timeout is the longest outage that one accepts.",
    fix =
        "Use at most five seconds and let the migration be run again. Only concurrent "
            + "index builds, which block nobody while they wait, need more.",
    catalogue = "lock-timeout-too-long",
    equivalents =
        """
          pgfence: lock-timeout-too-long, lock-timeout-zero
          """)
public final class LockTimeoutTooLong extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (context.blocking(statement).isEmpty()) {
      return;
    }
    Optional<Duration> limit = statement.settings().time("lock_timeout");
    RelationLock lock = context.blocking(statement).getFirst();
    if (limit.filter(Duration::isZero).isPresent()) {
      found.accept(
          Diagnosis.of(
                  statement,
                  "lock_timeout is switched off while "
                      + lock.mode().sql()
                      + " on "
                      + Impact.name(lock.relation())
                      + " is waited for.")
              .onlyFirstOf(LockTimeouts.scope(statement)));
    } else if (limit.filter(time -> time.compareTo(LONGEST) > 0).isPresent()) {
      found.accept(
          Diagnosis.of(
                  statement,
                  "With lock_timeout at "
                      + Impact.time(limit.get().toMillis() / 1000.0)
                      + ", "
                      + Impact.blocked(lock.mode())
                      + " of "
                      + Impact.name(lock.relation())
                      + " may wait that long.")
              .onlyFirstOf(LockTimeouts.scope(statement)));
    }
  }

  private static final Duration LONGEST = Duration.ofSeconds(5);
}
