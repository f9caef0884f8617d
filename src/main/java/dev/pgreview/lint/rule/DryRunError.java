package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.SqlError;
import dev.pgreview.migration.TextRange;
import dev.pgreview.report.Severity;
import java.util.function.Consumer;

/** A statement that a real server refused in the dry run. */
@RuleMetadata(
    summary = "A statement that PostgreSQL refused in the dry run",
    category = Category.TRANSACTIONS,
    severity = Severity.ERROR,
    why = "The deployment stops here in the same way.",
    fix = "Correct the statement; PostgreSQL's message says what it misses.",
    catalogue = {"dml-fails-explain", "drift-references-missing-object"})
public final class DryRunError extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    context
        .observation(statement)
        .flatMap(observed -> observed.error())
        .ifPresent(error -> found.accept(diagnosis(statement, error)));
  }

  private static Diagnosis diagnosis(AnalyzedStatement statement, SqlError error) {
    Diagnosis diagnosis =
        Diagnosis.of(
            statement,
            place(statement.statement().sql(), error),
            "PostgreSQL refused it: " + error.message() + " (" + error.state() + ")");
    String more = more(error);
    return more.isEmpty() ? diagnosis : diagnosis.fix(more);
  }

  /** PostgreSQL counts characters from 1; a column that it names runs to the end of the word. */
  private static TextRange place(String sql, SqlError error) {
    if (error.position().isEmpty()) {
      return new TextRange(0, sql.length());
    }
    int characters =
        Math.clamp(error.position().getAsInt() - 1L, 0, sql.codePointCount(0, sql.length()));
    int start = sql.offsetByCodePoints(0, characters);
    int end = start;
    while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
      end++;
    }
    return new TextRange(start, Math.max(end, Math.min(start + 1, sql.length())));
  }

  private static String more(SqlError error) {
    String detail = error.detail() == null ? "" : error.detail();
    String hint = error.hint() == null ? "" : error.hint();
    return (detail + " " + hint).strip();
  }
}
