package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.RelationName;
import java.util.function.Consumer;

/** A new table's foreign key locks the table in use that it refers to. */
@RuleMetadata(
    summary = "A new table's foreign key locks the table in use that it refers to",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "SHARE ROW EXCLUSIVE on the referenced table, until the transaction ends: while "
            + "it is waited for, and while the transaction goes on, no row of that table can "
            + "be written.",
    fix = "Set lock_timeout first, and make nothing else in the same transaction.",
    catalogue = "create-table-fk-locks-parent",
    equivalents =
        """
          online_migrations: multiple_foreign_keys
          """,
    subsumes = {"missing-lock-timeout"})
public final class CreateTableFkLocksParent extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (context.lockTimeout(statement).isPresent()) {
      return;
    }
    for (AddedForeignKeys.Added added : AddedForeignKeys.in(statement, context)) {
      RelationName parent = added.link().parent().name();
      if (!added.link().child().origin().isBase()
          && context.inUse(statement, parent)
          && added.link().child().id() != added.link().parent().id()) {
        found.accept(
            Diagnosis.of(
                    statement,
                    added.range(),
                    "The foreign key to "
                        + Impact.name(parent)
                        + " blocks all writes to "
                        + Impact.name(parent)
                        + ", although "
                        + Impact.name(added.link().child().name())
                        + " is new.")
                .fix(
                    "Set lock_timeout first, and make nothing else in the same transaction.",
                    LockTimeouts.setting(statement))
                .onlyFirstOf(statement.index() + " " + parent));
      }
    }
  }
}
