package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.QualifiedName;
import java.util.Optional;
import java.util.function.Consumer;

/** RENAME COLUMN on a table in use. */
@RuleMetadata(
    summary = "RENAME COLUMN on a table in use",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "Running application versions know only the old name and new ones only the new "
            + "one: one of the two fails from the moment this commits until the deployment is "
            + "over, and again when it is rolled back.",
    fix =
        "Add the new column, write both, backfill, read the new one, and drop the old "
            + "one in a later release; or keep the column and change its name in the "
            + "application only.",
    catalogue = "rename-column",
    equivalents =
        """
          squawk: renaming-column;
          strong_migrations: rename_column;
          online_migrations: rename_column;
          atlas: BC102;
          pgfence: rename-column;
          pgls: renamingColumn;
          bytebase: SCHEMA_BACKWARD_COMPATIBILITY;
          pgsafe: rename;
          safemigrate-lint: rename-column-warning;
          django: DML:RENAME_COLUMN, SM006
          """)
public final class RenameColumn extends ChangeRule<ObjectChange.Rename> {
  public RenameColumn() {
    super(ObjectChange.Rename.class);
  }

  @Override
  protected void check(
      ObjectChange.Rename change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    boolean view =
        change.relationKind() == ObjectKind.VIEW
            || change.relationKind() == ObjectKind.MATERIALIZED_VIEW;
    if (change.kind() != ObjectKind.COLUMN
        || view
        || change.target().member() == null
        || !context.inUse(statement, change.target().name())) {
      return;
    }
    QualifiedName table = change.target().name();
    String old = change.target().member();
    Optional<Column> column = statement.before().table(table).flatMap(t -> t.column(old));
    if (column.filter(c -> !c.origin().isBase()).isPresent()) {
      return;
    }
    String type = column.map(c -> c.type().display()).orElse("<its type>");
    String from = Identifiers.quote(old);
    String to = Identifiers.quote(change.newName());
    found.accept(
        Diagnosis.of(
                statement,
                "Renaming "
                    + Impact.name(statement.before().fullName(table))
                    + "."
                    + from
                    + " to "
                    + to
                    + " breaks every running application version that uses the old name.")
            .fix(
                "Add the new column beside the old one, write both, backfill, switch the reads, and drop the old one in a later release.",
                "ALTER TABLE "
                    + table.sql()
                    + " ADD COLUMN "
                    + to
                    + " "
                    + type
                    + ";\n-- release: write both columns\n-- in batches, outside of migrations:\nUPDATE "
                    + table.sql()
                    + " SET "
                    + to
                    + " = "
                    + from
                    + " WHERE "
                    + to
                    + " IS DISTINCT FROM "
                    + from
                    + ";\n-- release: read and write "
                    + to
                    + " only\n-- a later migration:\nALTER TABLE "
                    + table.sql()
                    + " DROP COLUMN "
                    + from
                    + ";"));
  }
}
