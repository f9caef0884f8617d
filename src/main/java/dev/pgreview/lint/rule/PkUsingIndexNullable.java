package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.QualifiedName;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** ADD PRIMARY KEY USING INDEX over columns that may be NULL. */
@RuleMetadata(
    summary = "ADD PRIMARY KEY USING INDEX over columns that may be NULL",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "PostgreSQL makes the columns NOT NULL first, and reads the whole table under "
            + "ACCESS EXCLUSIVE to check it.",
    fix = "Make the columns NOT NULL the safe way first, in earlier migrations.",
    catalogue = "pk-using-index-nullable",
    equivalents =
        """
          eugene: W14;
          atlas: PG304;
          pgfence: add-pk-using-index
          """)
public final class PkUsingIndexNullable extends AlterTableRule<AlterTableAction.AddConstraint> {
  public PkUsingIndexNullable() {
    super(AlterTableAction.AddConstraint.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddConstraint action, AlterSite site, Consumer<Diagnosis> found) {
    if (action.constraint() instanceof ConstraintDefinition.Unique unique
        && unique.primaryKey()
        && unique.usingIndex().isPresent()
        && site.scans()) {
      List<String> columns =
          site.statement()
              .before()
              .index(new QualifiedName(site.alter().name().schema(), unique.usingIndex().get()))
              .map(Index::leadingColumns)
              .orElse(List.of());
      List<String> nullable =
          columns.stream()
              .filter(column -> site.column(column).filter(Column::notNull).isEmpty())
              .toList();
      Diagnosis diagnosis =
          site.diagnose(
                  "The primary key reads all of "
                      + site.name()
                      + " under ACCESS EXCLUSIVE, because "
                      + (nullable.isEmpty() ? "its columns" : Impact.columns(nullable))
                      + " may be NULL.")
              .because(
                  "All reads and writes of "
                      + site.name()
                      + " wait while every row is checked"
                      + Impact.duration(site.statement())
                      + ".");
      String steps =
          nullable.stream()
              .map(
                  column -> {
                    String name = GeneratedName.of(site, column, "not_null");
                    String quoted = Identifiers.quote(column);
                    return "ALTER TABLE "
                        + site.sql()
                        + " ADD CONSTRAINT "
                        + name
                        + " CHECK ("
                        + quoted
                        + " IS NOT NULL) NOT VALID;\n-- next migration:\nALTER TABLE "
                        + site.sql()
                        + " VALIDATE CONSTRAINT "
                        + name
                        + ";\n-- next migration:\nALTER TABLE "
                        + site.sql()
                        + " ALTER COLUMN "
                        + quoted
                        + " SET NOT NULL;\nALTER TABLE "
                        + site.sql()
                        + " DROP CONSTRAINT "
                        + name
                        + ";\n";
                  })
              .collect(Collectors.joining());
      found.accept(
          nullable.isEmpty()
              ? diagnosis
              : diagnosis.fix(
                  "Make the columns NOT NULL the safe way first; then this statement needs no scan.",
                  steps));
    }
  }
}
