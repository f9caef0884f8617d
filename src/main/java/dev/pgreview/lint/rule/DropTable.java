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
import dev.pgreview.schema.Table;
import java.util.function.Consumer;

/** DROP TABLE of a table in use. */
@RuleMetadata(
    summary = "DROP TABLE of a table in use",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "Every query of running application versions on the table fails, and the rows "
            + "can only come back from a backup.",
    fix =
        "Release an application version that does not use the table first. Then rename "
            + "it, and drop it some releases later when nobody missed it.",
    catalogue = "drop-table",
    equivalents =
        """
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
          """)
public final class DropTable extends ChangeRule<ObjectChange.Drop> {
  public DropTable() {
    super(ObjectChange.Drop.class);
  }

  @Override
  protected void check(
      ObjectChange.Drop change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.kind() != ObjectKind.TABLE && change.kind() != ObjectKind.FOREIGN_TABLE) {
      return;
    }
    for (ObjectChange.Target target : change.objects()) {
      boolean partition =
          statement.before().table(target.name()).filter(Table::partition).isPresent();
      if (context.inUse(statement, target.name()) && !partition) {
        RelationName table = statement.before().fullName(target.name());
        found.accept(
            Diagnosis.of(
                statement,
                "Dropping table "
                    + Impact.name(table)
                    + " loses its rows and breaks running application versions that still use it."));
      }
    }
  }
}
