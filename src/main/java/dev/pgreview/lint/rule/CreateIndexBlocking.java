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
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import java.util.function.Consumer;

/** CREATE INDEX without CONCURRENTLY on a table in use. */
@RuleMetadata(
    summary = "CREATE INDEX without CONCURRENTLY on a table in use",
    category = Category.INDEXES,
    severity = Severity.ERROR,
    why =
        "The SHARE lock blocks all writes to the table until the index is built and the "
            + "transaction ends.",
    fix =
        "Build the index with CREATE INDEX CONCURRENTLY, alone in a migration that runs "
            + "outside a transaction.",
    catalogue = "create-index-blocking",
    equivalents =
        """
          squawk: require-concurrent-index-creation;
          eugene: E6;
          strong_migrations: add_index, add_reference;
          online_migrations: add_index, add_reference;
          atlas: PG101;
          pgfence: create-index-not-concurrent;
          pgls: requireConcurrentIndexCreation;
          bytebase: INDEX_CREATE_CONCURRENTLY;
          pgsafe: add-index-non-concurrent;
          safe-migrate: require-concurrent-index;
          safemigrate-lint: concurrent-index-create-required;
          django: DML:CREATE_INDEX, DML:CREATE_INDEX_EXCLUSIVE, SM010;
          pg-schema-diff: ACQUIRES_SHARE_LOCK
          """,
    subsumes = {"missing-lock-timeout"})
public final class CreateIndexBlocking extends ChangeRule<IndexChange.CreateIndex> {
  public CreateIndexBlocking() {
    super(IndexChange.CreateIndex.class);
  }

  @Override
  protected void check(
      IndexChange.CreateIndex change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.concurrently() || !context.inUse(statement, change.table()) || change.only()) {
      return;
    }
    if (statement.before().table(change.table()).filter(Table::partitioned).isPresent()) {
      return;
    }
    RelationName table = statement.before().fullName(change.table());
    String concurrent =
        statement.statement().sql().replaceFirst("(?i)\\bINDEX\\b", "INDEX CONCURRENTLY");
    Diagnosis diagnosis =
        Diagnosis.of(
                statement,
                "Building "
                    + change
                        .name()
                        .map(name -> "index " + Identifiers.quote(name))
                        .orElse("this index")
                    + " blocks all writes to "
                    + Impact.name(table)
                    + ".")
            .because(
                "The SHARE lock on "
                    + Impact.name(table)
                    + " is held until the index is built and the transaction ends"
                    + Impact.duration(statement)
                    + ". INSERT, UPDATE and DELETE wait that long.")
            .fix(
                "Build it concurrently, alone in a migration that runs outside a transaction. If it fails it leaves an invalid index: drop that before the next try.",
                concurrent + ";");
    found.accept(statement.inTransactionBlock() ? diagnosis : diagnosis.replaceWith(concurrent));
  }
}
