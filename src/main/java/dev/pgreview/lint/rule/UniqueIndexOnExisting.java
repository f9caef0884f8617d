package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A unique index over rows that may hold duplicates. */
@RuleMetadata(
    summary = "A unique index over rows that may hold duplicates",
    category = Category.INDEXES,
    severity = Severity.NOTICE,
    why =
        "It is built on an empty table in development and fails in production at the "
            + "first duplicate (SQLSTATE 23505); built concurrently it leaves an invalid "
            + "index behind that still slows writes down.",
    fix = "Look for duplicates first, and state the query in the migration plan.",
    catalogue = {"unique-index-on-existing", "data-dependent-failure"},
    equivalents =
        """
          atlas: MF101, MF102, MF103, MF104;
          safemigrate-lint: unique-constraint-data-dependent
          """)
public final class UniqueIndexOnExisting extends ChangeRule<IndexChange.CreateIndex> {
  public UniqueIndexOnExisting() {
    super(IndexChange.CreateIndex.class);
  }

  @Override
  protected void check(
      IndexChange.CreateIndex change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    Optional<Table> table = statement.before().table(change.table());
    if (!change.unique()
        || !context.inUse(statement, change.table())
        || attached(change, statement, context)
        || table.filter(t -> newColumn(change, t)).isPresent()) {
      return;
    }
    List<String> columns = change.keys().stream().flatMap(key -> key.column().stream()).toList();
    Diagnosis diagnosis =
        Diagnosis.of(
            statement,
            "The unique index on "
                + change.table().sql()
                + " fails if there are duplicates"
                + (columns.isEmpty() ? "." : " in " + Impact.columns(columns) + "."));
    String list = Impact.columns(columns);
    found.accept(
        columns.size() != change.keys().size()
            ? diagnosis
            : diagnosis.fix(
                "Look for duplicates first, and state the query in the migration plan.",
                "SELECT "
                    + list
                    + ", count(*) FROM "
                    + change.table().sql()
                    + change.where().map(where -> " WHERE " + where.sql()).orElse("")
                    + " GROUP BY "
                    + list
                    + " HAVING count(*) > 1;"));
  }

  /** The first half of the safe way to a unique constraint, which says the rest itself. */
  private static boolean attached(
      IndexChange.CreateIndex change, AnalyzedStatement statement, RuleContext context) {
    return context.after(statement).stream()
        .map(later -> later.statement().change())
        .filter(TableChange.AlterTable.class::isInstance)
        .flatMap(later -> ((TableChange.AlterTable) later).commands().stream())
        .anyMatch(
            command ->
                command.action()
                        instanceof
                        AlterTableAction.AddConstraint(ConstraintDefinition.Unique unique)
                    && unique.usingIndex().isPresent()
                    && unique.usingIndex().equals(change.name()));
  }

  /** A column that the change adds without a default holds nothing but NULL. */
  private static boolean newColumn(IndexChange.CreateIndex change, Table table) {
    return !change.nullsNotDistinct()
        && change.keys().stream()
            .flatMap(key -> key.column().stream())
            .flatMap(name -> table.column(name).stream())
            .anyMatch(
                column ->
                    !column.origin().isBase()
                        && column.defaultValue().isEmpty()
                        && column.identity().isEmpty()
                        && column.generated().isEmpty());
  }
}
