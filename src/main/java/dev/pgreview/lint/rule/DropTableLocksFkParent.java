package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** DROP TABLE also locks the tables that its foreign keys refer to. */
@RuleMetadata(
    summary = "DROP TABLE also locks the tables that its foreign keys refer to",
    category = Category.LOCKING,
    severity = Severity.WARNING,
    why =
        "ACCESS EXCLUSIVE on every referenced table until the transaction ends: all "
            + "their reads and writes wait.",
    fix =
        "Drop the foreign keys first, one by one, each in its own short transaction "
            + "with lock_timeout; then drop the table.",
    catalogue = "drop-table-locks-fk-parent",
    equivalents =
        """
          online_migrations: drop_table_multiple_foreign_keys
          """)
public final class DropTableLocksFkParent extends ChangeRule<ObjectChange.Drop> {
  public DropTableLocksFkParent() {
    super(ObjectChange.Drop.class);
  }

  @Override
  protected void check(
      ObjectChange.Drop change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (change.kind() != ObjectKind.TABLE || context.lockTimeout(statement).isPresent()) {
      return;
    }
    for (ObjectChange.Target target : change.objects()) {
      Optional<Table> table = statement.before().table(target.name());
      if (table.isEmpty() || !context.inUse(statement, target.name())) {
        continue;
      }
      List<ForeignKeyLink> links =
          statement.before().foreignKeys(table.get()).stream()
              .filter(
                  link ->
                      link.parent().id() != table.get().id()
                          && context.inUse(statement, link.parent().name()))
              .toList();
      if (!links.isEmpty()) {
        String parents =
            Impact.list(
                links.stream().map(link -> Impact.name(link.parent().name())).distinct().toList());
        found.accept(
            Diagnosis.of(
                    statement,
                    "Dropping "
                        + Impact.name(table.get().name())
                        + " also locks "
                        + parents
                        + " against reads and writes.")
                .fix(
                    "Drop the foreign keys first, each in its own short transaction with lock_timeout; then the table.",
                    links.stream()
                        .map(
                            link ->
                                "ALTER TABLE "
                                    + target.name().sql()
                                    + " DROP CONSTRAINT "
                                    + Identifiers.quote(link.key().name())
                                    + ";\n")
                        .collect(Collectors.joining())));
      }
    }
  }
}
