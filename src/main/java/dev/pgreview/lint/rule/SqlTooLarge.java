package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.SchemaChange;
import java.util.Locale;
import java.util.function.Consumer;

/** A statement that is too large or nested too deeply to be analysed. */
@RuleMetadata(
    summary = "A statement that is too large or nested too deeply to be analysed",
    category = Category.CONVENTIONS,
    severity = Severity.ERROR,
    why =
        "Nothing is known of it without a dry run, neither what it locks nor whether it is valid "
            + "SQL; and its locks are held for as long as all of it takes.",
    fix =
        "Split it: rows into several statements or into COPY, conditions into a join with a table "
            + "of values.",
    catalogue = "sql-too-large",
    equivalents = "bytebase: BUILTIN_STATEMENT_MAXIMUM_SQL_SIZE")
public final class SqlTooLarge extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (statement.statement().change() instanceof SchemaChange.Unreadable(String why)) {
      found.accept(
          Diagnosis.of(
              statement, why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1) + "."));
    }
  }
}
