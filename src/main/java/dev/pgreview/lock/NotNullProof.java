package dev.pgreview.lock;

import dev.pgreview.schema.Constraint;

/**
 * Whether a valid CHECK constraint says that a column has no null, so that SET NOT NULL need not
 * read the table (src/backend/commands/tablecmds.c, NotNullImpliedByRelConstraints).
 */
final class NotNullProof {
  private NotNullProof() {}

  static boolean of(TableWork work, String column) {
    String condition = Conditions.normal(column + " is not null");
    return work.table().constraints().stream()
        .filter(work::keeps)
        .filter(Constraint::valid)
        .filter(Constraint.Check.class::isInstance)
        .map(Constraint.Check.class::cast)
        .anyMatch(check -> Conditions.parts(check.expression().sql()).contains(condition));
  }
}
