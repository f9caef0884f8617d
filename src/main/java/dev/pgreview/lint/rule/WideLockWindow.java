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

/** One transaction takes blocking locks on several tables, one after the other. */
@RuleMetadata(
    summary = "One transaction takes blocking locks on several tables, one after the other",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "While it waits for the second table it already blocks the first; and if the "
            + "application locks the two in the other order, the two deadlock.",
    fix =
        "One table in a migration; where it must be one transaction, lock the tables in "
            + "the order in which the application uses them.",
    catalogue = "wide-lock-window",
    equivalents =
        """
          pgfence: wide-lock-window;
          pgls: avoidWideLockWindow;
          online_migrations: multiple_foreign_keys
          """)
public final class WideLockWindow extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (List<AnalyzedStatement> transaction : context.transactions()) {
      HeldLocks held = new HeldLocks(context);
      for (AnalyzedStatement statement : transaction) {
        List<RelationName> before = held.first(3);
        List<RelationName> fresh = held.fresh(statement);
        if (!before.isEmpty() && !fresh.isEmpty()) {
          found.accept(
              Diagnosis.of(
                      statement,
                      "This waits for a lock on "
                          + Impact.name(fresh.getFirst())
                          + " while the transaction already blocks "
                          + Impact.list(before.stream().map(Impact::name).toList())
                          + ".")
                  .onlyFirstOf("transaction " + statement.transaction()));
        }
        held.add(statement);
      }
    }
  }
}
