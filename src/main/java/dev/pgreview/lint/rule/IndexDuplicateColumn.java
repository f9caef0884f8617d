package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.IndexChange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The same column twice in an index. */
@RuleMetadata(
    summary = "The same column twice in an index",
    category = Category.INDEXES,
    severity = Severity.WARNING,
    why =
        "The second one can never narrow a search; it only makes the index larger and "
            + "every write slower. It is usually a typing mistake for another column.",
    fix = "Remove it, or name the column that was meant.",
    catalogue = "index-duplicate-column",
    equivalents =
        """
          bytebase: INDEX_NO_DUPLICATE_COLUMN;
          safemigrate-lint: index-no-duplicate-column
          """)
public final class IndexDuplicateColumn extends ChangeRule<IndexChange.CreateIndex> {
  public IndexDuplicateColumn() {
    super(IndexChange.CreateIndex.class);
  }

  @Override
  protected void check(
      IndexChange.CreateIndex change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    List<String> keys =
        change.keys().stream()
            .filter(key -> key.operatorClass().isEmpty())
            .flatMap(key -> key.column().stream())
            .toList();
    Set<String> seen = new HashSet<>();
    for (String column : Stream.concat(keys.stream(), change.include().stream()).toList()) {
      if (!seen.add(column)) {
        found.accept(
            Diagnosis.of(
                statement,
                "Column "
                    + Identifiers.quote(column)
                    + " is twice in the index on "
                    + change.table().sql()
                    + "."));
      }
    }
  }
}
