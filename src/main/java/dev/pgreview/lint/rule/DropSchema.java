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

/** DROP SCHEMA of a schema in use. */
@RuleMetadata(
    summary = "DROP SCHEMA of a schema in use",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "With CASCADE everything in the schema is dropped at once, under ACCESS "
            + "EXCLUSIVE on every table in it; every query on it fails from then on.",
    fix =
        "Move or drop the objects one by one, in releases after the application stopped "
            + "using them; then drop the empty schema without CASCADE.",
    catalogue = "drop-schema",
    equivalents =
        """
          atlas: DS101;
          pgls: banDropSchema;
          pgfence: drop-schema;
          safe-migrate: drop-schema-cascade
          """)
public final class DropSchema extends ChangeRule<ObjectChange.Drop> {
  public DropSchema() {
    super(ObjectChange.Drop.class);
  }

  @Override
  protected void check(
      ObjectChange.Drop change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.kind() != ObjectKind.SCHEMA) {
      return;
    }
    for (ObjectChange.Target target : change.objects()) {
      String schema = target.name().name();
      boolean made =
          statement.before().schemaOrigin(schema).filter(origin -> !origin.isBase()).isPresent();
      if (!made) {
        long tables =
            statement.before().tables().stream()
                .filter(table -> table.name().schema().equals(schema))
                .count();
        String what =
            change.cascade()
                ? "drops everything in it"
                    + (tables == 0 ? "" : ", " + tables + " known tables among it")
                : "breaks every query on it";
        found.accept(
            Diagnosis.of(
                statement, "Dropping schema " + Identifiers.quote(schema) + " " + what + "."));
      }
    }
  }
}
