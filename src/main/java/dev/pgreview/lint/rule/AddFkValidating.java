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
import dev.pgreview.schema.Table;
import java.util.function.Consumer;

/** ADD FOREIGN KEY that checks all rows at once. */
@RuleMetadata(
    summary = "ADD FOREIGN KEY that checks all rows at once",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "SHARE ROW EXCLUSIVE on both tables blocks their writes while every row is "
            + "looked up; one row without a match makes the migration fail.",
    fix =
        "Add it as NOT VALID, which only checks new rows, and validate it in a later "
            + "migration.",
    catalogue = {"add-fk-validating", "data-dependent-failure"},
    equivalents =
        """
          squawk: adding-foreign-key-constraint;
          eugene: E1;
          strong_migrations: add_foreign_key, add_reference;
          online_migrations: add_foreign_key, add_reference;
          atlas: PG306, MF101, MF102, MF103, MF104;
          pgfence: add-constraint-fk-no-not-valid;
          pgls: addingForeignKeyConstraint;
          bytebase: STATEMENT_ADD_FOREIGN_KEY_NOT_VALID;
          pgsafe: add-fk-without-not-valid;
          safe-migrate: blocking-constraint;
          safemigrate-lint: constraint-not-valid-required, unique-constraint-data-dependent;
          django: SM005
          """)
public final class AddFkValidating extends AlterTableRule<AlterTableAction.AddConstraint> {
  public AddFkValidating() {
    super(AlterTableAction.AddConstraint.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddConstraint action, AlterSite site, Consumer<Diagnosis> found) {
    if (!(action.constraint() instanceof ConstraintDefinition.ForeignKey key)
        || !ValidatesRows.of(key)
        || !site.scans()) {
      return;
    }
    String parent = Impact.name(site.statement().before().fullName(key.referenced()));
    String name =
        key.name()
            .map(Identifiers::quote)
            .orElseGet(() -> GeneratedName.of(site, String.join("_", key.columns()), "fkey"));
    Diagnosis diagnosis =
        site.diagnose(
                "This foreign key blocks all writes to "
                    + site.name()
                    + " and "
                    + parent
                    + " while every row of "
                    + site.name()
                    + " is checked.")
            .because(
                "INSERT, UPDATE and DELETE on both tables wait until it is done"
                    + Impact.duration(site.statement())
                    + "; one row without a match makes the migration fail.");
    boolean partitioned = site.table().filter(Table::partitioned).isPresent();
    if (partitioned && !site.context().version().atLeast(18)) {
      found.accept(
          diagnosis.fix(
              "A partitioned table takes no NOT VALID foreign key before PostgreSQL 18: add it to each partition as NOT VALID, validate each, then add it to the parent, which takes those over."));
      return;
    }
    String written =
        site.statement()
            .statement()
            .sql()
            .substring(site.command().range().start(), site.command().range().end())
            .strip();
    String add =
        key.name().isPresent()
            ? written
            : "ADD CONSTRAINT " + name + " " + written.replaceFirst("(?is)^ADD\\s+", "");
    String sql = "ALTER TABLE " + site.sql() + " " + add + " NOT VALID";
    diagnosis =
        diagnosis.fix(
            "Add it as NOT VALID, and validate it in a later migration.",
            sql
                + ";\n-- next migration:\nALTER TABLE "
                + site.sql()
                + " VALIDATE CONSTRAINT "
                + name
                + ";");
    found.accept(site.alone() ? diagnosis.replaceWith(sql) : diagnosis);
  }
}
