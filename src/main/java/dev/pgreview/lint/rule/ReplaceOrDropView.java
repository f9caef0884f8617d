package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.TableChange;
import dev.pgreview.schema.View;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A view in use is dropped, or replaced by one with other columns. */
@RuleMetadata(
    summary = "A view in use is dropped, or replaced by one with other columns",
    category = Category.COMPATIBILITY,
    severity = Severity.WARNING,
    why =
        "Queries on a dropped view fail until it is there again. CREATE OR REPLACE VIEW "
            + "can only add columns at the end: anything else fails when it is deployed. Both "
            + "take ACCESS EXCLUSIVE on the view.",
    fix =
        "Make the new view under a new name, switch the readers, and drop the old one "
            + "in a later release.",
    catalogue = "replace-or-drop-view",
    equivalents =
        """
          bytebase: SCHEMA_BACKWARD_COMPATIBILITY
          """,
    subsumes = {"missing-lock-timeout"})
public final class ReplaceOrDropView extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    SchemaChange change = statement.statement().change();
    if (change instanceof ObjectChange.Drop drop
        && (drop.kind() == ObjectKind.VIEW || drop.kind() == ObjectKind.MATERIALIZED_VIEW)
        && !drop.cascade()) {
      for (ObjectChange.Target target : drop.objects()) {
        RelationName view = statement.before().fullName(target.name());
        if (context.inUse(statement, target.name())
            && !CompatibilityView.follows(statement, context, view)) {
          found.accept(
              Diagnosis.of(
                  statement,
                  "Dropping view "
                      + Impact.name(view)
                      + " breaks running application versions that read it."));
        }
      }
    }
    if (change instanceof TableChange.CreateView create && create.replace()) {
      Optional<View> old =
          statement.before().view(create.name()).filter(view -> view.origin().isBase());
      old.flatMap(view -> lost(view, create))
          .ifPresent(
              column ->
                  found.accept(
                      Diagnosis.of(
                              statement,
                              "Replacing view "
                                  + Impact.name(old.get().name())
                                  + " fails: its column "
                                  + Identifiers.quote(column)
                                  + " would be gone, renamed or moved.")
                          .as(Severity.ERROR)
                          .because(
                              "CREATE OR REPLACE VIEW can only add columns at the end (\"cannot drop columns from view\"): the migration fails when it is deployed.")));
    }
  }

  /** The first column of the old view that does not stand at the same place in the new one. */
  private static Optional<String> lost(View old, TableChange.CreateView replacement) {
    List<String> columns =
        replacement.columnNames().isEmpty()
            ? replacement.query().columns()
            : replacement.columnNames();
    if (columns.isEmpty() || columns.contains("*") || old.columns().contains("*")) {
      return Optional.empty();
    }
    for (int i = 0; i < old.columns().size(); i++) {
      if (i >= columns.size() || !columns.get(i).equals(old.columns().get(i))) {
        return Optional.of(old.columns().get(i));
      }
    }
    return Optional.empty();
  }
}
