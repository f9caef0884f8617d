package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import dev.pgreview.schema.TableStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trigger c: an index is added to a table that is written to all the time, with CREATE INDEX or as
 * the index of a constraint. A constraint that takes over an index adds none.
 */
final class IndexTrigger implements TriggerRule {
  private final Existing existing;
  private final double writesPerSecond;

  IndexTrigger(Existing existing, double writesPerSecond) {
    this.existing = existing;
    this.writesPerSecond = writesPerSecond;
  }

  @Override
  public Optional<FiredTrigger> check(AnalyzedStatement statement) {
    Reasons reasons = new Reasons();
    for (Added added : added(statement)) {
      TableStatistics size = existing.size(statement, added.table());
      if (size.writesPerSecond() >= writesPerSecond) {
        RelationName table = statement.before().fullName(added.table());
        String rate =
            String.format(
                Locale.ROOT,
                "%s%s writes per second",
                size.assumed() ? "an assumed " : "",
                number(size.writesPerSecond()));
        reasons.add(added.what() + " on " + Names.of(table) + ", which takes " + rate, table);
      }
    }
    return reasons.fired(FiredTrigger.Letter.C, statement);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  /** An index that a statement builds. */
  private record Added(QualifiedName table, String what) {}

  /** Whether a statement adds an index to a table that existed. */
  boolean adds(AnalyzedStatement statement) {
    return !added(statement).isEmpty();
  }

  private List<Added> added(AnalyzedStatement statement) {
    return switch (statement.statement().change()) {
      case IndexChange.CreateIndex create ->
          isTable(statement, create.table()) && !isThere(statement, create)
              ? List.of(
                  new Added(
                      create.table(),
                      create.name().map(name -> "index " + name).orElse("a new index")))
              : List.of();
      case TableChange.AlterTable alter ->
          isTable(statement, alter.name())
              ? alter.commands().stream()
                  .flatMap(command -> constraints(command.action()).stream())
                  .flatMap(constraint -> index(constraint).stream())
                  .map(what -> new Added(alter.name(), what))
                  .toList()
              : List.of();
      default -> List.of();
    };
  }

  /** An existing table, not a materialized view. */
  private boolean isTable(AnalyzedStatement statement, QualifiedName name) {
    return existing.has(statement, name)
        && statement.before().relation(name).map(Table.class::isInstance).orElse(true);
  }

  private static boolean isThere(AnalyzedStatement statement, IndexChange.CreateIndex create) {
    String schema = statement.before().fullName(create.table()).schema();
    return create.ifNotExists()
        && create
            .name()
            .flatMap(name -> statement.before().relation(QualifiedName.of(schema, name)))
            .isPresent();
  }

  private static List<ConstraintDefinition> constraints(AlterTableAction action) {
    return switch (action) {
      case AlterTableAction.AddConstraint add -> List.of(add.constraint());
      case AlterTableAction.AddColumn add -> add.column().constraints();
      default -> List.of();
    };
  }

  private static Optional<String> index(ConstraintDefinition constraint) {
    return switch (constraint) {
      case ConstraintDefinition.Unique key when key.usingIndex().isPresent() -> Optional.empty();
      case ConstraintDefinition.Unique key ->
          Optional.of("the index of a " + (key.primaryKey() ? "primary key" : "unique constraint"));
      case ConstraintDefinition.Exclusion _ -> Optional.of("the index of an exclusion constraint");
      case ConstraintDefinition.Check _,
          ConstraintDefinition.NotNull _,
          ConstraintDefinition.ForeignKey _ ->
          Optional.empty();
    };
  }
}
