package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.QualifiedName;
import java.util.function.Consumer;

/** CREATE INDEX CONCURRENTLY IF NOT EXISTS keeps a broken index. */
@RuleMetadata(
    summary = "CREATE INDEX CONCURRENTLY IF NOT EXISTS keeps a broken index",
    category = Category.INDEXES,
    severity = Severity.WARNING,
    why =
        "A failed concurrent build leaves an invalid index under that name. Run again, "
            + "IF NOT EXISTS prints \"already exists, skipping\": the migration succeeds, and "
            + "no query ever uses the index.",
    fix = "Drop what is left of a failed build first, then create without IF NOT EXISTS.",
    catalogue = "cic-if-not-exists-invalid")
public final class CicIfNotExistsInvalid extends ChangeRule<IndexChange.CreateIndex> {
  public CicIfNotExistsInvalid() {
    super(IndexChange.CreateIndex.class);
  }

  @Override
  protected void check(
      IndexChange.CreateIndex change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (!change.concurrently()
        || !change.ifNotExists()
        || change.name().isEmpty()
        || !context.inUse(statement, change.table())) {
      return;
    }
    QualifiedName index = new QualifiedName(change.table().schema(), change.name().get());
    boolean droppedBefore =
        context.before(statement).stream()
            .anyMatch(
                earlier ->
                    earlier.statement().change() instanceof ObjectChange.Drop drop
                        && drop.kind() == ObjectKind.INDEX
                        && drop.objects().stream()
                            .anyMatch(target -> target.name().name().equals(index.name())));
    if (!droppedBefore) {
      found.accept(
          Diagnosis.of(
                  statement,
                  "After a failed build IF NOT EXISTS keeps the invalid index " + index.sql() + ".")
              .fix(
                  "Drop what is left of a failed build first; each statement by itself, outside a transaction.",
                  "DROP INDEX CONCURRENTLY IF EXISTS "
                      + index.sql()
                      + ";\n"
                      + statement
                          .statement()
                          .sql()
                          .replaceFirst("(?i)\\s+IF\\s+NOT\\s+EXISTS\\b", "")
                      + ";"));
    }
  }
}
