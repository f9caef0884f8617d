package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.QualifiedName;
import java.util.function.Consumer;

/** Renaming a table or view in use. */
@RuleMetadata(
    summary = "Renaming a table or view in use",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "Running application versions know only the old name: all their queries on it "
            + "fail from the moment this commits.",
    fix =
        "Leave a view under the old name in the same transaction; simple views can be "
            + "written to. Drop it when no old version runs any more.",
    catalogue = "rename-table",
    equivalents =
        """
          squawk: renaming-table;
          strong_migrations: rename_table;
          online_migrations: rename_table;
          atlas: BC101;
          pgfence: rename-table;
          pgls: renamingTable;
          bytebase: SCHEMA_BACKWARD_COMPATIBILITY;
          pgsafe: rename;
          safemigrate-lint: rename-table-warning;
          django: DML:RENAME_TABLE, SM014
          """)
public final class RenameTable extends ChangeRule<ObjectChange.Rename> {
  public RenameTable() {
    super(ObjectChange.Rename.class);
  }

  @Override
  protected void check(
      ObjectChange.Rename change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    boolean relation =
        change.kind() == ObjectKind.TABLE
            || change.kind() == ObjectKind.VIEW
            || change.kind() == ObjectKind.MATERIALIZED_VIEW
            || change.kind() == ObjectKind.FOREIGN_TABLE;
    QualifiedName old = change.target().name();
    if (!relation
        || !context.inUse(statement, old)
        || CompatibilityView.follows(statement, context, statement.before().fullName(old))) {
      return;
    }
    String to = new QualifiedName(old.schema(), change.newName()).sql();
    Diagnosis diagnosis =
        Diagnosis.of(
            statement,
            "Renaming "
                + Impact.name(statement.before().fullName(old))
                + " to "
                + Identifiers.quote(change.newName())
                + " breaks every running application version that uses the old name.");
    found.accept(
        change.kind() != ObjectKind.TABLE
            ? diagnosis
            : diagnosis.fix(
                "Leave a view under the old name in the same transaction; INSERT, UPDATE and DELETE work through it. Drop it when no old version runs any more.",
                statement.statement().sql()
                    + ";\nCREATE VIEW "
                    + old.sql()
                    + " AS SELECT * FROM "
                    + to
                    + ";"));
  }
}
