package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Table;
import java.util.Optional;
import java.util.function.Consumer;

/** A type change of a column that a view, a policy or a generated column uses. */
@RuleMetadata(
    summary = "A type change of a column that a view, a policy or a generated column uses",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why = "PostgreSQL refuses it (SQLSTATE 0A000): the migration fails when it is " + "deployed.",
    fix =
        "Drop the view or policy, change the type, and make it again, all in one " + "transaction.",
    catalogue = "change-type-with-constraints",
    equivalents =
        """
          strong_migrations: change_column_constraint;
          online_migrations: change_column_constraint
          """)
public final class ChangeTypeWithConstraints
    extends AlterTableRule<AlterTableAction.AlterColumnType> {
  public ChangeTypeWithConstraints() {
    super(AlterTableAction.AlterColumnType.class);
  }

  @Override
  protected void check(
      AlterTableAction.AlterColumnType action, AlterSite site, Consumer<Diagnosis> found) {
    Optional<Table> table = site.table();
    if (table.isEmpty()
        || site.column(action.column())
            .filter(
                column ->
                    column.type().equals(action.type())
                        && action.using().isEmpty()
                        && action.collation().isEmpty())
            .isPresent()) {
      return;
    }
    ColumnUse.blockingTypeChange(site.statement().before(), table.get(), action.column())
        .ifPresent(
            user ->
                found.accept(
                    site.diagnose(
                        "The type of "
                            + site.name()
                            + "."
                            + Identifiers.quote(action.column())
                            + " cannot be changed: "
                            + user
                            + " uses it.")));
  }
}
