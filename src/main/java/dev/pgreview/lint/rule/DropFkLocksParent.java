package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Identifiers;
import java.util.function.Consumer;

/** Dropping a foreign key also locks the table that it refers to. */
@RuleMetadata(
    summary = "Dropping a foreign key also locks the table that it refers to",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "ACCESS EXCLUSIVE on both tables until the transaction ends: all reads and "
            + "writes of both wait while it is waited for.",
    fix =
        "Set lock_timeout first, drop it in a transaction of its own, and try again "
            + "when it fails.",
    catalogue = "drop-fk-locks-parent",
    equivalents =
        """
          atlas: CD101
          """,
    subsumes = {"missing-lock-timeout"})
public final class DropFkLocksParent extends AlterTableRule<AlterTableAction.DropConstraint> {
  public DropFkLocksParent() {
    super(AlterTableAction.DropConstraint.class);
  }

  @Override
  protected void check(
      AlterTableAction.DropConstraint action, AlterSite site, Consumer<Diagnosis> found) {
    if (site.context().lockTimeout(site.statement()).isPresent() || site.table().isEmpty()) {
      return;
    }
    for (ForeignKeyLink link : site.statement().before().foreignKeys(site.table().get())) {
      if (link.key().name().equals(action.constraint())
          && link.parent().id() != link.child().id()
          && site.context().inUse(site.statement(), link.parent().name())) {
        found.accept(
            site.diagnose(
                    "Dropping foreign key "
                        + Identifiers.quote(action.constraint())
                        + " also locks "
                        + Impact.name(link.parent().name())
                        + " against reads and writes.")
                .fix(
                    "Set lock_timeout first, and drop it in a transaction of its own.",
                    LockTimeouts.setting(site.statement())
                        + "\n"
                        + site.statement().statement().sql()
                        + ";"));
      }
    }
  }
}
