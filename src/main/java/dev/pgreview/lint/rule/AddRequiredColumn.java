package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.UserType;
import java.util.function.Consumer;

/** ADD COLUMN NOT NULL without a default. */
@RuleMetadata(
    summary = "ADD COLUMN NOT NULL without a default",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "It fails as soon as the table has one row (SQLSTATE 23502); and every INSERT "
            + "of running application versions, which do not know the column, fails too.",
    fix =
        "Give it a constant default, which costs nothing; or add it as nullable, fill "
            + "it in batches, and make it NOT NULL the safe way.",
    catalogue = {"add-required-column", "data-dependent-failure"},
    equivalents =
        """
          squawk: adding-required-field;
          atlas: MF103, MF101, MF102, MF104;
          pgfence: add-column-not-null-no-default;
          pgls: addingRequiredField;
          pgsafe: add-column-not-null-no-default;
          safemigrate-lint: add-non-nullable-without-default, unique-constraint-data-dependent;
          django: DML:NOT_NULL, SM001
          """)
public final class AddRequiredColumn extends AlterTableRule<AlterTableAction.AddColumn> {
  public AddRequiredColumn() {
    super(AlterTableAction.AddColumn.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddColumn action, AlterSite site, Consumer<Diagnosis> found) {
    ColumnDefinition column = action.column();
    boolean filled =
        column.defaultValue().filter(value -> !value.isNull()).isPresent()
            || column.type().serial()
            || column.identity().isPresent()
            || column.generated().isPresent();
    boolean primaryKey =
        column.constraints().stream()
            .anyMatch(
                constraint ->
                    constraint instanceof ConstraintDefinition.Unique unique
                        && unique.primaryKey());
    boolean domainDefault =
        site.statement()
            .before()
            .type(column.type().name())
            .filter(
                type -> type instanceof UserType.Domain domain && domain.defaultValue().isPresent())
            .isPresent();
    boolean there = action.ifNotExists() && site.column(column.name()).isPresent();
    if (column.notNull() && !filled && !primaryKey && !domainDefault && !there) {
      String name = Identifiers.quote(column.name());
      found.accept(
          site.diagnose(
                  "Column "
                      + site.name()
                      + "."
                      + name
                      + " is NOT NULL and has no default: this fails if "
                      + site.name()
                      + " has a row, and running application versions cannot insert.")
              .fix(
                  "Give it a constant default, which costs nothing; or add it as nullable, fill it in batches, and make it NOT NULL the safe way.",
                  "ALTER TABLE "
                      + site.sql()
                      + " ADD COLUMN "
                      + name
                      + " "
                      + column.type().display()
                      + ";\n"
                      + Backfill.batch(site.sql(), name, "<value>")
                      + "-- then, as set-not-null-scan says: CHECK ("
                      + name
                      + " IS NOT NULL) NOT VALID, VALIDATE, SET NOT NULL"));
    }
  }
}
