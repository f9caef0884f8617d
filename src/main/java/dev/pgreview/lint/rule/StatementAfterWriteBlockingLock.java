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

/** Work goes on in a transaction that holds a lock that blocks writes. */
@RuleMetadata(
    summary = "Work goes on in a transaction that holds a lock that blocks writes",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "SHARE, SHARE ROW EXCLUSIVE and EXCLUSIVE are held until the transaction ends. "
            + "Whatever takes time after them keeps all writes to the locked table waiting.",
    fix =
        "Commit right after the statement that takes the lock: move what follows to a "
            + "migration of its own.",
    catalogue = "statement-after-write-blocking-lock",
    subsumes = {"wide-lock-window", "mixed-ddl-dml"})
public final class StatementAfterWriteBlockingLock extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (List<AnalyzedStatement> transaction : context.transactions()) {
      HeldLocks held = new HeldLocks(context);
      for (AnalyzedStatement statement : transaction) {
        boolean works = LongWork.in(statement, context) && !held.anyExclusive();
        List<RelationName> others = works ? held.writeBlockingBesides(statement, 3) : List.of();
        if (!others.isEmpty()) {
          String names = Impact.list(others.stream().map(Impact::name).toList());
          found.accept(
              Diagnosis.of(
                      statement,
                      "This runs while the transaction blocks all writes to " + names + ".")
                  .because(
                      "INSERT, UPDATE and DELETE on "
                          + names
                          + " wait until it is done"
                          + Impact.duration(statement)
                          + ".")
                  .onlyFirstOf("transaction " + statement.transaction()));
        }
        held.add(statement);
      }
    }
  }
}
