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
import dev.pgreview.schema.RelationName;
import java.util.function.Consumer;

/** Moving a table or view in use to another schema. */
@RuleMetadata(
    summary = "Moving a table or view in use to another schema",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "Queries that name the old schema, or find it through search_path, fail from "
            + "the moment this commits.",
    fix =
        "Leave a view under the old name in the same transaction, and drop it when no "
            + "old version runs any more.",
    catalogue = "set-schema")
public final class SetSchema extends ChangeRule<ObjectChange.SetSchema> {
  public SetSchema() {
    super(ObjectChange.SetSchema.class);
  }

  @Override
  protected void check(
      ObjectChange.SetSchema change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (!change.kind().isRelation()
        || change.kind() == ObjectKind.INDEX
        || !context.inUse(statement, change.name())) {
      return;
    }
    RelationName old = statement.before().fullName(change.name());
    if (old.schema().equals(change.newSchema())
        || CompatibilityView.follows(statement, context, old)) {
      return;
    }
    Diagnosis diagnosis =
        Diagnosis.of(
            statement,
            "Moving "
                + old.sql()
                + " to schema "
                + Identifiers.quote(change.newSchema())
                + " breaks every query that uses its old name.");
    found.accept(
        change.kind() != ObjectKind.TABLE
            ? diagnosis
            : diagnosis.fix(
                "Leave a view under the old name in the same transaction; INSERT, UPDATE and DELETE work through it.",
                statement.statement().sql()
                    + ";\nCREATE VIEW "
                    + old.sql()
                    + " AS SELECT * FROM "
                    + RelationName.of(change.newSchema(), old.name()).sql()
                    + ";"));
  }
}
