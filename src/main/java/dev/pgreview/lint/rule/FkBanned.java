package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import java.util.function.Consumer;

/** A foreign key, where policy wants none. */
@RuleMetadata(
    summary = "A foreign key, where policy wants none",
    category = Category.CONSTRAINTS,
    severity = Severity.NOTICE,
    why = "This repository's configuration bans foreign keys.",
    fix = "Leave the foreign key away, and keep the references right in the application.",
    catalogue = "fk-banned",
    equivalents =
        """
          bytebase: TABLE_NO_FOREIGN_KEY
          """,
    enabled = false)
public final class FkBanned extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    for (AddedForeignKeys.Added added : AddedForeignKeys.in(statement, context)) {
      found.accept(
          Diagnosis.of(
              statement,
              added.range(),
              "Foreign key from "
                  + Impact.name(added.link().child().name())
                  + " to "
                  + Impact.name(added.link().parent().name())
                  + "."));
    }
  }
}
