package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import java.util.function.Consumer;

/** A migration that locks a table in use sets no application_name. */
@RuleMetadata(
    summary = "A migration that locks a table in use sets no application_name",
    category = Category.TRANSACTIONS,
    severity = Severity.NOTICE,
    why =
        "In pg_stat_activity and in the log nobody can tell the migration from the "
            + "application while it blocks it.",
    fix = "Set application_name, for instance to the name of the file.",
    catalogue = "missing-application-name",
    equivalents =
        """
          pgfence: missing-application-name
          """,
    enabled = false)
public final class MissingApplicationName extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (!context.blocking(statement).isEmpty()
        && statement.settings().value("application_name").isEmpty()) {
      found.accept(
          Diagnosis.of(statement, "This session has no application_name.")
              .onlyFirstOf(LockTimeouts.scope(statement)));
    }
  }
}
