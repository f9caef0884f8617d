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

/** CREATE TABLE AS, SELECT INTO or CREATE MATERIALIZED VIEW from large tables. */
@RuleMetadata(
    summary = "CREATE TABLE AS, SELECT INTO or CREATE MATERIALIZED VIEW from large tables",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "One statement reads and writes everything: the transaction is long, holds back "
            + "VACUUM in the whole database, keeps its locks, and writes a burst of WAL that "
            + "replicas have to follow.",
    fix =
        "Create the empty table, and copy in batches outside of migrations; create a "
            + "materialized view WITH NO DATA and refresh it later.",
    catalogue = "create-table-as",
    equivalents =
        """
          safe-migrate: create-table-as-select
          """)
public final class CreateTableAs extends ChangeRule<TableChange.CreateTableAs> {
  public CreateTableAs() {
    super(TableChange.CreateTableAs.class);
  }

  @Override
  protected void check(
      TableChange.CreateTableAs change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (!change.withData()) {
      return;
    }
    for (QualifiedName source : change.query().relations()) {
      RelationName name = statement.before().fullName(source);
      if (context.inUse(statement, source)
          && context.statistics(statement, name).rows() > LARGE
          && !change.query().limited()) {
        found.accept(
            Diagnosis.of(
                statement,
                "This copies from "
                    + Impact.name(name)
                    + " ("
                    + Impact.rows(context.statistics(statement, name))
                    + ") in one statement."));
        return;
      }
    }
  }

  private static final long LARGE = 10_000;
}
