package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Identifiers;
import java.util.function.Consumer;

/** ADD COLUMN with a default that is computed for every row. */
@RuleMetadata(
    summary = "ADD COLUMN with a default that is computed for every row",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "The whole table and all its indexes are written anew under ACCESS EXCLUSIVE: "
            + "all reads and writes wait until it is done.",
    fix =
        "Add the column without a default, set the default for new rows, and fill the "
            + "old rows in batches.",
    catalogue = "add-column-volatile-default",
    equivalents =
        """
          squawk: adding-field-with-default;
          strong_migrations: add_column_default, add_column_default_callable;
          online_migrations: add_column_with_default;
          atlas: PG302;
          pgfence: add-column-non-constant-default;
          pgls: addingFieldWithDefault;
          bytebase: COLUMN_DEFAULT_DISALLOW_VOLATILE, STATEMENT_DISALLOW_ADD_COLUMN_WITH_DEFAULT;
          pgsafe: add-column-volatile-default;
          safe-migrate: volatile-default, size-aware-add-column;
          safemigrate-lint: volatile-default-rewrites-table;
          django: SM022, SM033
          """)
public final class AddColumnVolatileDefault extends AlterTableRule<AlterTableAction.AddColumn> {
  public AddColumnVolatileDefault() {
    super(AlterTableAction.AddColumn.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddColumn action, AlterSite site, Consumer<Diagnosis> found) {
    if (AddedColumn.rewriteCause(action, site) != AddedColumn.Cause.DEFAULT) {
      return;
    }
    String table = site.sql();
    String column = Identifiers.quote(action.column().name());
    String expression = action.column().defaultValue().orElseThrow().sql();
    String tail =
        action.column().notNull()
            ? "-- then, as set-not-null-scan says:\n-- ALTER TABLE "
                + table
                + " ALTER COLUMN "
                + column
                + " SET NOT NULL;"
            : "";
    found.accept(
        AddedColumn.rewrite(
                site, action, "whose default " + expression + " is computed for every row")
            .fix(
                "Add the column without a default, set the default for new rows, and fill the old rows in batches.",
                "ALTER TABLE "
                    + table
                    + " ADD COLUMN "
                    + column
                    + " "
                    + action.column().type().display()
                    + ";\nALTER TABLE "
                    + table
                    + " ALTER COLUMN "
                    + column
                    + " SET DEFAULT "
                    + expression
                    + ";\n"
                    + Backfill.batch(table, column, "DEFAULT")
                    + tail));
  }
}
