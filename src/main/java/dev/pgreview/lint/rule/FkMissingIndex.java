package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Table;
import java.util.Optional;
import java.util.function.Consumer;

/** A foreign key without an index on the referencing columns. */
@RuleMetadata(
    summary = "A foreign key without an index on the referencing columns",
    category = Category.CONSTRAINTS,
    severity = Severity.WARNING,
    why =
        "Every DELETE, and every UPDATE of the key, in the referenced table reads the "
            + "whole referencing table to look for rows that refer to it.",
    fix =
        "Create an index that starts with the foreign key's columns, concurrently if "
            + "the table is in use.",
    catalogue = "fk-missing-index",
    equivalents =
        """
          eugene: E15;
          pgfence: fk-missing-index;
          pgsafe: fk-without-covering-index;
          splinter/pglinter: unindexed_foreign_keys, B003;
          django: SM025
          """)
public final class FkMissingIndex extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    for (AddedForeignKeys.Added added : AddedForeignKeys.in(statement, context)) {
      ForeignKeyLink link = added.link();
      Optional<Table> child =
          context
              .analysis()
              .after()
              .table(link.child().id())
              .filter(table -> table.constraint(link.key().name()).isPresent());
      if (child.isPresent()
          && !ForeignKeyIndex.exists(
              context.analysis().after(), child.get(), link.key().columns())) {
        String columns = Impact.columns(link.key().columns());
        boolean inUse = link.child().origin().isBase();
        String index =
            Identifiers.quote(
                link.child().name().name() + "_" + String.join("_", link.key().columns()) + "_idx");
        found.accept(
            Diagnosis.of(
                    statement,
                    added.range(),
                    "No index on "
                        + Impact.name(link.child().name())
                        + " ("
                        + columns
                        + ") serves the foreign key to "
                        + Impact.name(link.parent().name())
                        + ".")
                .fix(
                    inUse
                        ? "Create it concurrently, in a migration of its own."
                        : "Create it in the same migration: the table is new.",
                    "CREATE INDEX "
                        + (inUse ? "CONCURRENTLY " : "")
                        + index
                        + " ON "
                        + link.child().name().sql()
                        + " ("
                        + columns
                        + ");"));
      }
    }
  }
}
