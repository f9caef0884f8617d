package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Identifiers;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** DROP CONSTRAINT on a table in use. */
@RuleMetadata(
    summary = "DROP CONSTRAINT on a table in use",
    category = Category.CONSTRAINTS,
    severity = Severity.WARNING,
    why =
        "From then on wrong rows get in, and putting the constraint back means cleaning "
            + "them up first. Unique constraints may also be the target of ON CONFLICT, of "
            + "foreign keys or of logical replication.",
    fix = "Make sure that nothing relies on it; add the one that replaces it first.",
    catalogue = "drop-constraint",
    equivalents =
        """
          atlas: CD101;
          pgfence: drop-constraint;
          pgsafe: drop-constraint;
          safemigrate-lint: constraint-dropped-warning
          """)
public final class DropConstraint extends AlterTableRule<AlterTableAction.DropConstraint> {
  public DropConstraint() {
    super(AlterTableAction.DropConstraint.class);
  }

  @Override
  protected void check(
      AlterTableAction.DropConstraint action, AlterSite site, Consumer<Diagnosis> found) {
    Optional<Constraint> constraint =
        site.table().flatMap(table -> table.constraint(action.constraint()));
    if (constraint.filter(known -> !known.origin().isBase()).isPresent()
        || constraint
            .filter(known -> provedAway(known, site) || replaced(known, site))
            .isPresent()) {
      return;
    }
    String what =
        constraint
            .map(
                known ->
                    known
                            .getClass()
                            .getSimpleName()
                            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                            .toLowerCase(Locale.ROOT)
                        + " constraint ")
            .orElse("constraint ");
    found.accept(
        site.diagnose(
            "Dropping "
                + what
                + Identifiers.quote(action.constraint())
                + " lets rows into "
                + site.name()
                + " that it kept out."));
  }

  /** The CHECK that proved NOT NULL before SET NOT NULL has done its work. */
  private static boolean provedAway(Constraint constraint, AlterSite site) {
    return constraint instanceof Constraint.Check check
        && check.columns().stream().distinct().count() == 1
        && check
            .expression()
            .sql()
            .toLowerCase(Locale.ROOT)
            .matches("[\\s(]*\"?[^\\s()]+\"?\\s+is\\s+not\\s+null[\\s)]*")
        && site.column(check.columns().getFirst()).filter(Column::notNull).isPresent();
  }

  private static boolean replaced(Constraint constraint, AlterSite site) {
    return site
        .table()
        .flatMap(table -> site.context().analysis().after().table(table.id()))
        .stream()
        .flatMap(table -> table.constraints().stream())
        .anyMatch(
            other ->
                !other.origin().isBase()
                    && other.getClass() == constraint.getClass()
                    && new HashSet<>(other.columns()).equals(new HashSet<>(constraint.columns())));
  }
}
