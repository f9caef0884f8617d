package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.Table;
import java.util.Optional;
import java.util.function.Consumer;

/** DROP INDEX without CONCURRENTLY on a table in use. */
@RuleMetadata(
    summary = "DROP INDEX without CONCURRENTLY on a table in use",
    category = Category.INDEXES,
    severity = Severity.WARNING,
    why =
        "DROP INDEX takes ACCESS EXCLUSIVE on the table: it waits for every running "
            + "query, and all new reads and writes wait behind it.",
    fix = "Use DROP INDEX CONCURRENTLY, alone in a migration that runs outside a " + "transaction.",
    catalogue = "drop-index-blocking",
    equivalents =
        """
          squawk: require-concurrent-index-deletion;
          online_migrations: remove_index;
          atlas: PG102;
          pgfence: drop-index-not-concurrent;
          pgls: requireConcurrentIndexDeletion;
          pgsafe: drop-index-non-concurrent;
          safe-migrate: require-concurrent-drop-index;
          safemigrate-lint: concurrent-index-drop-required;
          django: DML:DROP_INDEX, SM030
          """,
    subsumes = {"missing-lock-timeout"})
public final class DropIndexBlocking extends ChangeRule<ObjectChange.Drop> {
  public DropIndexBlocking() {
    super(ObjectChange.Drop.class);
  }

  @Override
  protected void check(
      ObjectChange.Drop change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.kind() != ObjectKind.INDEX || change.concurrently()) {
      return;
    }
    for (ObjectChange.Target target : change.objects()) {
      Optional<Index> index = statement.before().index(target.name());
      if (!context.inUse(statement, target.name())
          || index.filter(i -> needsLock(i, statement)).isPresent()) {
        continue;
      }
      String sql =
          "DROP INDEX CONCURRENTLY "
              + (change.ifExists() ? "IF EXISTS " : "")
              + target.name().sql();
      String table =
          index
              .flatMap(i -> statement.before().table(i.table()))
              .map(t -> Impact.name(t.name()))
              .orElse("its table");
      Diagnosis diagnosis =
          Diagnosis.of(
                  statement,
                  "Dropping index "
                      + target.name().sql()
                      + " locks "
                      + table
                      + " against reads and writes.")
              .because(
                  "DROP INDEX takes ACCESS EXCLUSIVE on "
                      + table
                      + ". It waits for every running query on it, and everything that comes after waits behind it until the transaction ends.")
              .fix(
                  "Drop it concurrently, alone in a migration that runs outside a transaction.",
                  sql + ";");
      boolean whole =
          change.objects().size() == 1 && !change.cascade() && !statement.inTransactionBlock();
      found.accept(whole ? diagnosis.replaceWith(sql) : diagnosis);
    }
  }

  /** Indexes of constraints and partitioned indexes have no concurrent form. */
  private static boolean needsLock(Index index, AnalyzedStatement statement) {
    return index.constraint().isPresent()
        || statement.before().table(index.table()).filter(Table::partitioned).isPresent();
  }
}
