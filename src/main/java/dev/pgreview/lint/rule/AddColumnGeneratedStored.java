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

/** ADD COLUMN … GENERATED ALWAYS AS (…) STORED. */
@RuleMetadata(
    summary = "ADD COLUMN … GENERATED ALWAYS AS (…) STORED",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "The value is computed for every row: the whole table and all its indexes are "
            + "written anew under ACCESS EXCLUSIVE, and all reads and writes wait until it is "
            + "done.",
    fix =
        "Add a plain column that a trigger keeps up to date, and fill the old rows in "
            + "batches; or, from PostgreSQL 18 on, make it VIRTUAL, which stores nothing.",
    catalogue = "add-column-generated-stored",
    equivalents =
        """
          squawk: adding-field-with-default;
          eugene: E11;
          strong_migrations: add_column_generated_stored;
          online_migrations: add_column_generated_stored;
          pgfence: add-column-stored-generated;
          pgls: addSerialColumn;
          pgsafe: add-column-generated-stored;
          safemigrate-lint: stored-generated-column-rewrites
          """)
public final class AddColumnGeneratedStored extends AlterTableRule<AlterTableAction.AddColumn> {
  public AddColumnGeneratedStored() {
    super(AlterTableAction.AddColumn.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddColumn action, AlterSite site, Consumer<Diagnosis> found) {
    if (AddedColumn.rewriteCause(action, site) != AddedColumn.Cause.GENERATED) {
      return;
    }
    String column = Identifiers.quote(action.column().name());
    String type = action.column().type().display();
    String expression = action.column().generated().orElseThrow().expression().sql();
    Diagnosis diagnosis =
        AddedColumn.rewrite(site, action, "that is computed and stored for every row");
    found.accept(
        site.context().version().atLeast(18)
            ? diagnosis.fix(
                "Make it VIRTUAL, which is computed when it is read and stores nothing; or add a plain column, a trigger, and fill it in batches.",
                "ALTER TABLE "
                    + site.sql()
                    + " ADD COLUMN "
                    + column
                    + " "
                    + type
                    + " GENERATED ALWAYS AS ("
                    + expression
                    + ") VIRTUAL;")
            : diagnosis.fix(
                "Add a plain column, let a trigger fill it for new and changed rows, and fill the old rows in batches.",
                "ALTER TABLE "
                    + site.sql()
                    + " ADD COLUMN "
                    + column
                    + " "
                    + type
                    + ";\n-- CREATE TRIGGER … BEFORE INSERT OR UPDATE … that sets NEW."
                    + column
                    + "\n"
                    + Backfill.batch(site.sql(), column, expression)));
  }
}
