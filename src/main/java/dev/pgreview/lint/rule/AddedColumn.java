package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.Identifiers;
import java.util.List;
import java.util.Optional;

/** Why ADD COLUMN writes a table anew, and how not to. */
final class AddedColumn {
  private AddedColumn() {}

  enum Cause {
    NONE,
    DEFAULT,
    SERIAL,
    IDENTITY,
    GENERATED,
    DOMAIN
  }

  /** What makes this sub-command by itself write the table anew. */
  static Cause rewriteCause(AlterTableAction.AddColumn action, AlterSite site) {
    ColumnDefinition column = action.column();
    if (!site.rewrites()) {
      return Cause.NONE;
    }
    if (column.type().serial()) {
      return Cause.SERIAL;
    }
    if (column.identity().isPresent()) {
      return Cause.IDENTITY;
    }
    if (column.generated().isPresent()) {
      return Cause.GENERATED;
    }
    return column.defaultValue().isPresent() && !site.rewrites(bare(action))
        ? Cause.DEFAULT
        : Cause.DOMAIN;
  }

  /** The same column with nothing but its name and type. */
  private static AlterTableAction.AddColumn bare(AlterTableAction.AddColumn action) {
    ColumnDefinition column = action.column();
    return new AlterTableAction.AddColumn(
        new ColumnDefinition(
            column.name(),
            column.type(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            column.collation(),
            List.of(),
            column.range()),
        action.ifNotExists());
  }

  static Diagnosis rewrite(AlterSite site, AlterTableAction.AddColumn action, String kind) {
    String column = site.name() + "." + Identifiers.quote(action.column().name());
    return site.diagnose("Adding " + column + " " + kind + ", rewrites the whole table.")
        .because(
            "All reads and writes of "
                + site.name()
                + " wait while the table and its indexes are written anew under ACCESS EXCLUSIVE"
                + Impact.duration(site.statement())
                + ".");
  }

  /** SQL that numbers the rows of a table without rewriting it. */
  static String numbering(AlterTableAction.AddColumn action, AlterSite site) {
    String table = "ALTER TABLE " + site.sql();
    String column = Identifiers.quote(action.column().name());
    String sequence =
        Identifiers.quote(site.alter().name().name() + "_" + action.column().name() + "_seq");
    String nextval = "nextval('" + sequence.replace("'", "''") + "')";
    return table
        + (" ADD COLUMN " + column + " bigint;\n")
        + ("CREATE SEQUENCE " + sequence + " OWNED BY " + site.sql() + "." + column + ";\n")
        + (table + " ALTER COLUMN " + column + " SET DEFAULT " + nextval + ";\n")
        + Backfill.batch(site.sql(), column, "DEFAULT");
  }
}
