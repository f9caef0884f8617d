package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SqlProblem;
import java.util.function.Consumer;

/** Psql meta-commands or COPY data in a file that another tool runs. */
@RuleMetadata(
    summary = "psql meta-commands or COPY data in a file that another tool runs",
    category = Category.CONVENTIONS,
    severity = Severity.WARNING,
    why =
        "Meta-commands (\\i, \\set, \\connect) and rows after COPY … FROM stdin are "
            + "psql's, not the server's: any other client sends them as SQL, and the "
            + "migration fails.",
    fix =
        "Write plain SQL: INSERT instead of COPY data, and the tool's own includes and "
            + "placeholders instead of meta-commands.",
    catalogue = "syntax-error",
    equivalents =
        """
          squawk: syntax-error;
          pgls: syntax;
          bytebase: 201
          """)
public final class PsqlOnlySyntax extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (ChangeAnalysis.AnalyzedFile file : context.analysis().files()) {
      if (file.migration().tool() != MigrationTool.SQITCH) {
        for (ParsedSection section : file.sections()) {
          section.problems().stream()
              .filter(problem -> psqlOnly(problem.kind()))
              .forEach(
                  problem ->
                      found.accept(
                          Diagnosis.of(
                              new Diagnosis.InFile(
                                  file.migration().path(),
                                  section.section().toFileRange(problem.range())),
                              problem.message())));
        }
      }
    }
  }

  private static boolean psqlOnly(SqlProblem.Kind kind) {
    return switch (kind) {
      case SYNTAX, UNTERMINATED -> false;
      case META_COMMAND, COPY_DATA -> true;
    };
  }
}
