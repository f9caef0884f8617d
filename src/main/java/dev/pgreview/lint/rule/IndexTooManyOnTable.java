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

/** One more index on a table that has ten or more. */
@RuleMetadata(
    summary = "One more index on a table that has ten or more",
    category = Category.INDEXES,
    severity = Severity.NOTICE,
    why =
        "Every INSERT, and every UPDATE that is not HOT, writes every index; VACUUM "
            + "reads them all.",
    fix =
        "Look for indexes that are not used (pg_stat_user_indexes) or are a prefix of "
            + "others, and drop those first.",
    catalogue = "index-too-many-on-table",
    equivalents =
        """
          bytebase: INDEX_TOTAL_NUMBER_LIMIT
          """)
public final class IndexTooManyOnTable extends ChangeRule<IndexChange.CreateIndex> {
  public IndexTooManyOnTable() {
    super(IndexChange.CreateIndex.class);
  }

  @Override
  protected void check(
      IndexChange.CreateIndex change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    Optional<Table> table = statement.before().table(change.table());
    if (table.isPresent()) {
      int count = statement.before().indexes(table.get()).size();
      if (count >= LIMIT) {
        found.accept(
            Diagnosis.of(
                statement,
                Impact.name(table.get().name()) + " already has " + count + " indexes."));
      }
    }
  }

  private static final int LIMIT = 10;
}
