package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.migration.MigrationKind;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.TableChange;
import java.util.function.Consumer;

/** A statement that loses data, in a migration without a way down. */
@RuleMetadata(
    summary = "A statement that loses data, in a migration without a way down",
    category = Category.COMPATIBILITY,
    severity = Severity.WARNING,
    why =
        "The tool has down migrations, and this one cannot be taken back: a rollback of "
            + "the release leaves a schema that the old application does not know.",
    fix =
        "Write the down migration; where the data cannot come back say so in the "
            + "migration plan, with the backup that holds it.",
    catalogue = "irreversible-no-rollback",
    equivalents =
        """
          safe-migrate: irreversible-migration;
          django: SM007, SM016;
          bytebase: BUILTIN_PRIOR_BACKUP_CHECK
          """)
public final class IrreversibleNoRollback extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (hasDowns(statement.migration().tool())
        && statement.migration().down().isEmpty()
        && statement.migration().kind() == MigrationKind.VERSIONED
        && loses(statement, context)) {
      found.accept(
          Diagnosis.of(statement, "This loses data, and the migration has no way down.")
              .onlyFirstOf(statement.path()));
    }
  }

  private static boolean hasDowns(MigrationTool tool) {
    return switch (tool) {
      case GOLANG_MIGRATE, GOOSE, DBMATE, SQL_MIGRATE, POP, DIESEL, SQITCH -> true;
      case FLYWAY,
          LIQUIBASE,
          PRISMA,
          DRIZZLE,
          ATLAS,
          SQLX,
          SUPABASE,
          NODE_PG_MIGRATE,
          TERN,
          RAILS,
          PLAIN ->
          false;
    };
  }

  private static boolean loses(AnalyzedStatement statement, RuleContext context) {
    SchemaChange change = statement.statement().change();
    if (change instanceof TableChange.AlterTable alter) {
      return context.inUse(statement, alter.name())
          && alter.commands().stream()
              .anyMatch(command -> command.action() instanceof AlterTableAction.DropColumn);
    }
    if (change instanceof ObjectChange.Drop drop) {
      return drop.kind() == ObjectKind.TABLE
          && drop.objects().stream().anyMatch(target -> context.inUse(statement, target.name()));
    }
    return change instanceof TableChange.Truncate truncate
        && truncate.relations().stream().anyMatch(name -> context.inUse(statement, name));
  }
}
