package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SqlProblem;
import java.util.function.Consumer;

/** SQL that PostgreSQL's grammar refuses. */
@RuleMetadata(
    summary = "SQL that PostgreSQL's grammar refuses",
    category = Category.CONVENTIONS,
    severity = Severity.ERROR,
    why =
        "The migration fails when it is deployed, after everything before it in its "
            + "transaction has been done in vain.",
    fix =
        "Correct the SQL. Everything in this file from here to the end of the statement "
            + "was not reviewed.",
    catalogue = "syntax-error",
    equivalents =
        """
          squawk: syntax-error;
          pgls: syntax;
          bytebase: 201
          """)
public final class SyntaxError extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (ChangeAnalysis.AnalyzedFile file : context.analysis().files()) {
      for (ParsedSection section : file.sections()) {
        for (SqlProblem problem : section.problems()) {
          if (refused(problem.kind())) {
            found.accept(
                Diagnosis.of(
                    new Diagnosis.InFile(
                        file.migration().path(), section.section().toFileRange(problem.range())),
                    problem.message()));
          }
        }
      }
    }
  }

  private static boolean refused(SqlProblem.Kind kind) {
    return switch (kind) {
      case SYNTAX, UNTERMINATED -> true;
      case META_COMMAND, COPY_DATA -> false;
    };
  }
}
