package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import java.util.Optional;
import java.util.function.Consumer;

/** An index is dropped before the one that replaces it is there. */
@RuleMetadata(
    summary = "An index is dropped before the one that replaces it is there",
    category = Category.INDEXES,
    severity = Severity.WARNING,
    why = "Until the new index is built the queries of the old one read the whole table.",
    fix = "Create the new index first, under another name, then drop the old one.",
    catalogue = "index-replace-order",
    equivalents =
        """
          online_migrations: replace_index
          """)
public final class IndexReplaceOrder extends ChangeRule<ObjectChange.Drop> {
  public IndexReplaceOrder() {
    super(ObjectChange.Drop.class);
  }

  @Override
  protected void check(
      ObjectChange.Drop change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.kind() != ObjectKind.INDEX) {
      return;
    }
    for (ObjectChange.Target target : change.objects()) {
      Optional<Index> old =
          statement.before().index(target.name()).filter(index -> index.origin().isBase());
      if (old.isEmpty() || old.get().leadingColumns().isEmpty()) {
        continue;
      }
      for (AnalyzedStatement later : context.after(statement)) {
        if (later.statement().change() instanceof IndexChange.CreateIndex create
            && replaces(create, later, old.get())) {
          found.accept(
              Diagnosis.of(
                  statement,
                  "Index "
                      + target.name().sql()
                      + " is dropped before "
                      + create
                          .name()
                          .map(name -> "its replacement " + Identifiers.quote(name))
                          .orElse("its replacement")
                      + " is built."));
          break;
        }
      }
    }
  }

  private static boolean replaces(
      IndexChange.CreateIndex create, AnalyzedStatement later, Index old) {
    return later
            .before()
            .table(create.table())
            .filter(table -> table.id() == old.table())
            .isPresent()
        && !create.keys().isEmpty()
        && create.keys().getFirst().column().equals(Optional.of(old.leadingColumns().getFirst()));
  }
}
