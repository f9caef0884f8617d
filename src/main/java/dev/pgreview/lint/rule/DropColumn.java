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

/** DROP COLUMN on a table in use. */
@RuleMetadata(
    summary = "DROP COLUMN on a table in use",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "While the migration is deployed, and after it is rolled back, application "
            + "versions that name the column fail on every query that does; the values are "
            + "gone.",
    fix =
        "Release an application version that does not use the column first, wait until "
            + "no older one runs, then drop it in a later migration.",
    catalogue = "drop-column",
    equivalents =
        """
          squawk: ban-drop-column;
          strong_migrations: remove_column;
          online_migrations: remove_column;
          atlas: DS103;
          pgfence: drop-column;
          pgls: banDropColumn;
          bytebase: SCHEMA_BACKWARD_COMPATIBILITY;
          pgsafe: drop-column;
          safe-migrate: irreversible-migration;
          safemigrate-lint: drop-column-restricted;
          django: DML:DROP_COLUMN, SM002;
          pg-schema-diff: DELETES_DATA
          """)
public final class DropColumn extends AlterTableRule<AlterTableAction.DropColumn> {
  public DropColumn() {
    super(AlterTableAction.DropColumn.class);
  }

  @Override
  protected void check(
      AlterTableAction.DropColumn action, AlterSite site, Consumer<Diagnosis> found) {
    if (site.column(action.column()).filter(column -> !column.origin().isBase()).isPresent()) {
      return;
    }
    String column = site.name() + "." + Identifiers.quote(action.column());
    found.accept(
        site.diagnose(
                "Dropping "
                    + column
                    + " breaks running application versions that still use it, and its values are lost.")
            .because(
                "Every SELECT, INSERT or UPDATE that names the column fails from the moment this commits, SELECT * in prepared statements too (\"cached plan must not change result type\"). A rollback of the application does not bring the values back."));
  }
}
