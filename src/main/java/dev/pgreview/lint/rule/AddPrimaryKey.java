package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ConstraintDefinition;
import java.util.function.Consumer;

/** ADD PRIMARY KEY that builds its index at once. */
@RuleMetadata(
    summary = "ADD PRIMARY KEY that builds its index at once",
    category = Category.CONSTRAINTS,
    severity = Severity.ERROR,
    why =
        "All reads and writes wait under ACCESS EXCLUSIVE until the index is built, and "
            + "columns that may be NULL are scanned as well.",
    fix =
        "Make the columns NOT NULL the safe way, build a unique index concurrently, and "
            + "make it the primary key with USING INDEX.",
    catalogue = {"add-primary-key", "data-dependent-failure"},
    equivalents =
        """
          squawk: adding-serial-primary-key-field;
          eugene: E7;
          atlas: PG104, MF101, MF102, MF103, MF104;
          pgfence: add-pk-without-using-index;
          pgls: addingPrimaryKeyConstraint;
          pgsafe: add-primary-key-without-index;
          safemigrate-lint: pk-constraint-exclusive-lock, unique-constraint-data-dependent
          """)
public final class AddPrimaryKey extends AlterTableRule<AlterTableAction.AddConstraint> {
  public AddPrimaryKey() {
    super(AlterTableAction.AddConstraint.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddConstraint action, AlterSite site, Consumer<Diagnosis> found) {
    if (action.constraint() instanceof ConstraintDefinition.Unique unique
        && unique.primaryKey()
        && unique.usingIndex().isEmpty()) {
      found.accept(UniqueBuild.diagnose(site, unique, "PRIMARY KEY"));
    }
  }
}
