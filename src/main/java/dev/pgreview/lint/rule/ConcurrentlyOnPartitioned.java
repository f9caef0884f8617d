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
import dev.pgreview.schema.Table;
import java.util.Optional;
import java.util.function.Consumer;

/** CREATE INDEX CONCURRENTLY on a partitioned table. */
@RuleMetadata(
    summary = "CREATE INDEX CONCURRENTLY on a partitioned table",
    category = Category.INDEXES,
    severity = Severity.ERROR,
    why = "PostgreSQL refuses it (SQLSTATE 0A000): the migration fails when it is " + "deployed.",
    fix =
        "Create the index ON ONLY the parent, build it concurrently on every partition, "
            + "and attach each.",
    catalogue = "concurrently-on-partitioned")
public final class ConcurrentlyOnPartitioned extends ChangeRule<IndexChange.CreateIndex> {
  public ConcurrentlyOnPartitioned() {
    super(IndexChange.CreateIndex.class);
  }

  @Override
  protected void check(
      IndexChange.CreateIndex change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    Optional<Table> table = statement.before().table(change.table()).filter(Table::partitioned);
    if (change.concurrently() && !change.only() && table.isPresent()) {
      found.accept(
          Diagnosis.of(
                  statement,
                  Impact.name(table.get().name())
                      + " is partitioned: its index cannot be built concurrently in one statement.")
              .because(
                  "PostgreSQL refuses CREATE INDEX CONCURRENTLY on a partitioned table: the migration fails when it is deployed. Without CONCURRENTLY the writes of every partition are blocked while all are indexed.")
              .fix(
                  "Create it on the parent only, which is instant, build it concurrently on each partition, and attach each; outside a transaction, each CONCURRENTLY in a file of its own.",
                  PartitionedIndexRecipe.of(change, table.get(), statement)));
    }
  }
}
