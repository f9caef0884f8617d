package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableChange;
import java.util.function.Consumer;

/** A table in use is dropped and made again. */
@RuleMetadata(
    summary = "A table in use is dropped and made again",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "It looks like a definition, but all rows of the existing table are lost, with "
            + "its grants, triggers and comments.",
    fix =
        "Alter the table as it is, or make the new one under another name and copy the " + "rows.",
    catalogue = {"create-table-force", "drop-table"},
    equivalents =
        """
          strong_migrations: create_table;
          online_migrations: create_table;
          squawk: ban-drop-table;
          atlas: DS102;
          pgfence: drop-table;
          pgls: banDropTable;
          bytebase: SCHEMA_BACKWARD_COMPATIBILITY, TABLE_DROP_NAMING_CONVENTION;
          pgsafe: drop-table;
          safe-migrate: irreversible-migration;
          safemigrate-lint: drop-table-restricted;
          django: DML:DROP_TABLE, SM003;
          pg-schema-diff: DELETES_DATA
          """,
    subsumes = {"drop-table"})
public final class CreateTableForce extends ChangeRule<ObjectChange.Drop> {
  public CreateTableForce() {
    super(ObjectChange.Drop.class);
  }

  @Override
  protected void check(
      ObjectChange.Drop change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.kind() != ObjectKind.TABLE || change.cascade()) {
      return;
    }
    for (ObjectChange.Target target : change.objects()) {
      if (!context.inUse(statement, target.name())) {
        continue;
      }
      RelationName table = statement.before().fullName(target.name());
      boolean again =
          context.after(statement).stream()
              .anyMatch(
                  later ->
                      later.statement().change() instanceof TableChange.CreateTable create
                          && later.before().nameForNew(create.name()).equals(table));
      if (again) {
        found.accept(
            Diagnosis.of(
                statement,
                "Table "
                    + Impact.name(table)
                    + " is dropped with all its rows and then made again."));
      }
    }
  }
}
