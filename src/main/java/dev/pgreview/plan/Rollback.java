package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.MaintenanceChange;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.Origin;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.RoutineChange;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import dev.pgreview.schema.View;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Works out how a statement is taken back, from what the catalog knew before it. */
final class Rollback {
  private final Catalog after;

  Rollback(Catalog after) {
    this.after = after;
  }

  Inverse of(AnalyzedStatement statement) {
    Inverse inverse = new Inverse();
    SchemaChange change = statement.statement().change();
    switch (change) {
      case TableChange table -> table(statement, table, inverse);
      case IndexChange.CreateIndex create -> createIndex(statement, create, inverse);
      case ObjectChange object -> object(statement, object, inverse);
      case RoutineChange.CreateFunction create -> function(create, inverse);
      case DataChange.Select _, DataChange.Explain _ -> {}
      case DataChange.Copy copy when !copy.fromInput() -> {}
      case DataChange data ->
          inverse.ask(
              "Which SQL brings the old rows back after "
                  + data.statementKind().toUpperCase(Locale.ROOT)
                  + " at "
                  + place(statement)
                  + "?");
      case IndexChange.Reindex _, MaintenanceChange _, SessionChange _ -> {}
      case RoutineChange _, SchemaChange.Unmodelled _, SchemaChange.Unreadable _ ->
          unknown(statement, inverse);
    }
    return inverse;
  }

  static void unknown(AnalyzedStatement statement, Inverse inverse) {
    inverse.ask(
        "How is "
            + DraftText.code(statement.statement().sql())
            + " at "
            + place(statement)
            + " taken back (SQL)?");
  }

  private static String place(AnalyzedStatement statement) {
    return DraftText.code(statement.path() + ":" + statement.span().line());
  }

  private void table(AnalyzedStatement statement, TableChange change, Inverse inverse) {
    Catalog before = statement.before();
    switch (change) {
      case TableChange.CreateTable create ->
          drop("TABLE", before.nameForNew(create.name()), inverse);
      case TableChange.CreateTableAs create ->
          drop(
              create.materializedView() ? "MATERIALIZED VIEW" : "TABLE",
              before.nameForNew(create.name()),
              inverse);
      case TableChange.CreateView create -> view(before, create, inverse);
      case TableChange.AlterTable alter -> {
        if (alter.kind() == ObjectKind.TABLE || alter.kind() == ObjectKind.FOREIGN_TABLE) {
          AlterInverse undo = new AlterInverse(statement, alter, after, inverse);
          alter.commands().reversed().forEach(undo::undo);
        } else {
          unknown(statement, inverse);
        }
      }
      case TableChange.CreateSequence create ->
          drop("SEQUENCE", before.nameForNew(create.name()), inverse);
      case TableChange.AlterSequence _ -> unknown(statement, inverse);
      case TableChange.Truncate truncate ->
          inverse.ask(
              "Where do the rows of "
                  + DraftText.code(
                      truncate.relations().stream()
                          .map(QualifiedName::sql)
                          .collect(Collectors.joining(", ")))
                  + " come back from?");
      case TableChange.LockTable _ -> {}
    }
  }

  private static void drop(String kind, RelationName name, Inverse inverse) {
    inverse.run("DROP " + kind + " " + name.sql());
  }

  private static void view(Catalog before, TableChange.CreateView create, Inverse inverse) {
    Optional<View> old = before.view(create.name());
    if (old.isEmpty()) {
      drop("VIEW", before.nameForNew(create.name()), inverse);
    } else {
      inverse.run("DROP VIEW " + old.get().name().sql());
      inverse.run(view(old.get()));
    }
  }

  private static String view(View view) {
    return "CREATE "
        + (view.materialized() ? "MATERIALIZED VIEW " : "VIEW ")
        + view.name().sql()
        + (view.columns().isEmpty() || view.columns().contains("*")
            ? ""
            : " (" + SchemaSql.names(view.columns()) + ")")
        + " AS "
        + view.query().sql();
  }

  private void createIndex(
      AnalyzedStatement statement, IndexChange.CreateIndex create, Inverse inverse) {
    Optional<Index> made =
        after.indexes().stream()
            .filter(
                index ->
                    index.origin() instanceof Origin.Change origin
                        && origin.statement() == statement.index())
            .findFirst();
    String schema = statement.before().fullName(create.table()).schema();
    made.map(Relation::name)
        .or(() -> create.name().map(name -> RelationName.of(schema, name)))
        .ifPresentOrElse(
            name -> inverse.run("DROP INDEX CONCURRENTLY " + name.sql()),
            () -> unknown(statement, inverse));
  }

  private static void function(RoutineChange.CreateFunction create, Inverse inverse) {
    String kind = create.procedure() ? "PROCEDURE" : "FUNCTION";
    if (create.replace()) {
      inverse.ask(
          "What is the text of the "
              + kind.toLowerCase(Locale.ROOT)
              + " "
              + DraftText.code(create.name().sql())
              + " before this change (SQL), if it existed?");
    } else {
      String arguments =
          create.arguments().stream().map(Rollback::argument).collect(Collectors.joining(", "));
      inverse.run("DROP " + kind + " " + create.name().sql() + "(" + arguments + ")");
    }
  }

  private static String argument(ColumnType type) {
    return SchemaSql.type(type);
  }

  private void object(AnalyzedStatement statement, ObjectChange change, Inverse inverse) {
    switch (change) {
      case ObjectChange.Drop drop ->
          drop.objects().forEach(target -> restore(statement, drop, target, inverse));
      case ObjectChange.Rename rename -> new RenameInverse(statement, inverse).undo(rename);
      case ObjectChange.SetSchema move ->
          inverse.run(
              "ALTER "
                  + move.kind().sql()
                  + " "
                  + RelationName.of(move.newSchema(), move.name().name()).sql()
                  + " SET SCHEMA "
                  + Identifiers.quote(statement.before().fullName(move.name()).schema()));
      case ObjectChange.CreateSchema create ->
          inverse.run("DROP SCHEMA " + Identifiers.quote(create.name()));
      case ObjectChange.CreateExtension create ->
          inverse.run("DROP EXTENSION " + Identifiers.quote(create.name()));
      case ObjectChange.CreateEnum create -> inverse.run("DROP TYPE " + create.name().sql());
      case ObjectChange.CreateType create -> inverse.run("DROP TYPE " + create.name().sql());
      case ObjectChange.CreateDomain create -> inverse.run("DROP DOMAIN " + create.name().sql());
      case ObjectChange.AddEnumValue add ->
          inverse.ask(
              "PostgreSQL cannot remove a value from an enum: what becomes of "
                  + DraftText.code(add.value())
                  + " of "
                  + DraftText.code(add.type().sql())
                  + "?");
      case ObjectChange.RenameEnumValue rename ->
          inverse.run(
              "ALTER TYPE "
                  + rename.type().sql()
                  + " RENAME VALUE "
                  + literal(rename.newValue())
                  + " TO "
                  + literal(rename.value()));
      case ObjectChange.CreateTrigger create ->
          inverse.run(
              "DROP TRIGGER " + Identifiers.quote(create.name()) + " ON " + create.table().sql());
      case ObjectChange.CreatePolicy create ->
          inverse.run(
              "DROP POLICY " + Identifiers.quote(create.name()) + " ON " + create.table().sql());
      case ObjectChange.CreateRule create ->
          inverse.run(
              "DROP RULE " + Identifiers.quote(create.name()) + " ON " + create.table().sql());
      case ObjectChange.CreateStatistics create ->
          create
              .name()
              .ifPresentOrElse(
                  name -> inverse.run("DROP STATISTICS " + name.sql()),
                  () -> unknown(statement, inverse));
      case ObjectChange.Comment _ -> {}
      default -> unknown(statement, inverse);
    }
  }

  private static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private void restore(
      AnalyzedStatement statement,
      ObjectChange.Drop drop,
      ObjectChange.Target target,
      Inverse inverse) {
    Catalog before = statement.before();
    Optional<Relation> known = before.relation(target.name());
    switch (drop.kind()) {
      case TABLE -> {
        inverse.ask(
            "Where are the rows of "
                + DraftText.code(target.name().sql())
                + " kept after the drop, and how do they come back?");
        Optional<Table> table = before.table(target.name()).filter(t -> !t.assumed());
        table.ifPresentOrElse(
            t -> new SchemaSql(before).table(t).forEach(inverse::run),
            () -> unknown(statement, inverse));
      }
      case INDEX ->
          known
              .flatMap(index -> AlterInverse.index(before, index.name()))
              .ifPresentOrElse(inverse::run, () -> unknown(statement, inverse));
      case VIEW, MATERIALIZED_VIEW -> {
        Optional<View> view = before.view(target.name());
        view.ifPresentOrElse(v -> inverse.run(view(v)), () -> unknown(statement, inverse));
      }
      default -> unknown(statement, inverse);
    }
  }

  /** All inverses of a change, the last statement's first. */
  List<Inverse> of(List<AnalyzedStatement> statements) {
    return statements.reversed().stream()
        .filter(statement -> statement.outer().isEmpty())
        .map(this::of)
        .toList();
  }
}
