package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Origin;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sub-commands of ALTER TABLE on an existing table, one by one. */
final class SafeAlter {
  private final PlanRequest request;
  private final AnalyzedStatement statement;
  private final TableChange.AlterTable alter;
  private final PhasedSteps steps;
  private final RelationName relation;
  private final Optional<Table> table;
  private final String prefix;
  private final SafeColumn columns;
  private final List<String> usedNames = new ArrayList<>();

  SafeAlter(
      PlanRequest request,
      AnalyzedStatement statement,
      TableChange.AlterTable alter,
      PhasedSteps steps) {
    this.request = request;
    this.statement = statement;
    this.alter = alter;
    this.steps = steps;
    this.relation = statement.before().fullName(alter.name());
    this.table = statement.before().table(alter.name());
    this.prefix = "ALTER TABLE " + relation.sql() + " ";
    this.columns = new SafeColumn(statement, alter.name(), steps);
  }

  private boolean rewrites() {
    return statement.prediction().rewrites().contains(relation);
  }

  private boolean scans() {
    return statement.prediction().scans().contains(relation);
  }

  void add() {
    alter.commands().forEach(this::add);
  }

  private void add(TableChange.Command command) {
    switch (command.action()) {
      // A valid check, made before, already spares the scan.
      case AlterTableAction.SetNotNull _ when !scans() -> asIs(Phase.CONTRACT, command);
      case AlterTableAction.SetNotNull set -> notNull(set.column());
      case AlterTableAction.AlterColumnType type when rewrites() && columns.knows(type.column()) ->
          columns.retype(type);
      case AlterTableAction.AddColumn add when rewrites() && SafeColumn.canBeFilled(add.column()) ->
          columns.add(add.column());
      case AlterTableAction.AddConstraint add -> constraint(command, add.constraint());
      case AlterTableAction.DropColumn _,
          AlterTableAction.DropConstraint _,
          AlterTableAction.DropIdentity _,
          AlterTableAction.DropExpression _,
          AlterTableAction.DetachPartition _ ->
          asIs(Phase.CONTRACT, command);
      case AlterTableAction.ValidateConstraint _ -> asIs(Phase.MIGRATE, command);
      default -> asIs(Phase.EXPAND, command);
    }
  }

  private void asIs(Phase phase, TableChange.Command command) {
    Inverse inverse = new Inverse();
    new AlterInverse(statement, alter, request.analysis().after(), inverse).undo(command);
    if (alter.commands().size() == 1) {
      steps.addAsWritten(phase, statement, PhasedSteps.Run.IN_TRANSACTION, inverse.sql());
    } else {
      steps.add(phase, statement, "", prefix + text(command), inverse.sql().toArray(String[]::new));
    }
  }

  private String text(TableChange.Command command) {
    String sql = statement.statement().sql();
    int end = Math.min(sql.length(), command.range().end());
    return sql.substring(Math.min(end, command.range().start()), end).strip();
  }

  private void notNull(String column) {
    String quoted = Identifiers.quote(column);
    String check = Identifiers.quote(cut(relation.name() + "_" + column) + "_present");
    steps.add(
        Phase.EXPAND,
        statement,
        "holds for new rows, reads none",
        prefix + "ADD CONSTRAINT " + check + " CHECK (" + quoted + " IS NOT NULL) NOT VALID",
        prefix + "DROP CONSTRAINT " + check);
    steps.ask(
        "Which value do the rows get in which "
            + DraftText.code(Names.column(relation, column))
            + " is NULL, and which release stops writing NULL?");
    steps.add(
        Phase.MIGRATE,
        statement,
        "after the NULLs are gone; reads and writes go on",
        prefix + "VALIDATE CONSTRAINT " + check);
    steps.add(
        Phase.CONTRACT,
        statement,
        "the valid check spares the scan",
        prefix
            + "ALTER COLUMN "
            + quoted
            + " SET NOT NULL;\n"
            + prefix
            + "DROP CONSTRAINT "
            + check);
  }

  private static String cut(String name) {
    return name.length() <= 50 ? name : name.substring(0, 50);
  }

  private void constraint(TableChange.Command command, ConstraintDefinition constraint) {
    switch (constraint) {
      case ConstraintDefinition.Check check when !check.notValid() -> validateLater(command);
      case ConstraintDefinition.ForeignKey key when !key.notValid() -> validateLater(command);
      case ConstraintDefinition.Unique key when key.usingIndex().isEmpty() -> unique(key);
      case ConstraintDefinition.Check _,
          ConstraintDefinition.ForeignKey _,
          ConstraintDefinition.Unique _,
          ConstraintDefinition.NotNull _,
          ConstraintDefinition.Exclusion _ ->
          asIs(Phase.EXPAND, command);
    }
  }

  private void validateLater(TableChange.Command command) {
    String name = newName();
    String text = text(command);
    boolean named = text.toLowerCase(java.util.Locale.ROOT).startsWith("add constraint");
    if (name.isEmpty()) {
      asIs(Phase.EXPAND, command);
      return;
    }
    String add = named ? text : "ADD CONSTRAINT " + name + text.substring("add".length());
    steps.add(
        Phase.EXPAND,
        statement,
        "holds for new rows, reads none",
        prefix + add + " NOT VALID",
        prefix + "DROP CONSTRAINT " + name);
    steps.add(
        Phase.MIGRATE, statement, "reads and writes go on", prefix + "VALIDATE CONSTRAINT " + name);
  }

  /** Of the next constraint that the statement makes, quoted; PostgreSQL may have chosen it. */
  private String newName() {
    Optional<String> name =
        table.flatMap(t -> request.analysis().after().table(t.id())).stream()
            .flatMap(t -> t.constraints().stream())
            .filter(SafeAlter::canBeInvalid)
            .filter(
                c ->
                    c.origin() instanceof Origin.Change change
                        && change.statement() == statement.index())
            .map(Constraint::name)
            .filter(n -> !usedNames.contains(n))
            .findFirst();
    name.ifPresent(usedNames::add);
    return name.map(Identifiers::quote).orElse("");
  }

  private static boolean canBeInvalid(Constraint constraint) {
    return constraint instanceof Constraint.Check || constraint instanceof Constraint.ForeignKey;
  }

  private void unique(ConstraintDefinition.Unique key) {
    String name =
        key.name()
            .orElse(
                relation.name()
                    + (key.primaryKey()
                        ? "_pkey"
                        : "_" + String.join("_", key.columns()) + "_key"));
    String quoted = Identifiers.quote(cutTo63(name));
    steps.addOutside(
        Phase.EXPAND,
        statement,
        "blocks neither reads nor writes",
        "CREATE UNIQUE INDEX CONCURRENTLY "
            + quoted
            + " ON "
            + relation.sql()
            + " ("
            + SchemaSql.names(key.columns())
            + ")"
            + (key.include().isEmpty() ? "" : " INCLUDE (" + SchemaSql.names(key.include()) + ")")
            + (key.nullsNotDistinct() ? " NULLS NOT DISTINCT" : ""),
        "DROP INDEX CONCURRENTLY " + RelationName.of(relation.schema(), cutTo63(name)).sql());
    steps.add(
        Phase.MIGRATE,
        statement,
        "a catalog change: the index is there",
        prefix
            + "ADD CONSTRAINT "
            + quoted
            + (key.primaryKey() ? " PRIMARY KEY" : " UNIQUE")
            + " USING INDEX "
            + quoted);
  }

  /** As PostgreSQL cuts names. */
  private static String cutTo63(String name) {
    return name.length() <= 63 ? name : name.substring(0, 63);
  }
}
