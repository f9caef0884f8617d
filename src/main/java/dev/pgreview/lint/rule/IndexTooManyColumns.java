package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.IndexChange;
import java.util.function.Consumer;

/** An index with more than three key columns. */
@RuleMetadata(
    summary = "An index with more than three key columns",
    category = Category.INDEXES,
    severity = Severity.NOTICE,
    why =
        "Wide indexes are large, slow every write down, and serve only queries that "
            + "constrain their leading columns; most tables profit more from a narrower one.",
    fix =
        "Keep the columns that the stated query filters and sorts by; put columns that "
            + "are only read into INCLUDE.",
    catalogue = "index-too-many-columns",
    equivalents =
        """
          strong_migrations: add_index_columns;
          bytebase: INDEX_KEY_NUMBER_LIMIT
          """)
public final class IndexTooManyColumns extends ChangeRule<IndexChange.CreateIndex> {
  public IndexTooManyColumns() {
    super(IndexChange.CreateIndex.class);
  }

  @Override
  protected void check(
      IndexChange.CreateIndex change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (!change.unique() && change.keys().size() > LIMIT) {
      found.accept(
          Diagnosis.of(
              statement,
              "The index on "
                  + change.table().sql()
                  + " has "
                  + change.keys().size()
                  + " key columns; more than "
                  + LIMIT
                  + " rarely pay."));
    }
  }

  private static final int LIMIT = 3;
}
