package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectChange.DomainAction;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import dev.pgreview.schema.UserType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Trigger a: a column or table that existed is dropped, gets another type, or must not be null any
 * more. A new column that is NOT NULL counts when it has no default: then the running application's
 * inserts fail.
 */
final class StructureTrigger implements TriggerRule {
  private static final String EXISTS = ", which exists at the base";

  private final Existing existing;

  StructureTrigger(Existing existing) {
    this.existing = existing;
  }

  @Override
  public Optional<FiredTrigger> check(AnalyzedStatement statement) {
    Reasons reasons = new Reasons();
    switch (statement.statement().change()) {
      case TableChange.AlterTable alter when alter.kind() == ObjectKind.TYPE ->
          alterType(statement, alter, reasons);
      case TableChange.AlterTable alter -> {
        boolean table =
            statement.before().relation(alter.name()).map(Table.class::isInstance).orElse(true);
        if (table && existing.has(statement, alter.name())) {
          alter.commands().forEach(c -> alter(statement, alter.name(), c.action(), reasons));
        }
      }
      case ObjectChange.Drop drop -> drop(statement, drop, reasons);
      case ObjectChange.AlterDomain domain -> alterDomain(statement, domain, reasons);
      default -> {}
    }
    return reasons.fired(FiredTrigger.Letter.A, statement);
  }

  private static void alter(
      AnalyzedStatement statement, QualifiedName name, AlterTableAction action, Reasons reasons) {
    RelationName relation = statement.before().fullName(name);
    Optional<Table> table = statement.before().table(name);
    switch (action) {
      case AlterTableAction.DropColumn drop -> {
        if (existed(table, drop.column(), drop.ifExists())) {
          reasons.add("drop of " + Names.column(relation, drop.column()) + EXISTS, relation);
        }
      }
      case AlterTableAction.AlterColumnType alter -> {
        if (existed(table, alter.column(), false) && !isSame(table, alter)) {
          reasons.add(
              "type change of " + Names.column(relation, alter.column()) + EXISTS, relation);
        }
      }
      case AlterTableAction.SetNotNull set -> notNull(relation, table, set.column(), reasons);
      case AlterTableAction.AddConstraint add ->
          constraint(statement, relation, table, add.constraint(), reasons);
      case AlterTableAction.AddColumn add -> {
        if (failsOldInserts(add.column())) {
          String column = Names.column(relation, add.column().name());
          reasons.add(
              "new column "
                  + column
                  + " is NOT NULL without a default, and the table exists at the base",
              relation);
        }
      }
      default -> {}
    }
  }

  private static boolean existed(Optional<Table> table, String column, boolean mayBeAbsent) {
    Optional<Column> known = table.flatMap(t -> t.column(column));
    boolean complete = table.isPresent() && !table.get().assumed();
    return known.map(c -> c.origin().isBase()).orElse(!(complete && mayBeAbsent));
  }

  /** Setting the type that the column has already changes nothing. */
  private static boolean isSame(Optional<Table> table, AlterTableAction.AlterColumnType alter) {
    return alter.using().isEmpty()
        && alter.collation().isEmpty()
        && table
            .flatMap(t -> t.column(alter.column()))
            .filter(column -> column.type().display().equals(alter.type().display()))
            .isPresent();
  }

  private static void notNull(
      RelationName relation, Optional<Table> table, String column, Reasons reasons) {
    boolean already = table.flatMap(t -> t.column(column)).filter(Column::notNull).isPresent();
    if (!already) {
      String what = Names.column(relation, column);
      boolean existed = existed(table, column, false);
      reasons.add(
          "NOT NULL for " + what + (existed ? EXISTS : ", whose table exists at the base"),
          relation);
    }
  }

  private static void constraint(
      AnalyzedStatement statement,
      RelationName relation,
      Optional<Table> table,
      ConstraintDefinition constraint,
      Reasons reasons) {
    List<String> columns =
        switch (constraint) {
          case ConstraintDefinition.NotNull notNull -> List.of(notNull.column());
          case ConstraintDefinition.Unique key when key.primaryKey() ->
              key.usingIndex()
                  .map(index -> indexColumns(statement, relation, index))
                  .orElse(key.columns());
          case ConstraintDefinition.Unique _,
              ConstraintDefinition.Check _,
              ConstraintDefinition.Exclusion _,
              ConstraintDefinition.ForeignKey _ ->
              List.of();
        };
    columns.forEach(column -> notNull(relation, table, column, reasons));
  }

  private static List<String> indexColumns(
      AnalyzedStatement statement, RelationName table, String index) {
    return statement
        .before()
        .index(QualifiedName.of(table.schema(), index))
        .map(Index::leadingColumns)
        .orElse(List.of());
  }

  private static boolean failsOldInserts(ColumnDefinition column) {
    return column.notNull()
        && column.defaultValue().filter(value -> !value.isNull()).isEmpty()
        && column.identity().isEmpty()
        && column.generated().isEmpty()
        && !column.type().serial();
  }

  private void drop(AnalyzedStatement statement, ObjectChange.Drop drop, Reasons reasons) {
    for (ObjectChange.Target target : drop.objects()) {
      switch (drop.kind()) {
        case TABLE, FOREIGN_TABLE -> dropTable(statement, target.name(), drop.ifExists(), reasons);
        case SCHEMA -> {
          if (drop.cascade()) {
            dropSchema(statement, target.name().name(), reasons);
          }
        }
        case TYPE, DOMAIN -> {
          if (drop.cascade()) {
            dropType(statement, target.name(), reasons);
          }
        }
        default -> {}
      }
    }
  }

  private void dropTable(
      AnalyzedStatement statement, QualifiedName name, boolean ifExists, Reasons reasons) {
    boolean known = statement.before().relation(name).isPresent();
    if (known ? existing.has(statement, name) : !ifExists) {
      RelationName relation = statement.before().fullName(name);
      reasons.add("drop of table " + Names.of(relation) + EXISTS, relation);
    }
  }

  private void dropSchema(AnalyzedStatement statement, String schema, Reasons reasons) {
    Set<RelationName> tables = new TreeSet<>();
    statement.before().tables().stream()
        .filter(table -> table.name().schema().equals(schema) && existing.isBase(table))
        .forEach(table -> tables.add(table.name()));
    if (!tables.isEmpty()) {
      reasons.add(
          "drop of schema " + Identifiers.quote(schema) + " with " + Names.list(tables) + EXISTS,
          tables);
    }
  }

  private void dropType(AnalyzedStatement statement, QualifiedName name, Reasons reasons) {
    Set<RelationName> tables = users(statement, name);
    if (!tables.isEmpty()) {
      reasons.add(
          "drop of type " + name.sql() + " with its columns in " + Names.list(tables) + EXISTS,
          tables);
    }
  }

  private void alterType(
      AnalyzedStatement statement, TableChange.AlterTable alter, Reasons reasons) {
    Set<RelationName> tables = users(statement, alter.name());
    for (TableChange.Command command : alter.commands()) {
      String attribute =
          switch (command.action()) {
            case AlterTableAction.DropColumn drop -> "drop of attribute " + drop.column();
            case AlterTableAction.AlterColumnType type ->
                "type change of attribute " + type.column();
            default -> "";
          };
      if (!attribute.isEmpty() && !tables.isEmpty()) {
        reasons.add(
            attribute + " of type " + alter.name().sql() + ", which " + Names.list(tables) + " has",
            tables);
      }
    }
  }

  private void alterDomain(
      AnalyzedStatement statement, ObjectChange.AlterDomain alter, Reasons reasons) {
    boolean notNull =
        switch (alter.action()) {
          case DomainAction.SetNotNull _ -> true;
          case DomainAction.AddConstraint(ConstraintDefinition constraint) ->
              constraint instanceof ConstraintDefinition.NotNull;
          case DomainAction.SetDefault _,
              DomainAction.DropDefault _,
              DomainAction.DropNotNull _,
              DomainAction.DropConstraint _,
              DomainAction.ValidateConstraint _ ->
              false;
        };
    Set<RelationName> tables = users(statement, alter.name());
    if (notNull && !tables.isEmpty()) {
      reasons.add(
          "NOT NULL for domain " + alter.name().sql() + ", which " + Names.list(tables) + " has",
          tables);
    }
  }

  /** Existing tables with a column of a type. */
  private Set<RelationName> users(AnalyzedStatement statement, QualifiedName name) {
    Set<RelationName> tables = new TreeSet<>();
    Optional<UserType> type = statement.before().type(name);
    type.ifPresent(
        known ->
            statement.before().tablesUsing(known).stream()
                .filter(existing::isBase)
                .forEach(table -> tables.add(table.name())));
    return tables;
  }
}
