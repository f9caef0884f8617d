package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.UserType;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** ADD COLUMN of a domain that has a constraint. */
@RuleMetadata(
    summary = "ADD COLUMN of a domain that has a constraint",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "PostgreSQL checks the domain's constraint for every row, by writing the whole "
            + "table and its indexes anew under ACCESS EXCLUSIVE, even when every value is "
            + "NULL.",
    fix =
        "Use the domain's base type, and put the check on the table as NOT VALID, to be "
            + "validated in a later migration.",
    catalogue = "add-column-constrained-domain")
public final class AddColumnConstrainedDomain extends AlterTableRule<AlterTableAction.AddColumn> {
  public AddColumnConstrainedDomain() {
    super(AlterTableAction.AddColumn.class);
  }

  @Override
  protected void check(
      AlterTableAction.AddColumn action, AlterSite site, Consumer<Diagnosis> found) {
    if (AddedColumn.rewriteCause(action, site) != AddedColumn.Cause.DOMAIN) {
      return;
    }
    String column = Identifiers.quote(action.column().name());
    Optional<UserType.Domain> domain =
        site.statement()
            .before()
            .type(action.column().type().name())
            .filter(UserType.Domain.class::isInstance)
            .map(UserType.Domain.class::cast);
    Diagnosis diagnosis =
        AddedColumn.rewrite(
            site, action, "of the constrained domain " + action.column().type().name().sql());
    found.accept(
        domain.isEmpty()
            ? diagnosis
            : diagnosis.fix(
                "Use the base type, and put the check on the table as NOT VALID, to be validated in a later migration.",
                "ALTER TABLE "
                    + site.sql()
                    + " ADD COLUMN "
                    + column
                    + " "
                    + domain.get().base().display()
                    + ";\n"
                    + domain.get().constraints().stream()
                        .filter(Constraint.Check.class::isInstance)
                        .map(
                            check ->
                                "ALTER TABLE "
                                    + site.sql()
                                    + " ADD CONSTRAINT "
                                    + GeneratedName.of(site, action.column().name(), "check")
                                    + " CHECK ("
                                    + ((Constraint.Check) check)
                                        .expression()
                                        .sql()
                                        .replaceAll(
                                            "(?i)\\bVALUE\\b", Matcher.quoteReplacement(column))
                                    + ") NOT VALID;\n")
                        .collect(Collectors.joining())));
  }
}
