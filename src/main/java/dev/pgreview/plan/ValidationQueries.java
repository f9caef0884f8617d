package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.TableChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Queries that show on the changed database whether a change did what it should. */
final class ValidationQueries {
  private final Set<String> queries = new LinkedHashSet<>();

  private ValidationQueries() {}

  /** Each with the expected result in a comment above it; at least one. */
  static List<String> of(List<AnalyzedStatement> statements) {
    ValidationQueries all = new ValidationQueries();
    all.add(
        "0 rows: no index build was left unfinished",
        "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid");
    all.add(
        "0 rows: every constraint was proved",
        "SELECT conrelid::regclass, conname FROM pg_constraint WHERE NOT convalidated");
    statements.forEach(all::add);
    return new ArrayList<>(all.queries);
  }

  private void add(String expected, String query) {
    queries.add("-- " + expected + "\n" + query + ";");
  }

  private void add(AnalyzedStatement statement) {
    SchemaChange change = statement.statement().change();
    switch (change) {
      case TableChange.AlterTable alter
          when alter.kind() == ObjectKind.TABLE || alter.kind() == ObjectKind.FOREIGN_TABLE -> {
        RelationName table = statement.before().fullName(alter.name());
        alter.commands().forEach(command -> add(table, command.action()));
        RowChecks checks = new RowChecks(statement.before(), table);
        alter.commands().stream()
            .map(TableChange.Command::action)
            .filter(AlterTableAction.AddConstraint.class::isInstance)
            .map(AlterTableAction.AddConstraint.class::cast)
            .flatMap(add -> checks.of(add.constraint()).stream())
            .forEach(check -> add(check.expected(), check.sql()));
      }
      case DataChange.Update update ->
          update.where().ifPresent(where -> remaining(statement, update.target(), where));
      case DataChange.Delete delete ->
          delete.where().ifPresent(where -> remaining(statement, delete.target(), where));
      case ObjectChange.Rename rename when rename.kind() == ObjectKind.COLUMN -> {
        RelationName table = statement.before().fullName(rename.target().name());
        columns(table, rename.newName(), "1: the column has its new name");
      }
      case ObjectChange.Drop drop when drop.kind() == ObjectKind.TABLE ->
          drop.objects().forEach(target -> gone(statement.before().fullName(target.name())));
      default -> {}
    }
  }

  private void add(RelationName table, AlterTableAction action) {
    switch (action) {
      case AlterTableAction.DropColumn drop ->
          columns(table, drop.column(), "0: the column is gone");
      case AlterTableAction.AddColumn add ->
          columns(table, add.column().name(), "1: the column is there");
      case AlterTableAction.SetNotNull set ->
          add(
              "0, before the change too: no row has NULL there",
              "SELECT count(*) FROM "
                  + table.sql()
                  + " WHERE "
                  + Identifiers.quote(set.column())
                  + " IS NULL");
      case AlterTableAction.AlterColumnType type ->
          add(
              "the new type",
              "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = "
                  + regclass(table)
                  + " AND attname = "
                  + literal(type.column()));
      default -> {}
    }
  }

  private void columns(RelationName table, String column, String expected) {
    add(
        expected,
        "SELECT count(*) FROM pg_attribute WHERE attrelid = "
            + regclass(table)
            + " AND attname = "
            + literal(column)
            + " AND NOT attisdropped");
  }

  private void gone(RelationName table) {
    add("NULL: the table is gone", "SELECT to_regclass(" + literal(table.sql()) + ")");
  }

  /** A condition that names an alias of its statement would not stand alone. */
  private void remaining(AnalyzedStatement statement, QualifiedName target, SqlExpression where) {
    if (!where.sql().contains(".")) {
      RelationName table = statement.before().fullName(target);
      add(
          "0 when the statement leaves no row that it would change again",
          "SELECT count(*) FROM " + table.sql() + " WHERE " + where.sql());
    }
  }

  private static String regclass(RelationName table) {
    return literal(table.sql()) + "::regclass";
  }

  private static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
