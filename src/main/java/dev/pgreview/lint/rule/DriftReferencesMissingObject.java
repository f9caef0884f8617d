package dev.pgreview.lint.rule;

import dev.pgreview.config.DidYouMean;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import java.util.Optional;
import java.util.function.Consumer;

/** A statement names a table, column or constraint that the deployed migrations never made. */
@RuleMetadata(
    summary =
        "A statement names a table, column or constraint that the deployed migrations "
            + "never made",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "The migration fails when it is deployed; or the real schema has drifted away "
            + "from its migrations, and a new environment cannot be built from them.",
    fix =
        "Correct the name. If the object was made by hand, write a migration that makes "
            + "it (IF NOT EXISTS) first.",
    catalogue = "drift-references-missing-object",
    equivalents =
        """
          safe-migrate: schema-drift;
          bytebase: BUILTIN_WALK_THROUGH_CHECK
          """)
public final class DriftReferencesMissingObject extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    // Without any table the migrations of the base are not known, and nothing is missed.
    if (!context.analysis().base().tables().isEmpty()) {
      context.analysis().statements().forEach(statement -> check(statement, found));
    }
  }

  private static void check(AnalyzedStatement statement, Consumer<Diagnosis> found) {
    if (statement.statement().change() instanceof TableChange.AlterTable alter
        && !alter.ifExists()) {
      Optional<Table> table = statement.before().table(alter.name());
      boolean tableWritten = alter.kind() == ObjectKind.TABLE;
      if (tableWritten
          && (statement.before().relation(alter.name()).isEmpty()
              || table.filter(Table::assumed).isPresent())) {
        found.accept(
            Diagnosis.of(statement, "No migration makes a table " + alter.name().sql() + ".")
                .as(Severity.WARNING));
      } else if (table.isPresent()) {
        alter
            .commands()
            .forEach(
                command ->
                    missing(command.action(), table.get())
                        .ifPresent(
                            message ->
                                found.accept(Diagnosis.of(statement, command.range(), message))));
      }
    }
  }

  private static Optional<String> missing(AlterTableAction action, Table table) {
    return switch (action) {
      case AlterTableAction.DropColumn drop when !drop.ifExists() -> column(drop.column(), table);
      case AlterTableAction.AlterColumnType alter -> column(alter.column(), table);
      case AlterTableAction.SetNotNull set -> column(set.column(), table);
      case AlterTableAction.DropNotNull drop -> column(drop.column(), table);
      case AlterTableAction.SetDefault set -> column(set.column(), table);
      case AlterTableAction.DropDefault drop -> column(drop.column(), table);
      case AlterTableAction.DropConstraint drop when !drop.ifExists() ->
          constraint(drop.constraint(), table);
      case AlterTableAction.ValidateConstraint validate -> constraint(validate.constraint(), table);
      default -> Optional.empty();
    };
  }

  private static Optional<String> column(String column, Table table) {
    return table.column(column).isPresent() || !table.parents().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Table "
                + Impact.name(table.name())
                + " has no column "
                + Identifiers.quote(column)
                + "."
                + DidYouMean.of(column, table.columns().stream().map(Column::name).toList())
                    .map(known -> " Did you mean " + Identifiers.quote(known) + "?")
                    .orElse(""));
  }

  private static Optional<String> constraint(String name, Table table) {
    return table.constraint(name).isPresent() || !table.parents().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Table "
                + Impact.name(table.name())
                + " has no constraint "
                + Identifiers.quote(name)
                + "."
                + DidYouMean.of(name, table.constraints().stream().map(Constraint::name).toList())
                    .map(known -> " Did you mean " + Identifiers.quote(known) + "?")
                    .orElse(""));
  }
}
