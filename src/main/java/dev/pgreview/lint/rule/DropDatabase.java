package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import java.util.function.Consumer;

/** DROP DATABASE in a migration. */
@RuleMetadata(
    summary = "DROP DATABASE in a migration",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "All data of the database is lost at once; and it cannot run in a transaction, "
            + "nor against the database that one is connected to.",
    fix =
        "Never in a migration. Drop databases by hand, after a backup that somebody has "
            + "restored.",
    catalogue = "drop-database",
    equivalents =
        """
          squawk: ban-drop-database;
          pgfence: drop-database;
          pgls: banDropDatabase;
          pgsafe: drop-database;
          safe-migrate: drop-database;
          safemigrate-lint: drop-database-restricted
          """)
public final class DropDatabase extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (statement.statement().change() instanceof ObjectChange.ClusterWide wide
        && wide.statement().equals("DROP DATABASE")) {
      found.accept(
          Diagnosis.of(
              statement,
              "This drops the database " + Identifiers.quote(wide.name()) + " with all its data."));
    }
    if (statement.statement().change() instanceof ObjectChange.Drop drop
        && drop.kind() == ObjectKind.DATABASE) {
      found.accept(
          Diagnosis.of(
              statement,
              "This drops the database "
                  + drop.objects().getFirst().name().sql()
                  + " with all its data."));
    }
  }
}
