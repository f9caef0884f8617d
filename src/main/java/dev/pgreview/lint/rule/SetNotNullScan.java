package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.TableChange;
import java.util.function.Consumer;

/** SET NOT NULL that reads the whole table. */
@RuleMetadata(
    summary = "SET NOT NULL that reads the whole table",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "All reads and writes wait under ACCESS EXCLUSIVE while every row is checked; "
            + "one NULL makes the migration fail.",
    fix =
        "Add CHECK (column IS NOT NULL) NOT VALID, validate it in a later migration, "
            + "and only then SET NOT NULL, which then needs no scan.",
    catalogue = {"set-not-null-scan", "data-dependent-failure"},
    equivalents =
        """
          squawk: adding-not-nullable-field;
          eugene: E2;
          strong_migrations: change_column_null_postgresql, change_column_with_not_null;
          online_migrations: change_column_null, add_not_null_constraint;
          atlas: PG303, MF104, MF101, MF102, MF103;
          pgfence: alter-column-set-not-null;
          pgls: addingNotNullField;
          bytebase: STATEMENT_DISALLOW_ADD_NOT_NULL;
          pgsafe: set-not-null;
          safemigrate-lint: nullable-to-non-nullable-may-fail, unique-constraint-data-dependent;
          django: DML:NOT_NULL, SM020
          """)
public final class SetNotNullScan extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (!(statement.statement().change() instanceof TableChange.AlterTable alter)
        || !context.inUse(statement, alter.name())) {
      return;
    }
    for (TableChange.Command command : alter.commands()) {
      AlterSite site = new AlterSite(context, statement, alter, command);
      String column =
          switch (command.action()) {
            case AlterTableAction.SetNotNull(String name) -> name;
            case AlterTableAction.AddConstraint(ConstraintDefinition.NotNull notNull)
                when !notNull.notValid() ->
                notNull.column();
            default -> null;
          };
      if (column != null && site.scans()) {
        found.accept(
            site.diagnose(
                    "SET NOT NULL on "
                        + site.name()
                        + "."
                        + Identifiers.quote(column)
                        + " reads the whole table under ACCESS EXCLUSIVE.")
                .because(
                    "All reads and writes of "
                        + site.name()
                        + " wait while every row is checked"
                        + Impact.duration(statement)
                        + "; one NULL makes the migration fail.")
                .fix(
                    "Prove it first without blocking: each step in a migration of its own.",
                    recipe(site, column)));
      }
    }
  }

  private static String recipe(AlterSite site, String column) {
    String table = "ALTER TABLE " + site.sql();
    String quoted = Identifiers.quote(column);
    String name = GeneratedName.of(site, column, "not_null");
    if (site.context().version().atLeast(18)) {
      return table
          + " ADD CONSTRAINT "
          + name
          + " NOT NULL "
          + quoted
          + " NOT VALID;\n-- next migration:\n"
          + table
          + " VALIDATE CONSTRAINT "
          + name
          + ";";
    }
    return table
        + " ADD CONSTRAINT "
        + name
        + " CHECK ("
        + quoted
        + " IS NOT NULL) NOT VALID;\n-- next migration:\n"
        + table
        + " VALIDATE CONSTRAINT "
        + name
        + ";\n-- next migration; the valid CHECK spares the scan:\n"
        + table
        + " ALTER COLUMN "
        + quoted
        + " SET NOT NULL;\n"
        + table
        + " DROP CONSTRAINT "
        + name
        + ";";
  }
}
