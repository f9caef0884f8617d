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
import dev.pgreview.schema.TableStatistics;
import java.util.function.Consumer;

/** A schema change of a table with more than ten million rows. */
@RuleMetadata(
    summary = "A schema change of a table with more than ten million rows",
    category = Category.LOCKING,
    severity = Severity.NOTICE,
    why =
        "On a large table everything takes longer, also the wait for the lock, and "
            + "there is more to lose.",
    fix = "Let a database administrator look at the change and at the time at which it " + "runs.",
    catalogue = "large-table-any-ddl",
    equivalents =
        """
          bytebase: STATEMENT_AFFECTED_ROW_LIMIT
          """,
    enabled = false)
public final class LargeTableAnyDdl extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    for (RelationLock lock : context.blocking(statement)) {
      TableStatistics size = context.statistics(statement, lock.relation());
      if (statement.before().table(lock.relation()).isPresent()
          && !size.assumed()
          && size.rows() > LARGE) {
        found.accept(
            Diagnosis.of(
                statement, Impact.name(lock.relation()) + " has " + Impact.rows(size) + "."));
      }
    }
  }

  private static final long LARGE = 10_000_000;
}
