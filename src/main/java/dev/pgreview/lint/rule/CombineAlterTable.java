package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Several ALTER TABLE statements on one table that could be one. */
@RuleMetadata(
    summary = "Several ALTER TABLE statements on one table that could be one",
    category = Category.LOCKING,
    severity = Severity.NOTICE,
    why =
        "Each one waits for its lock anew if they are in different transactions, and "
            + "each one that scans or rewrites the table does so by itself: together they "
            + "would do it once.",
    fix = "Write the sub-commands into one ALTER TABLE, separated by commas.",
    catalogue = "combine-alter-table",
    equivalents =
        """
          eugene: W12;
          pgls: multipleAlterTable;
          bytebase: STATEMENT_MERGE_ALTER_TABLE
          """)
public final class CombineAlterTable extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (List<AnalyzedStatement> file : context.files()) {
      Map<RelationName, AnalyzedStatement> first = new HashMap<>();
      for (AnalyzedStatement statement : file) {
        if (statement.statement().change() instanceof TableChange.AlterTable alter
            && context.inUse(statement, alter.name())
            && alter.commands().stream().allMatch(command -> combinable(command.action()))) {
          RelationName table = statement.before().fullName(alter.name());
          AnalyzedStatement earlier = first.putIfAbsent(table, statement);
          if (earlier != null) {
            found.accept(
                Diagnosis.of(
                        statement,
                        "This could be one statement with the ALTER TABLE "
                            + alter.name().sql()
                            + " in line "
                            + earlier.span().line()
                            + ".")
                    .onlyFirstOf(statement.path() + " " + table));
          }
        }
      }
    }
  }

  /**
   * DROP and VALIDATE CONSTRAINT are left alone: the steps of safe recipes need their own order.
   */
  private static boolean combinable(AlterTableAction action) {
    return action instanceof AlterTableAction.AddColumn
        || action instanceof AlterTableAction.DropColumn
        || action instanceof AlterTableAction.AlterColumnType
        || action instanceof AlterTableAction.SetNotNull
        || action instanceof AlterTableAction.DropNotNull
        || action instanceof AlterTableAction.DropDefault
        || (action instanceof AlterTableAction.AddConstraint(ConstraintDefinition constraint)
            && ValidatesRows.of(constraint));
  }
}
