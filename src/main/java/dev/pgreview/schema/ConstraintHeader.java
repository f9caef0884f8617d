package dev.pgreview.schema;

/**
 * What all constraints have.
 *
 * @param name in the database: the written one or the one that PostgreSQL makes
 * @param valid pg_constraint.convalidated: all rows are known to satisfy it
 * @param inheritCount pg_constraint.coninhcount: how many direct parents have it
 * @param local pg_constraint.conislocal: it stays when no parent has it any more
 */
public record ConstraintHeader(
    String name, boolean valid, int inheritCount, boolean local, Origin origin) {

  /** Of a constraint that a statement writes for this very table. */
  public static ConstraintHeader written(String name, boolean valid, Origin origin) {
    return new ConstraintHeader(name, valid, 0, true, origin);
  }

  public ConstraintHeader renamed(String newName) {
    return new ConstraintHeader(newName, valid, inheritCount, local, origin);
  }

  public ConstraintHeader validated(boolean newValid) {
    return new ConstraintHeader(name, newValid, inheritCount, local, origin);
  }

  /** With other parents, and perhaps no longer or now of its own. */
  public ConstraintHeader inherited(int newCount, boolean newLocal) {
    return new ConstraintHeader(name, valid, newCount, newLocal, origin);
  }

  /** Of the same constraint where a child has it from its parent alone. */
  public ConstraintHeader ofChild() {
    return inherited(1, false);
  }

  /** Of a constraint like this one that another statement makes. */
  public ConstraintHeader by(Origin newOrigin) {
    return new ConstraintHeader(name, valid, inheritCount, local, newOrigin);
  }

  public ConstraintHeader asLocal() {
    return inherited(inheritCount, true);
  }

  /** One parent less has it; what no parent has is local. */
  public ConstraintHeader left() {
    return inherited(Math.max(0, inheritCount - 1), local || inheritCount <= 1);
  }
}
