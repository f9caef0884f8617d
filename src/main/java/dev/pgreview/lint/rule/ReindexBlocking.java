package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.IndexChange;
import java.util.function.Consumer;

/** REINDEX without CONCURRENTLY. */
@RuleMetadata(
    summary = "REINDEX without CONCURRENTLY",
    category = Category.INDEXES,
    severity = Severity.ERROR,
    why =
        "REINDEX blocks writes to the table, and reads that would use (or merely plan "
            + "with) the index, until it is rebuilt.",
    fix =
        "Use REINDEX … CONCURRENTLY, alone in a migration that runs outside a "
            + "transaction; better, reindex outside of migrations.",
    catalogue = "reindex-blocking",
    equivalents =
        """
          squawk: require-concurrent-reindex;
          pgfence: reindex-non-concurrent;
          pgls: requireConcurrentReindex;
          pgsafe: reindex-non-concurrent;
          safemigrate-lint: concurrent-reindex-required;
          django: DML:REINDEX
          """,
    subsumes = {"missing-lock-timeout"})
public final class ReindexBlocking extends ChangeRule<IndexChange.Reindex> {
  public ReindexBlocking() {
    super(IndexChange.Reindex.class);
  }

  @Override
  protected void check(
      IndexChange.Reindex change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    boolean noConcurrentForm = change.target() == IndexChange.Target.SYSTEM;
    if (change.concurrently()
        || noConcurrentForm
        || change
            .name()
            .filter(
                name ->
                    change.target() != IndexChange.Target.SCHEMA && !context.inUse(statement, name))
            .isPresent()) {
      return;
    }
    String what = change.target().name() + change.name().map(name -> " " + name.sql()).orElse("");
    String concurrent =
        "REINDEX "
            + change.target().name()
            + " CONCURRENTLY"
            + change.name().map(name -> " " + name.sql()).orElse("");
    Diagnosis diagnosis =
        Diagnosis.of(
                statement,
                "REINDEX " + what + " blocks writes, and reads that plan with the index.")
            .because(
                "SHARE on the table and ACCESS EXCLUSIVE on the index are held until the rebuild is done and the transaction ends"
                    + Impact.duration(statement)
                    + ". The planner opens every index of a table, so even queries that would not use it wait.")
            .fix("Rebuild it concurrently, outside a transaction.", concurrent + ";");
    found.accept(statement.inTransactionBlock() ? diagnosis : diagnosis.replaceWith(concurrent));
  }
}
