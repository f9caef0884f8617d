package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.Origin;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import java.util.List;
import java.util.Optional;

/** Takes the sub-commands of ALTER TABLE back, last one first. */
final class AlterInverse {
  private final AnalyzedStatement statement;
  private final Catalog after;
  private final RelationName relation;
  private final String alter;
  private final Optional<Table> table;
  private final SchemaSql sql;
  private final Inverse inverse;

  /**
   * @param after the catalog that the change leaves: it knows the names that PostgreSQL made
   */
  AlterInverse(
      AnalyzedStatement statement, TableChange.AlterTable change, Catalog after, Inverse inverse) {
    this.statement = statement;
    this.after = after;
    this.relation = statement.before().fullName(change.name());
    this.alter = "ALTER " + change.kind().sql() + " " + relation.sql() + " ";
    this.table = statement.before().table(change.name());
    this.sql = new SchemaSql(statement.before());
    this.inverse = inverse;
  }

  void undo(TableChange.Command command) {
    switch (command.action()) {
      case AlterTableAction.AddColumn add -> run("DROP COLUMN " + quoted(add.column().name()));
      case AlterTableAction.DropColumn drop -> dropColumn(drop.column());
      case AlterTableAction.AlterColumnType type -> type(type.column());
      case AlterTableAction.SetDefault set -> restoreDefault(set.column());
      case AlterTableAction.DropDefault drop -> restoreDefault(drop.column());
      case AlterTableAction.SetNotNull set -> notNull(set.column());
      case AlterTableAction.DropNotNull drop -> notNull(drop.column());
      case AlterTableAction.AddIdentity add -> column(add.column(), "DROP IDENTITY");
      case AlterTableAction.AddConstraint add when add.constraint().name().isPresent() ->
          dropOnce(add.constraint().name().get());
      case AlterTableAction.AddConstraint _ -> dropNewConstraints();
      case AlterTableAction.DropConstraint drop -> restoreConstraint(drop.constraint());
      case AlterTableAction.ValidateConstraint _ -> {}
      case AlterTableAction.RowLevelSecurity security -> rowSecurity(security.state());
      case AlterTableAction.AttachPartition attach ->
          run("DETACH PARTITION " + attach.partition().sql());
      case AlterTableAction.TriggerState state ->
          run(
              (state.enabled() ? "DISABLE TRIGGER " : "ENABLE TRIGGER ")
                  + state.trigger().map(Identifiers::quote).orElse(state.scope().name()));
      default -> {
        String text = statement.statement().sql();
        int end = Math.min(text.length(), command.range().end());
        ask(text.substring(Math.min(end, command.range().start()), end));
      }
    }
  }

  private void ask(String what) {
    inverse.ask(
        "How is "
            + DraftText.code(what)
            + " of "
            + DraftText.code(Names.of(relation))
            + " taken back (SQL)?");
  }

  private void run(String action) {
    inverse.run(alter + action);
  }

  private void column(String column, String action) {
    run("ALTER COLUMN " + quoted(column) + " " + action);
  }

  private static String quoted(String name) {
    return Identifiers.quote(name);
  }

  private Optional<Column> known(String column) {
    return table.flatMap(t -> t.column(column));
  }

  /** Its values are gone; indexes and constraints go with a column. */
  private void dropColumn(String name) {
    Optional<Column> column = known(name);
    inverse.ask(
        "Where are the values of "
            + DraftText.code(Names.column(relation, name))
            + " kept after the drop, and how do they come back?");
    if (column.isEmpty()) {
      ask("DROP COLUMN " + name);
      return;
    }
    run("ADD COLUMN " + SchemaSql.column(column.get(), false));
    Table before = table.orElseThrow();
    before.constraints().stream()
        .filter(constraint -> constraint.columns().contains(name))
        .forEach(constraint -> sql.addConstraint(relation, constraint).ifPresent(inverse::run));
    statement.before().indexes(before).stream()
        .filter(index -> index.constraint().isEmpty() && index.uses(name))
        .map(sql::index)
        .forEach(inverse::run);
    boolean inKey = before.primaryKey().filter(key -> key.columns().contains(name)).isPresent();
    if (column.get().notNull() && !inKey) {
      column(name, "SET NOT NULL");
    }
  }

  private void type(String name) {
    Optional<Column> column = known(name);
    if (column.isEmpty()) {
      inverse.ask(
          "Which type had " + DraftText.code(Names.column(relation, name)) + " before (SQL)?");
      return;
    }
    String type = SchemaSql.type(column.get().type());
    String collation = column.get().collation();
    String collate = collation == null ? "" : " COLLATE " + quoted(collation);
    inverse.run(
        "-- writes the whole table anew, and fails when a value does not fit the old type any more\n"
            + alter
            + "ALTER COLUMN "
            + quoted(name)
            + " TYPE "
            + type
            + collate
            + " USING "
            + quoted(name)
            + "::"
            + type);
    column.get().defaultValue().ifPresent(value -> column(name, "SET DEFAULT " + value.sql()));
  }

  private void restoreDefault(String name) {
    column(
        name,
        known(name)
            .flatMap(Column::defaultValue)
            .map(value -> "SET DEFAULT " + value.sql())
            .orElse("DROP DEFAULT"));
  }

  private void notNull(String name) {
    boolean was = known(name).filter(Column::notNull).isPresent();
    column(name, was ? "SET NOT NULL" : "DROP NOT NULL");
  }

  /** By what the catalog says that the statement made; PostgreSQL chooses the name of many. */
  private void dropNewConstraints() {
    List<Constraint> made =
        table.flatMap(t -> after.table(t.id())).map(Table::constraints).orElse(List.of()).stream()
            .filter(constraint -> isMadeHere(constraint.origin()))
            .toList();
    if (made.isEmpty()) {
      ask("ADD CONSTRAINT");
    }
    made.forEach(constraint -> dropOnce(constraint.name()));
  }

  private void dropOnce(String constraint) {
    String drop = alter + "DROP CONSTRAINT " + quoted(constraint);
    if (!inverse.sql().contains(drop)) {
      inverse.run(drop);
    }
  }

  private boolean isMadeHere(Origin origin) {
    return origin instanceof Origin.Change change && change.statement() == statement.index();
  }

  private void restoreConstraint(String name) {
    table
        .flatMap(t -> t.constraint(name))
        .flatMap(constraint -> sql.addConstraint(relation, constraint))
        .ifPresentOrElse(inverse::run, () -> ask("DROP CONSTRAINT " + name));
  }

  private void rowSecurity(AlterTableAction.RowSecurityState state) {
    boolean enabled = table.filter(Table::rowSecurity).isPresent();
    boolean forced = table.filter(Table::rowSecurityForced).isPresent();
    String before =
        switch (state) {
          case ENABLE, DISABLE -> enabled ? "ENABLE" : "DISABLE";
          case FORCE, NO_FORCE -> forced ? "FORCE" : "NO FORCE";
        };
    run(before + " ROW LEVEL SECURITY");
  }

  /** An index of the table by its name, as SQL. */
  static Optional<String> index(Catalog catalog, RelationName name) {
    return catalog
        .relation(name)
        .filter(Index.class::isInstance)
        .map(Index.class::cast)
        .filter(index -> index.constraint().isEmpty())
        .map(new SchemaSql(catalog)::index);
  }
}
