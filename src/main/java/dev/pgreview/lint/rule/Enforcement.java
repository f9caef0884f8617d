package dev.pgreview.lint.rule;

import dev.pgreview.schema.Constraint;

/** Constraints that PostgreSQL 18 keeps as NOT ENFORCED are never meant to be validated. */
final class Enforcement {
  private Enforcement() {}

  static boolean of(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Check check -> check.enforced();
      case Constraint.ForeignKey key -> key.enforced();
      case Constraint.NotNull _, Constraint.Unique _, Constraint.Exclusion _ -> true;
    };
  }
}
