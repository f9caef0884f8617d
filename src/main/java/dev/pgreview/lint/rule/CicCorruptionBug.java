package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.ObjectChange;
import java.util.function.Consumer;

/** Concurrent index builds on PostgreSQL 14.0 to 14.3 can corrupt the index. */
@RuleMetadata(
    summary = "Concurrent index builds on PostgreSQL 14.0 to 14.3 can corrupt the index",
    category = Category.INDEXES,
    severity = Severity.NOTICE,
    why =
        "A bug fixed in 14.4 lets CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY "
            + "miss rows; queries through the index then return too little.",
    fix =
        "Make sure that every server runs 14.4 or later, and check indexes built before "
            + "with amcheck.",
    catalogue = "cic-corruption-bug",
    equivalents =
        """
          strong_migrations: add_index_corruption;
          online_migrations: add_index_corruption
          """,
    until = 14,
    enabled = false)
public final class CicCorruptionBug extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (ConcurrentForm.ofIndex(statement.statement().change())
        && !(statement.statement().change() instanceof ObjectChange.Drop)) {
      found.accept(
          Diagnosis.of(statement, "On PostgreSQL 14.0 to 14.3 this build can corrupt the index."));
    }
  }
}
