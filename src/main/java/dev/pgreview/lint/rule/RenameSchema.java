package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import java.util.function.Consumer;

/** Renaming a schema in use. */
@RuleMetadata(
    summary = "Renaming a schema in use",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "Every qualified name in running application versions, functions and "
            + "search_path settings points to a schema that is gone.",
    fix =
        "Make a new schema and move tables one by one, with views left behind under the "
            + "old names.",
    catalogue = "rename-schema",
    equivalents =
        """
          strong_migrations: rename_schema;
          pgfence: rename-schema
          """)
public final class RenameSchema extends ChangeRule<ObjectChange.Rename> {
  public RenameSchema() {
    super(ObjectChange.Rename.class);
  }

  @Override
  protected void check(
      ObjectChange.Rename change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    String schema = change.target().name().name();
    if (change.kind() == ObjectKind.SCHEMA
        && statement.before().schemaOrigin(schema).filter(origin -> !origin.isBase()).isEmpty()) {
      found.accept(
          Diagnosis.of(
              statement,
              "Renaming schema "
                  + Identifiers.quote(schema)
                  + " breaks every query that names it."));
    }
  }
}
