package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableChange;
import java.util.function.Consumer;

/** TRUNCATE of a table in use. */
@RuleMetadata(
    summary = "TRUNCATE of a table in use",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "All rows are lost at once, no trigger for deleted rows fires, and ACCESS "
            + "EXCLUSIVE blocks every read and write until the transaction ends.",
    fix =
        "Delete in batches what is really no longer needed; or say in the migration "
            + "plan why all rows may go, and from where they can be restored.",
    catalogue = "truncate",
    equivalents =
        """
          pgfence: truncate;
          pgls: banTruncate;
          bytebase: STATEMENT_DISALLOW_TRUNCATE;
          pgsafe: truncate
          """)
public final class Truncate extends ChangeRule<TableChange.Truncate> {
  public Truncate() {
    super(TableChange.Truncate.class);
  }

  @Override
  protected void check(
      TableChange.Truncate change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    for (QualifiedName name : change.relations()) {
      if (context.inUse(statement, name)) {
        RelationName table = statement.before().fullName(name);
        found.accept(
            Diagnosis.of(
                statement,
                "TRUNCATE deletes all rows of "
                    + Impact.name(table)
                    + " ("
                    + Impact.rows(context.statistics(statement, table))
                    + ") and locks it against reads and writes."));
      }
    }
  }
}
