package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.RelationName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A transaction first reads or writes a table and then needs a stronger lock on it. */
@RuleMetadata(
    summary =
        "A transaction first reads or writes a table and then needs a stronger lock on " + "it",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "It holds its first lock while it waits for the stronger one. A session that "
            + "does the same, or that waits for a row which this transaction has changed, "
            + "never ends: PostgreSQL kills one of the two (SQLSTATE 40P01).",
    fix = "Take the strong lock first, or put the data change in a transaction of its " + "own.",
    catalogue = "lock-upgrade-deadlock")
public final class LockUpgradeDeadlock extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (List<AnalyzedStatement> transaction : context.transactions()) {
      Map<RelationName, LockMode> held = new HashMap<>();
      for (AnalyzedStatement statement : transaction) {
        for (RelationLock lock : context.blocking(statement)) {
          LockMode before = held.get(lock.relation());
          if (before != null && before.compareTo(LockMode.ROW_EXCLUSIVE) <= 0) {
            found.accept(
                Diagnosis.of(
                        statement,
                        "The transaction already holds "
                            + before.sql()
                            + " on "
                            + Impact.name(lock.relation())
                            + " and now waits for "
                            + lock.mode().sql()
                            + ".")
                    .onlyFirstOf("transaction " + statement.transaction()));
          }
        }
        statement.prediction().locks().stream()
            .filter(lock -> context.inUse(statement, lock.relation()))
            .filter(lock -> statement.before().table(lock.relation()).isPresent())
            .forEach(lock -> held.merge(lock.relation(), lock.mode(), LockMode::stronger));
      }
    }
  }
}
