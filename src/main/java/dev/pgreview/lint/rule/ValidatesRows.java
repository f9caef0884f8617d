package dev.pgreview.lint.rule;

import dev.pgreview.schema.ConstraintDefinition;

/** Whether adding a constraint looks at the rows that are there. */
final class ValidatesRows {
  private ValidatesRows() {}

  static boolean of(ConstraintDefinition constraint) {
    return switch (constraint) {
      case ConstraintDefinition.Check check -> !check.notValid() && check.enforced();
      case ConstraintDefinition.NotNull notNull -> !notNull.notValid();
      case ConstraintDefinition.ForeignKey key -> !key.notValid() && key.enforced();
      case ConstraintDefinition.Unique unique -> unique.usingIndex().isEmpty();
      case ConstraintDefinition.Exclusion _ -> true;
    };
  }
}
