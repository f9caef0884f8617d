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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A concurrent index build under a short lock_timeout or statement_timeout. */
@RuleMetadata(
    summary = "A concurrent index build under a short lock_timeout or statement_timeout",
    category = Category.INDEXES,
    severity = Severity.WARNING,
    why =
        "CONCURRENTLY waits for every older transaction in the database, also on other "
            + "tables, and lock_timeout counts that wait. When a timeout cancels it, an "
            + "invalid index stays behind.",
    fix = "Switch the timeouts off for this statement only; it blocks nobody while it " + "waits.",
    catalogue = "cic-short-lock-timeout")
public final class CicShortLockTimeout extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (!ConcurrentForm.ofIndex(statement.statement().change()) || statement.inTransactionBlock()) {
      return;
    }
    for (String setting : List.of("lock_timeout", "statement_timeout")) {
      Optional<Duration> limit = statement.settings().time(setting).filter(Duration::isPositive);
      if (limit.filter(time -> time.compareTo(ENOUGH) < 0).isPresent()) {
        found.accept(
            Diagnosis.of(
                    statement,
                    setting
                        + " of "
                        + Impact.time(limit.get().toMillis() / 1000.0)
                        + " cancels this concurrent statement as soon as some transaction is older than that.")
                .fix(
                    "Switch it off for this statement only; it blocks nobody while it waits.",
                    "SET "
                        + setting
                        + " = 0;\n"
                        + statement.statement().sql()
                        + ";\nRESET "
                        + setting
                        + ";"));
      }
    }
  }

  private static final Duration ENOUGH = Duration.ofMinutes(30);
}
