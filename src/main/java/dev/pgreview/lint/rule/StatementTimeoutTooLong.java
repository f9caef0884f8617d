package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Statement_timeout is longer than a minute while a table in use is locked. */
@RuleMetadata(
    summary = "statement_timeout is longer than a minute while a table in use is locked",
    category = Category.TRANSACTIONS,
    severity = Severity.NOTICE,
    why =
        "It is the longest time for which the lock may be held, and so the longest "
            + "outage that one accepts.",
    fix =
        "Set statement_timeout to the longest outage that one accepts, and split what "
            + "takes longer.",
    catalogue = "statement-timeout-too-long",
    equivalents =
        """
          pgfence: statement-timeout-too-long
          """,
    enabled = false)
public final class StatementTimeoutTooLong extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    Optional<Duration> limit = statement.settings().time("statement_timeout");
    if (!context.blocking(statement).isEmpty()
        && limit.filter(time -> time.compareTo(LONGEST) > 0).isPresent()) {
      found.accept(
          Diagnosis.of(
                  statement,
                  "statement_timeout lets this statement hold its locks for "
                      + Impact.time(limit.get().toMillis() / 1000.0)
                      + ".")
              .onlyFirstOf(LockTimeouts.scope(statement)));
    }
  }

  private static final Duration LONGEST = Duration.ofMinutes(1);
}
