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
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** CREATE INDEX on a partitioned table in use, which builds it on every partition. */
@RuleMetadata(
    summary = "CREATE INDEX on a partitioned table in use",
    category = Category.PARTITIONING,
    severity = Severity.ERROR,
    why =
        "The SHARE lock blocks all writes to the table and all of its partitions until the index "
            + "is built on every one of them and the transaction ends. CONCURRENTLY is refused there.",
    fix =
        "Create the index ON ONLY the parent, build it concurrently on every partition, and "
            + "attach each.",
    catalogue = "index-on-partitioned",
    equivalents =
        """
          squawk: require-concurrent-index-creation;
          pgfence: create-index-not-concurrent;
          pgls: requireConcurrentIndexCreation
          """,
    subsumes = {"missing-lock-timeout"})
public final class IndexOnPartitioned extends ChangeRule<IndexChange.CreateIndex> {
  public IndexOnPartitioned() {
    super(IndexChange.CreateIndex.class);
  }

  @Override
  protected void check(
      IndexChange.CreateIndex change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    Optional<Table> known = statement.before().table(change.table()).filter(Table::partitioned);
    // Partitions that have such an index already are not read: theirs is attached.
    Set<RelationName> built = statement.prediction().scans();
    if (change.concurrently()
        || known.isEmpty()
        || built.isEmpty()
        || !context.inUse(statement, change.table())) {
      return;
    }
    Table table = known.get();
    found.accept(
        Diagnosis.of(
                statement,
                "Building this index blocks all writes to "
                    + Impact.name(table.name())
                    + " and its partitions.")
            .because(
                "The SHARE lock on the table and each partition is held until the index is built on "
                    + partitions(built)
                    + " and the transaction ends"
                    + Impact.duration(statement)
                    + ". INSERT, UPDATE and DELETE wait that long.")
            .fix(
                "Create it on the parent only, which is instant, build it concurrently on each partition, and attach each; outside a transaction, each CONCURRENTLY in a file of its own.",
                PartitionedIndexRecipe.of(change, table, statement)));
  }

  private static String partitions(Set<RelationName> built) {
    return built.size() == 1 ? Impact.name(built.iterator().next()) : built.size() + " partitions";
  }
}
