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
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** CREATE INDEX without a name. */
@RuleMetadata(
    summary = "CREATE INDEX without a name",
    category = Category.INDEXES,
    severity = Severity.NOTICE,
    why =
        "PostgreSQL makes up a name, and another one if that is taken: later migrations "
            + "cannot rely on it, and running the file again builds a second index.",
    fix = "Name the index.",
    catalogue = "unnamed-index",
    equivalents =
        """
          squawk: prefer-robust-stmts
          """)
public final class UnnamedIndex extends ChangeRule<IndexChange.CreateIndex> {
  public UnnamedIndex() {
    super(IndexChange.CreateIndex.class);
  }

  @Override
  protected void check(
      IndexChange.CreateIndex change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.name().isEmpty()) {
      String table = change.table().name();
      String columns =
          change.keys().stream()
              .map(key -> key.column().orElse("expr"))
              .collect(Collectors.joining("_"));
      found.accept(
          Diagnosis.of(statement, "This index on " + change.table().sql() + " has no name.")
              .fix(
                  "Name it, for instance "
                      + Identifiers.quote(table + "_" + columns + "_idx")
                      + "."));
    }
  }
}
