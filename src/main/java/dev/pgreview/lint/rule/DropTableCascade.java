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
import java.util.List;
import java.util.function.Consumer;

/** DROP TABLE … CASCADE of a table in use. */
@RuleMetadata(
    summary = "DROP TABLE … CASCADE of a table in use",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "CASCADE silently drops what depends on the table: foreign keys of other "
            + "tables, views, functions. Which ones is only known when it is too late.",
    fix =
        "Drop the dependent objects one by one, by name, then the table without "
            + "CASCADE, which then fails if something was forgotten.",
    catalogue = {"drop-table-cascade", "drop-table"},
    equivalents =
        """
          bytebase: STATEMENT_DISALLOW_RM_TBL_CASCADE, SCHEMA_BACKWARD_COMPATIBILITY, TABLE_DROP_NAMING_CONVENTION;
          safe-migrate: destructive-cascade, irreversible-migration;
          squawk: ban-drop-table;
          atlas: DS102;
          pgfence: drop-table;
          pgls: banDropTable;
          pgsafe: drop-table;
          safemigrate-lint: drop-table-restricted;
          django: DML:DROP_TABLE, SM003;
          pg-schema-diff: DELETES_DATA
          """,
    subsumes = {"drop-table"})
public final class DropTableCascade extends ChangeRule<ObjectChange.Drop> {
  public DropTableCascade() {
    super(ObjectChange.Drop.class);
  }

  @Override
  protected void check(
      ObjectChange.Drop change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.kind() != ObjectKind.TABLE || !change.cascade()) {
      return;
    }
    for (ObjectChange.Target target : change.objects()) {
      if (context.inUse(statement, target.name())) {
        RelationName table = statement.before().fullName(target.name());
        List<String> dependents = Dependents.of(statement.before(), target.name());
        Diagnosis diagnosis =
            Diagnosis.of(
                statement,
                "CASCADE drops whatever depends on "
                    + Impact.name(table)
                    + (dependents.isEmpty() ? "." : ": " + Impact.list(dependents) + "."));
        String explicit =
            String.join("", Dependents.drops(statement.before(), target.name()))
                + "DROP TABLE "
                + target.name().sql()
                + ";";
        found.accept(
            diagnosis.fix(
                "Drop the dependent objects by name, then the table without CASCADE, which fails if something was forgotten. The rows are lost either way: stop using the table in an earlier release.",
                explicit));
      }
    }
  }
}
