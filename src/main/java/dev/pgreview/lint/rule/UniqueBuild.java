package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Table;
import java.util.List;

/** UNIQUE and PRIMARY KEY constraints that build their index under ACCESS EXCLUSIVE. */
final class UniqueBuild {
  private UniqueBuild() {}

  static Diagnosis diagnose(AlterSite site, ConstraintDefinition.Unique unique, String kind) {
    String columns = Impact.columns(unique.columns());
    Diagnosis diagnosis =
        site.diagnose(
                kind
                    + " on "
                    + site.name()
                    + " ("
                    + columns
                    + ") builds its index under ACCESS EXCLUSIVE.")
            .because(
                "All reads and writes of "
                    + site.name()
                    + " wait until the index is built"
                    + Impact.duration(site.statement())
                    + ".");
    if (site.table().filter(Table::partitioned).isPresent()) {
      return diagnosis.fix(
          "A partitioned table's index cannot be built concurrently: create it ON ONLY the parent,"
              + " build one concurrently on each partition, and attach each.");
    }
    return diagnosis.fix(
        "Build the index concurrently first, in a migration that runs outside a transaction; then"
            + " make it the constraint, which is instant.",
        steps(site, unique, kind));
  }

  private static String steps(AlterSite site, ConstraintDefinition.Unique unique, String kind) {
    String name =
        unique
            .name()
            .map(Identifiers::quote)
            .orElseGet(
                () ->
                    unique.primaryKey()
                        ? GeneratedName.of(site, "", "pkey")
                        : GeneratedName.of(site, String.join("_", unique.columns()), "key"));
    String table = "ALTER TABLE " + site.sql();
    String first =
        site.command().action() instanceof AlterTableAction.AddColumn add
            ? table
                + " ADD COLUMN "
                + Identifiers.quote(add.column().name())
                + " "
                + add.column().type().display()
                + ";\n"
            : "";
    return first
        + "CREATE UNIQUE INDEX CONCURRENTLY "
        + name
        + " ON "
        + site.sql()
        + " ("
        + Impact.columns(unique.columns())
        + ")"
        + include(unique.include())
        + (unique.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
        + ";\n-- next migration:\n"
        + (table + " ADD CONSTRAINT " + name + " " + kind + " USING INDEX " + name + ";");
  }

  private static String include(List<String> columns) {
    return columns.isEmpty() ? "" : " INCLUDE (" + Impact.columns(columns) + ")";
  }
}
