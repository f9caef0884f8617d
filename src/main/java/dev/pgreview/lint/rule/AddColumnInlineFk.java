package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Identifiers;
import java.util.function.Consumer;

/** ADD COLUMN … REFERENCES. */
@RuleMetadata(
    summary = "ADD COLUMN … REFERENCES",
    category = Category.CONSTRAINTS,
    severity = Severity.WARNING,
    why =
        "SHARE ROW EXCLUSIVE blocks all writes to the referenced table besides ACCESS "
            + "EXCLUSIVE on this one; with a default, both tables are also scanned under "
            + "these locks.",
    fix =
        "Add the column first, then the foreign key as NOT VALID, and validate it in a "
            + "later migration.",
    catalogue = "add-column-inline-fk",
    equivalents =
        """
          squawk: adding-foreign-key-constraint;
          pgfence: add-column-inline-foreign-key;
          pgls: addingForeignKeyConstraint;
          pgsafe: add-fk-without-not-valid
          """,
    subsumes = {"missing-lock-timeout"})
public final class AddColumnInlineFk extends AlterTableRule<AlterTableAction.AddColumn> {
  public AddColumnInlineFk() {
    super(AlterTableAction.AddColumn.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddColumn action, AlterSite site, Consumer<Diagnosis> found) {
    for (ConstraintDefinition constraint : action.column().constraints()) {
      if (!(constraint instanceof ConstraintDefinition.ForeignKey key)
          || (!site.scans() && site.context().lockTimeout(site.statement()).isPresent())) {
        continue;
      }
      String parent = Impact.name(site.statement().before().fullName(key.referenced()));
      String column = Identifiers.quote(action.column().name());
      String name =
          key.name()
              .map(Identifiers::quote)
              .orElseGet(() -> GeneratedName.of(site, action.column().name(), "fkey"));
      String target =
          key.referenced().sql()
              + (key.referencedColumns().isEmpty()
                  ? ""
                  : " (" + Impact.columns(key.referencedColumns()) + ")");
      Diagnosis diagnosis =
          site.diagnose(
                  "Column "
                      + site.name()
                      + "."
                      + column
                      + " with REFERENCES locks "
                      + parent
                      + " too"
                      + (site.scans() ? ", and both tables are scanned for its default." : "."))
              .because(
                  "All reads and writes of "
                      + site.name()
                      + " and all writes to "
                      + parent
                      + " wait"
                      + (site.scans()
                          ? " until every row is checked" + Impact.duration(site.statement())
                          : " behind it for as long as it waits for its locks, without lock_timeout")
                      + ".")
              .fix(
                  "Add the column first, then the foreign key as NOT VALID; validate it in a later migration.",
                  "ALTER TABLE "
                      + site.sql()
                      + " ADD COLUMN "
                      + column
                      + " "
                      + action.column().type().display()
                      + ";\n-- next migration:\nALTER TABLE "
                      + site.sql()
                      + " ADD CONSTRAINT "
                      + name
                      + " FOREIGN KEY ("
                      + column
                      + ") REFERENCES "
                      + target
                      + " NOT VALID;\n-- next migration:\nALTER TABLE "
                      + site.sql()
                      + " VALIDATE CONSTRAINT "
                      + name
                      + ";");
      found.accept(site.scans() ? diagnosis.as(Severity.ERROR) : diagnosis);
    }
  }
}
