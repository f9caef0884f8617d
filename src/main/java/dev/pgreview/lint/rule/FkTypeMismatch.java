package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Identifiers;
import java.util.Optional;
import java.util.function.Consumer;

/** A foreign key between columns of different types. */
@RuleMetadata(
    summary = "A foreign key between columns of different types",
    category = Category.CONSTRAINTS,
    severity = Severity.WARNING,
    why =
        "Every check converts values, which may keep it from using the index; and the "
            + "smaller column runs out of numbers first: inserts then fail although the other "
            + "table still has room.",
    fix = "Give the referencing column the type of the referenced one.",
    catalogue = "fk-type-mismatch",
    equivalents =
        """
          online_migrations: mismatched_foreign_key_type
          """)
public final class FkTypeMismatch extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    for (AddedForeignKeys.Added added : AddedForeignKeys.in(statement, context)) {
      ForeignKeyLink link = added.link();
      for (int i = 0;
          i < Math.min(link.key().columns().size(), link.key().referencedColumns().size());
          i++) {
        Optional<Column> child = link.child().column(link.key().columns().get(i));
        Optional<Column> parent = link.parent().column(link.key().referencedColumns().get(i));
        if (child.isPresent()
            && parent.isPresent()
            && !child.get().type().name().equals(parent.get().type().name())) {
          found.accept(
              Diagnosis.of(
                  statement,
                  added.range(),
                  Impact.name(link.child().name())
                      + "."
                      + Identifiers.quote(child.get().name())
                      + " is "
                      + child.get().type().display()
                      + " and refers to "
                      + Impact.name(link.parent().name())
                      + "."
                      + Identifiers.quote(parent.get().name())
                      + ", which is "
                      + parent.get().type().display()
                      + "."));
        }
      }
    }
  }
}
