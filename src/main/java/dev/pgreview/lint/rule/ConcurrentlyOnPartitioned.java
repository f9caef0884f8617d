package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Identifiers;
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
      String name = change.name().orElse(table.get().name().name() + "_idx");
      String definition =
          statement.statement().sql().replaceFirst("(?is)^.*?\\bON\\s+(ONLY\\s+)?\\S+\\s*", "");
      StringBuilder sql =
          new StringBuilder(
              "CREATE "
                  + (change.unique() ? "UNIQUE " : "")
                  + "INDEX "
                  + Identifiers.quote(name)
                  + " ON ONLY "
                  + change.table().sql()
                  + " "
                  + definition
                  + ";\n");
      for (Table partition : statement.before().children(table.get()).stream().limit(3).toList()) {
        String own = Identifiers.quote(partition.name().name() + "_" + name);
        sql.append("CREATE ")
            .append(change.unique() ? "UNIQUE " : "")
            .append("INDEX CONCURRENTLY ")
            .append(own)
            .append(" ON ")
            .append(partition.name().sql())
            .append(" ")
            .append(definition)
            .append(";\n");
        sql.append("ALTER INDEX ")
            .append(Identifiers.quote(name))
            .append(" ATTACH PARTITION ")
            .append(own)
            .append(";\n");
      }
      found.accept(
          Diagnosis.of(
                  statement,
                  Impact.name(table.get().name())
                      + " is partitioned: its index cannot be built concurrently in one statement.")
              .because(
                  "PostgreSQL refuses CREATE INDEX CONCURRENTLY on a partitioned table: the migration fails when it is deployed. Without CONCURRENTLY the writes of every partition are blocked while all are indexed.")
              .fix(
                  "Create it on the parent only, which is instant, build it concurrently on each partition, and attach each; outside a transaction, each CONCURRENTLY in a file of its own.",
                  sql.toString()));
    }
  }
}
