package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes of columns that would rewrite the table, as an empty column that is filled in batches.
 */
final class SafeColumn {
  private final AnalyzedStatement statement;
  private final QualifiedName name;
  private final PhasedSteps steps;
  private final RelationName relation;
  private final Optional<Table> table;
  private final String prefix;

  SafeColumn(AnalyzedStatement statement, QualifiedName name, PhasedSteps steps) {
    this.statement = statement;
    this.name = name;
    this.steps = steps;
    this.relation = statement.before().fullName(name);
    this.table = statement.before().table(name);
    this.prefix = "ALTER TABLE " + relation.sql() + " ";
  }

  boolean knows(String column) {
    return table.flatMap(t -> t.column(column)).isPresent();
  }

  /** A default can be given to a column after it was added; identity and generation cannot. */
  static boolean canBeFilled(ColumnDefinition column) {
    return column.defaultValue().isPresent()
        && column.identity().isEmpty()
        && column.generated().isEmpty()
        && !column.type().serial();
  }

  /** With a default that is another for each row. */
  void add(ColumnDefinition column) {
    String quoted = Identifiers.quote(column.name());
    String value = column.defaultValue().map(SqlExpression::sql).orElse("NULL");
    ReplacementColumn filled = new ReplacementColumn(relation, column.name(), column.notNull());
    steps.add(
        Phase.EXPAND,
        statement,
        "empty for old rows, the default for new ones",
        filled.expand(SchemaSql.type(column.type()))
            + prefix
            + "ALTER COLUMN "
            + quoted
            + " SET DEFAULT "
            + value,
        prefix + "DROP COLUMN " + quoted);
    fill(quoted, "DEFAULT", quoted + " IS NULL");
    if (column.notNull()) {
      steps.add(Phase.MIGRATE, statement, "reads and writes go on", filled.migrate());
      steps.add(Phase.CONTRACT, statement, "the valid check spares the scan", filled.contract());
    }
    if (!column.constraints().isEmpty()) {
      steps.ask(
          "When are the constraints of the new column "
              + DraftText.code(Names.column(relation, column.name()))
              + " added, and validated?");
    }
  }

  /** A second column takes the new type, and then the old one's name. */
  void retype(AlterTableAction.AlterColumnType type) {
    Column column = table.flatMap(t -> t.column(type.column())).orElseThrow();
    String old = Identifiers.quote(type.column());
    String fresh = Identifiers.quote(type.column() + "_new");
    String newType = SchemaSql.type(type.type());
    String value = type.using().map(using -> "(" + using.sql() + ")").orElse(old + "::" + newType);
    ReplacementColumn replacement = new ReplacementColumn(relation, column, type.column() + "_new");
    SyncTrigger sync = new SyncTrigger(relation, type.column() + "_new");
    ColumnUsers users =
        new ColumnUsers(statement, table.orElseThrow(), type.column(), type.column() + "_new");
    steps.add(
        Phase.EXPAND,
        statement,
        "a second column, filled by a trigger",
        replacement.expand(newType)
            + "\n"
            + sync.create(
                "  NEW." + fresh + " := (SELECT " + value + " FROM (SELECT NEW.*) AS r);"),
        sync.dropTrigger(),
        sync.dropFunction(),
        prefix + "DROP COLUMN " + fresh);
    users.expand(steps);
    fill(fresh, value, fresh + " IS DISTINCT FROM " + value);
    if (column.notNull()) {
      steps.add(Phase.MIGRATE, statement, "reads and writes go on", replacement.migrate());
    }
    users.migrate(steps);
    steps.add(
        Phase.CONTRACT,
        statement,
        "when no release depends on the old type",
        sync.drop()
            + replacement.contract()
            + users.beforeDrop()
            + (prefix + "DROP COLUMN " + old + ";\n")
            + (prefix + "RENAME COLUMN " + fresh + " TO " + old + ";\n")
            + users.afterDrop());
    List<String> left = new ArrayList<>(users.left());
    left.addAll(ColumnViews.names(statement.before(), table.orElseThrow(), type.column()));
    steps.ask(
        left.isEmpty()
            ? "Which functions, triggers, policies and grants name "
                + DraftText.code(Names.column(relation, type.column()))
                + ", and do they work with the new type?"
            : "How do "
                + DraftText.code(String.join(", ", left))
                + " move to the new column of "
                + DraftText.code(Names.column(relation, type.column()))
                + " before the contract phase drops the old one (SQL)?");
  }

  private void fill(String column, String value, String stale) {
    String update = "UPDATE " + relation.sql() + " SET " + column + " = " + value + " WHERE ";
    Optional<String> key = Batches.key(statement.before(), name).map(Identifiers::quote);
    steps.fill(statement, name);
    if (key.isPresent()) {
      String k = key.get();
      steps.addOutside(
          Phase.MIGRATE,
          statement,
          "in batches",
          Batches.loop(relation.sql(), k, update + Batches.range(k) + " AND " + stale));
    } else {
      steps.add(Phase.MIGRATE, statement, "to be run in batches", update + stale);
      steps.ask("How is " + DraftText.code(Names.of(relation)) + " filled in batches?");
    }
  }
}
