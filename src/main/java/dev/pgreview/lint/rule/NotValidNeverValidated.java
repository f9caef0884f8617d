package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Origin;
import dev.pgreview.schema.Table;
import java.util.Optional;
import java.util.function.Consumer;

/** A NOT VALID constraint that this change never validates. */
@RuleMetadata(
    summary = "A NOT VALID constraint that this change never validates",
    category = Category.CONSTRAINTS,
    severity = Severity.NOTICE,
    why =
        "Until it is validated old rows may break it, the planner does not use it, and "
            + "SET NOT NULL or ATTACH PARTITION cannot rely on it. Forgotten ones stay for "
            + "years.",
    fix =
        "Add the migration that validates it, or name it and its release in the "
            + "migration plan.",
    catalogue = "not-valid-never-validated")
public final class NotValidNeverValidated extends AlterTableRule<AlterTableAction.AddConstraint> {
  public NotValidNeverValidated() {
    super(AlterTableAction.AddConstraint.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddConstraint action, AlterSite site, Consumer<Diagnosis> found) {
    if (ValidatesRows.of(action.constraint()) || site.table().isEmpty()) {
      return;
    }
    Optional<Table> after = site.context().analysis().after().table(site.table().get().id());
    after.stream()
        .flatMap(table -> table.constraints().stream())
        .filter(
            constraint ->
                constraint.origin() instanceof Origin.Change change
                    && change.statement() == site.statement().index()
                    && !constraint.valid()
                    && Enforcement.of(constraint))
        .filter(
            constraint -> action.constraint().name().map(constraint.name()::equals).orElse(true))
        .findFirst()
        .ifPresent(
            constraint ->
                found.accept(
                    site.diagnose(
                            "Constraint "
                                + Identifiers.quote(constraint.name())
                                + " of "
                                + site.name()
                                + " stays NOT VALID.")
                        .fix(
                            "Add the migration that validates it, or name it and its release in the migration plan.",
                            "ALTER TABLE "
                                + site.sql()
                                + " VALIDATE CONSTRAINT "
                                + Identifiers.quote(constraint.name())
                                + ";")));
  }
}
