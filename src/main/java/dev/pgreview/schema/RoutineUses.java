package dev.pgreview.schema;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What calls a routine and cannot be without it: triggers, views, defaults, checks, indexes. */
final class RoutineUses {
  private final Replay replay;

  RoutineUses(Replay replay) {
    this.replay = replay;
  }

  /** Drops what called a routine that is gone; calls that another overload may serve stay. */
  void drop(Routine routine) {
    for (Table table : replay.catalog().tables()) {
      if (uses(table, routine)) {
        drop(table, routine);
      }
    }
    for (Index index : replay.catalog().indexes()) {
      boolean calls =
          index.where().stream().anyMatch(where -> calls(where, routine))
              || index.keys().stream()
                  .flatMap(key -> key.expression().stream())
                  .anyMatch(expression -> calls(expression, routine));
      if (calls) {
        replay.drops().remove(index);
      }
    }
    for (View view : replay.catalog().views()) {
      if (calls(view.query().functions(), routine)) {
        replay.drops().remove(view);
      }
    }
    for (UserType type : replay.catalog().types()) {
      if (type instanceof UserType.Domain domain) {
        drop(domain, routine);
      }
    }
  }

  private boolean uses(Table table, Routine routine) {
    return table.triggers().stream().anyMatch(t -> is(t.function(), routine))
        || table.policies().stream().anyMatch(p -> calls(p, routine))
        || table.constraints().stream().anyMatch(c -> calls(c, routine))
        || table.columns().stream().anyMatch(c -> calls(c, routine));
  }

  private void drop(Table table, Routine routine) {
    replay
        .editor()
        .alter(
            table.id(),
            draft -> {
              draft.triggers.removeIf(t -> is(t.function(), routine));
              draft.policies.removeIf(p -> calls(p, routine));
              draft.constraints.removeIf(c -> calls(c, routine));
              draft.columns.replaceAll(
                  c ->
                      c.defaultValue().filter(value -> calls(value, routine)).isPresent()
                          ? c.withDefault(Optional.empty(), OptionalInt.empty())
                          : c);
            });
    for (Column column : table.columns()) {
      if (column.generated().filter(g -> calls(g.expression(), routine)).isPresent()) {
        replay.drops().column(table, column.name());
      }
    }
  }

  private void drop(UserType.Domain domain, Routine routine) {
    List<Constraint> left = domain.constraints().stream().filter(c -> !calls(c, routine)).toList();
    Optional<SqlExpression> value = domain.defaultValue().filter(v -> !calls(v, routine));
    if (left.size() < domain.constraints().size() || !value.equals(domain.defaultValue())) {
      replay
          .editor()
          .putType(
              new UserType.Domain(
                  domain.name(), domain.origin(), domain.base(), value, domain.notNull(), left));
    }
  }

  private boolean calls(Table.Policy policy, Routine routine) {
    return policy.using().filter(e -> calls(e, routine)).isPresent()
        || policy.withCheck().filter(e -> calls(e, routine)).isPresent();
  }

  private boolean calls(Constraint constraint, Routine routine) {
    return constraint instanceof Constraint.Check check && calls(check.expression(), routine);
  }

  private boolean calls(Column column, Routine routine) {
    return column.defaultValue().filter(e -> calls(e, routine)).isPresent()
        || column.generated().filter(g -> calls(g.expression(), routine)).isPresent();
  }

  private boolean calls(SqlExpression expression, Routine routine) {
    return calls(expression.functions(), routine);
  }

  private boolean calls(Collection<QualifiedName> functions, Routine routine) {
    return functions.stream().anyMatch(function -> is(function, routine));
  }

  private boolean is(QualifiedName called, Routine routine) {
    return called.name().equals(routine.name().name())
        && (called.schema() == null
            ? replay.catalog().searchPath().contains(routine.name().schema())
            : called.schema().equals(routine.name().schema()))
        && replay.catalog().routines(called).isEmpty();
  }
}
