package dev.pgreview.lock;

import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Routine;
import dev.pgreview.schema.RoutineChange;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.Table;
import java.util.List;

/**
 * ADD COLUMN: a value that is the same for all rows is kept in the catalog, any other is written
 * into every row (src/backend/commands/tablecmds.c, ATExecAddColumn).
 */
final class ColumnAddition {
  private final LockEffects effects;

  ColumnAddition(LockEffects effects) {
    this.effects = effects;
  }

  void add(List<TableWork> works, AlterTableAction.AddColumn add) {
    ColumnDefinition column = add.column();
    Table table = works.getFirst().table();
    boolean there = table.column(column.name()).isPresent();
    if (there && !works.getFirst().drops(column.name())) {
      return;
    }
    if (table.assumed() && add.ifNotExists()) {
      effects.likely("Whether " + table.name() + " has the column already is not known.");
    }
    boolean rewrite = rewrites(column);
    boolean virtual = column.generated().map(g -> !g.stored()).orElse(false);
    boolean filled = column.defaultValue().map(value -> !value.isNull()).orElse(false);
    column.defaultValue().ifPresent(value -> sequence(value, rewrite));
    for (TableWork work : works) {
      if (rewrite) {
        work.rewrite();
      }
      if (virtual ? column.notNull() : column.notNull() && !filled) {
        work.scan();
      }
      work.retype(column.name());
      if (!rewrite && !filled) {
        work.addNullColumn(column.name());
      }
    }
    for (ConstraintDefinition constraint : column.constraints()) {
      constraint(table, works, constraint, filled || rewrite, column);
    }
  }

  private void constraint(
      Table table,
      List<TableWork> works,
      ConstraintDefinition constraint,
      boolean filled,
      ColumnDefinition column) {
    ConstraintAddition additions = new ConstraintAddition(effects);
    switch (constraint) {
      case ConstraintDefinition.ForeignKey key ->
          additions.newColumnKey(table, key, filled, column.defaultValue().isPresent());
      case ConstraintDefinition.NotNull _ -> {}
      case ConstraintDefinition.Check _,
          ConstraintDefinition.Unique _,
          ConstraintDefinition.Exclusion _ ->
          additions.add(table, works, constraint);
    }
  }

  private void sequence(SqlExpression value, boolean rewrite) {
    new SequenceLocks(effects)
        .named(value)
        .ifPresent(
            sequence -> {
              effects.lock(sequence, LockMode.ACCESS_SHARE);
              if (rewrite) {
                effects.perhaps(() -> effects.lock(sequence, LockMode.ROW_EXCLUSIVE));
              }
            });
  }

  private boolean rewrites(ColumnDefinition column) {
    if (column.generated().isPresent()) {
      return column.generated().get().stored();
    }
    if (column.type().serial() || column.identity().isPresent()) {
      return true;
    }
    TypeForm type = TypeForm.of(column.type(), effects.catalog());
    if (type.constrained()) {
      return true;
    }
    if (column.defaultValue().isEmpty()) {
      return domainDefault(column);
    }
    return column.defaultValue().get().functions().stream().anyMatch(this::isVolatile);
  }

  /** A column without a default of its own has that of its domain. */
  private boolean domainDefault(ColumnDefinition column) {
    return effects.catalog().type(column.type().name()).orElse(null)
            instanceof dev.pgreview.schema.UserType.Domain domain
        && domain.defaultValue().stream()
            .flatMap(value -> value.functions().stream())
            .anyMatch(this::isVolatile);
  }

  private boolean isVolatile(QualifiedName function) {
    List<Routine> own = effects.catalog().routines(function);
    if (!own.isEmpty()) {
      return own.stream().anyMatch(this::isVolatile);
    }
    return switch (BuiltIns.volatility(function)) {
      case VOLATILE -> true;
      case STEADY -> false;
      case UNKNOWN -> {
        effects.likely("The volatility of " + function + " is not known.");
        yield true;
      }
    };
  }

  /** The planner puts the body of a simple SQL function in its place, so that counts. */
  private boolean isVolatile(Routine routine) {
    if (routine.volatility() != RoutineChange.Volatility.VOLATILE) {
      return false;
    }
    boolean inlined =
        routine.language().equals("sql")
            && routine.body().statements().size() == 1
            && routine.settings().isEmpty()
            && !routine.securityDefiner()
            && routine.body().statements().getFirst().change()
                instanceof dev.pgreview.schema.DataChange.Select(var query)
            && query.relations().isEmpty()
            && query.functions().stream()
                .allMatch(f -> BuiltIns.volatility(f) == BuiltIns.Known.STEADY);
    return !inlined;
  }
}
