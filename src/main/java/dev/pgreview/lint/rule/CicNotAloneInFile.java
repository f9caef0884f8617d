package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.TransactionRule;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.SessionChange;
import java.util.List;
import java.util.function.Consumer;

/** A concurrent statement together with others in one file without transaction. */
@RuleMetadata(
    summary = "A concurrent statement together with others in one file without transaction",
    category = Category.INDEXES,
    severity = Severity.WARNING,
    why =
        "Without a transaction each statement stays even if a later one fails: the file "
            + "is applied by half, the tool calls it failed, and running it again stops at "
            + "what is already there.",
    fix = "Give every concurrent statement a file of its own.",
    catalogue = "cic-not-alone-in-file",
    equivalents =
        """
          bytebase: STATEMENT_NON_TRANSACTIONAL;
          atlas: PG103
          """)
public final class CicNotAloneInFile extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (List<AnalyzedStatement> file : context.files()) {
      List<AnalyzedStatement> work =
          file.stream()
              .filter(
                  statement ->
                      statement.outer().isEmpty()
                          && !statement.inTransactionBlock()
                          && !(statement.statement().change() instanceof SessionChange))
              .toList();
      for (AnalyzedStatement statement : work) {
        if (statement.prediction().inTransaction() == TransactionRule.FORBIDDEN
            && ConcurrentForm.of(statement.statement().change())
            && work.stream()
                .anyMatch(
                    other ->
                        other.index() != statement.index() && !clearsTheWay(other, statement))) {
          found.accept(
              Diagnosis.of(
                  statement,
                  "This concurrent statement shares a file without transaction with "
                      + (work.size() - 1)
                      + (work.size() == 2 ? " other." : " others.")));
          break;
        }
      }
    }
  }

  /** DROP INDEX CONCURRENTLY IF EXISTS before the same index is built makes the file repeatable. */
  private static boolean clearsTheWay(AnalyzedStatement one, AnalyzedStatement other) {
    return isDropOf(one, other) || isDropOf(other, one);
  }

  private static boolean isDropOf(AnalyzedStatement drop, AnalyzedStatement build) {
    return drop.statement().change() instanceof ObjectChange.Drop change
        && change.concurrently()
        && change.ifExists()
        && build.statement().change() instanceof IndexChange.CreateIndex create
        && change.objects().stream()
            .allMatch(target -> create.name().filter(target.name().name()::equals).isPresent());
  }
}
