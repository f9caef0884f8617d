package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.LockMode;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Table;
import java.util.Optional;
import java.util.function.Consumer;

/** A type change of a foreign key's column also locks the other table. */
@RuleMetadata(
    summary = "A type change of a foreign key's column also locks the other table",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "The foreign key is dropped and made again: ACCESS EXCLUSIVE on the other table "
            + "too, for as long as this one is rewritten or scanned.",
    fix =
        "Drop the foreign key first, in a migration of its own, and add it again as NOT "
            + "VALID after the change.",
    catalogue = "alter-type-fk-column-locks-parent")
public final class AlterTypeFkColumnLocksParent
    extends AlterTableRule<AlterTableAction.AlterColumnType> {
  public AlterTypeFkColumnLocksParent() {
    super(AlterTableAction.AlterColumnType.class);
  }

  @Override
  protected void check(
      AlterTableAction.AlterColumnType action, AlterSite site, Consumer<Diagnosis> found) {
    Optional<Table> table = site.table();
    if (table.isEmpty()) {
      return;
    }
    for (ForeignKeyLink link :
        ForeignKeyLinks.touching(site.statement().before(), table.get(), action.column())) {
      Table other = link.child().id() == table.get().id() ? link.parent() : link.child();
      if (other.id() != table.get().id()
          && site.prediction().modeOn(other.name()).filter(LockMode::blocksWrites).isPresent()) {
        String key = Identifiers.quote(link.key().name());
        String child = link.child().name().sql();
        found.accept(
            site.diagnose(
                    "Foreign key "
                        + key
                        + " makes this type change lock "
                        + Impact.name(other.name())
                        + " too.")
                .because(
                    Impact.blocked(site.prediction().modeOn(other.name()).orElseThrow())
                        + " of "
                        + Impact.name(other.name())
                        + " wait as well, until the transaction ends.")
                .fix(
                    "Drop the foreign key first, in a migration of its own, and add it again as NOT VALID after the change.",
                    "ALTER TABLE "
                        + child
                        + " DROP CONSTRAINT "
                        + key
                        + ";\n-- the type change, in its own migration\n"
                        + ForeignKeyLinks.add(link)
                        + " NOT VALID;\n-- a later migration:\nALTER TABLE "
                        + child
                        + " VALIDATE CONSTRAINT "
                        + key
                        + ";"));
      }
    }
  }
}
