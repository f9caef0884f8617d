package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.RelationName;
import java.util.List;
import java.util.function.Consumer;

/** Work goes on in a transaction that holds ACCESS EXCLUSIVE. */
@RuleMetadata(
    summary = "Work goes on in a transaction that holds ACCESS EXCLUSIVE",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "The lock is held until the transaction ends. Whatever takes time after it, "
            + "even on another table, keeps all reads and writes of the locked table waiting.",
    fix =
        "Commit right after the statement that takes the lock: move what follows to a "
            + "migration of its own, and backfills to batches.",
    catalogue = {"statement-after-access-exclusive", "backfill-in-ddl-tx"},
    equivalents =
        """
          eugene: E4;
          pgfence: statement-after-access-exclusive, update-in-migration;
          pgls: runningStatementWhileHoldingAccessExclusive;
          bytebase: MIX_IN_DDL
          """,
    subsumes = {"wide-lock-window", "mixed-ddl-dml"})
public final class StatementAfterAccessExclusive extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (List<AnalyzedStatement> transaction : context.transactions()) {
      HeldLocks held = new HeldLocks(context);
      for (AnalyzedStatement statement : transaction) {
        List<RelationName> others =
            LongWork.in(statement, context) ? held.exclusiveBesides(statement, 3) : List.of();
        if (!others.isEmpty()) {
          String names = Impact.list(others.stream().map(Impact::name).toList());
          Diagnosis diagnosis =
              Diagnosis.of(
                      statement,
                      "This runs while the transaction holds ACCESS EXCLUSIVE on " + names + ".")
                  .because(
                      "All reads and writes of "
                          + names
                          + " wait until it is done"
                          + Impact.duration(statement)
                          + ".")
                  .onlyFirstOf("transaction " + statement.transaction());
          boolean lasting =
              statement.estimate().filter(estimate -> estimate.seconds() >= 1).isPresent();
          found.accept(lasting ? diagnosis.as(Severity.ERROR) : diagnosis);
        }
        held.add(statement);
      }
    }
  }
}
