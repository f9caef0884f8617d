package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ConstraintDefinition;
import java.util.List;
import java.util.function.Consumer;

/** A new constraint that running application versions may break. */
@RuleMetadata(
    summary = "A new constraint that running application versions may break",
    category = Category.CONSTRAINTS,
    severity = Severity.NOTICE,
    why =
        "NOT VALID spares the old rows, not the new ones: from the moment it commits, "
            + "every INSERT and UPDATE of a running application version that breaks the "
            + "constraint fails.",
    fix =
        "Release application versions that keep to the constraint first, and wait until "
            + "no older one runs.",
    catalogue = "not-valid-breaks-old-app",
    enabled = false)
public final class NotValidBreaksOldApp extends AlterTableRule<AlterTableAction.AddConstraint> {
  public NotValidBreaksOldApp() {
    super(AlterTableAction.AddConstraint.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddConstraint action, AlterSite site, Consumer<Diagnosis> found) {
    List<String> columns =
        switch (action.constraint()) {
          case ConstraintDefinition.Check check when check.notValid() ->
              check.expression().columns();
          case ConstraintDefinition.NotNull notNull when notNull.notValid() ->
              List.of(notNull.column());
          default -> List.of();
        };
    if (columns.stream()
        .anyMatch(
            column -> site.column(column).map(known -> known.origin().isBase()).orElse(true))) {
      found.accept(
          site.diagnose(
              "Writes of running application versions to "
                  + site.name()
                  + " that break this constraint fail as soon as it commits."));
    }
  }
}
