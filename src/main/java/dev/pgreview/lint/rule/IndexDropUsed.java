package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Dropping an index that a foreign key or uniqueness relies on. */
@RuleMetadata(
    summary = "Dropping an index that a foreign key or uniqueness relies on",
    category = Category.INDEXES,
    severity = Severity.WARNING,
    why =
        "Without an index on the referencing columns every DELETE and key UPDATE in the "
            + "referenced table reads the whole referencing table; without a unique index "
            + "nothing stops duplicates.",
    fix =
        "Keep it, or create the index that takes its place first. For other indexes "
            + "look at pg_stat_user_indexes on every replica.",
    catalogue = "index-drop-used",
    equivalents =
        """
          pg-schema-diff: INDEX_DROPPED
          """)
public final class IndexDropUsed extends ChangeRule<ObjectChange.Drop> {
  public IndexDropUsed() {
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
    Catalog after = context.analysis().after();
    for (ObjectChange.Target target : change.objects()) {
      Optional<Index> index =
          statement.before().index(target.name()).filter(i -> i.origin().isBase());
      Optional<Table> table = index.flatMap(i -> after.table(i.table()));
      if (table.isEmpty()) {
        continue;
      }
      List<String> columns = index.get().leadingColumns();
      Optional<Constraint.ForeignKey> orphan =
          table.get().foreignKeys().stream()
              .filter(
                  key ->
                      ForeignKeyIndex.covers(index.get(), key.columns())
                          && !ForeignKeyIndex.exists(after, table.get(), key.columns()))
              .findFirst();
      if (orphan.isPresent()) {
        found.accept(
            Diagnosis.of(
                statement,
                "Index "
                    + target.name().sql()
                    + " is the only one for foreign key "
                    + Identifiers.quote(orphan.get().name())
                    + " ("
                    + Impact.columns(orphan.get().columns())
                    + ") of "
                    + Impact.name(table.get().name())
                    + "."));
      } else if (index.get().unique()
          && after.indexes(table.get()).stream()
              .noneMatch(other -> other.unique() && other.leadingColumns().equals(columns))) {
        found.accept(
            Diagnosis.of(
                statement,
                "Without index "
                    + target.name().sql()
                    + " nothing keeps "
                    + Impact.columns(columns)
                    + " in "
                    + Impact.name(table.get().name())
                    + " unique."));
      }
    }
  }
}
