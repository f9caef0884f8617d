package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Identifiers;
import java.util.function.Consumer;

/** DROP NOT NULL on a column in use. */
@RuleMetadata(
    summary = "DROP NOT NULL on a column in use",
    category = Category.CONSTRAINTS,
    severity = Severity.WARNING,
    why =
        "Readers that never saw a NULL (running application versions, reports, "
            + "functions) may fail on the first one; going back means cleaning up and another "
            + "scan.",
    fix = "Release application versions that accept NULL first.",
    catalogue = "drop-not-null",
    equivalents =
        """
          squawk: ban-drop-not-null;
          pgfence: drop-not-null;
          pgls: banDropNotNull;
          pgsafe: drop-not-null;
          safemigrate-lint: not-null-dropped-warning;
          django: SM029
          """)
public final class DropNotNull extends AlterTableRule<AlterTableAction.DropNotNull> {
  public DropNotNull() {
    super(AlterTableAction.DropNotNull.class);
  }

  @Override
  protected void check(
      AlterTableAction.DropNotNull action, AlterSite site, Consumer<Diagnosis> found) {
    if (site.column(action.column())
        .filter(column -> !column.notNull() || !column.origin().isBase())
        .isEmpty()) {
      found.accept(
          site.diagnose(
              site.name()
                  + "."
                  + Identifiers.quote(action.column())
                  + " may be NULL from now on."));
    }
  }
}
