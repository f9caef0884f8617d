package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.SqlExpression;
import java.util.function.Consumer;

/** A type change that writes the whole table anew. */
@RuleMetadata(
    summary = "A type change that writes the whole table anew",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "The whole table and all its indexes are written anew under ACCESS EXCLUSIVE: "
            + "all reads and writes wait until it is done. A value that does not fit the new "
            + "type makes the migration fail.",
    fix =
        "Add a column of the new type, write both, fill the old rows in batches, "
            + "switch, and drop the old column in a later release.",
    catalogue = {"alter-column-type-rewrite", "lossy-type-change", "data-dependent-failure"},
    equivalents =
        """
          squawk: changing-column-type;
          eugene: E5;
          strong_migrations: change_column;
          online_migrations: change_column;
          atlas: PG301, MF101, MF102, MF103, MF104;
          pgfence: alter-column-type;
          pgls: changingColumnType;
          bytebase: COLUMN_DISALLOW_CHANGE_TYPE;
          pgsafe: alter-column-type;
          safe-migrate: type-change-rewrite, irreversible-migration;
          safemigrate-lint: column-type-change-rewrites-table, unique-constraint-data-dependent;
          django: DML:ALTER_COLUMN, SM004, SM013
          """)
public final class AlterColumnTypeRewrite extends AlterTableRule<AlterTableAction.AlterColumnType> {
  public AlterColumnTypeRewrite() {
    super(AlterTableAction.AlterColumnType.class);
  }

  @Override
  protected void check(
      AlterTableAction.AlterColumnType action, AlterSite site, Consumer<Diagnosis> found) {
    if (!site.rewrites() || TypeChange.isTimestampPair(action, site)) {
      return;
    }
    String column = Identifiers.quote(action.column());
    String change =
        site.column(action.column()).map(c -> "from " + c.type().display() + " ").orElse("")
            + "to "
            + action.type().display();
    String fresh = Identifiers.quote(action.column() + "_new");
    String value =
        action.using().map(SqlExpression::sql).orElse(column + "::" + action.type().display());
    found.accept(
        site.diagnose(
                "Changing "
                    + site.name()
                    + "."
                    + column
                    + " "
                    + change
                    + (site.certain()
                        ? " rewrites the whole table."
                        : " rewrites the whole table, unless its present type needs no conversion."))
            .because(
                "All reads and writes of "
                    + site.name()
                    + " wait while the table and its indexes are written anew under ACCESS EXCLUSIVE"
                    + Impact.duration(site.statement())
                    + ".")
            .fix(
                "Add a column of the new type, write both, fill the old rows in batches, switch, and drop the old column in a later release.",
                "ALTER TABLE "
                    + site.sql()
                    + " ADD COLUMN "
                    + fresh
                    + " "
                    + action.type().display()
                    + ";\n-- release: write both columns (or a trigger that does)\n"
                    + Backfill.batch(site.sql(), fresh, value)
                    + "-- release: read "
                    + action.column()
                    + "_new\n-- a later migration:\nALTER TABLE "
                    + site.sql()
                    + " DROP COLUMN "
                    + column
                    + ";"));
  }
}
