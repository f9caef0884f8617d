package dev.pgreview.schema;

import java.util.List;
import java.util.OptionalInt;

/** A constraint of a table or domain. */
public sealed interface Constraint {
  ConstraintHeader header();

  Constraint withHeader(ConstraintHeader header);

  /** Columns of the table that it is about; of a CHECK those that its expression reads. */
  List<String> columns();

  default String name() {
    return header().name();
  }

  default Origin origin() {
    return header().origin();
  }

  /** pg_constraint.convalidated: all rows are known to satisfy it. */
  default boolean valid() {
    return header().valid();
  }

  /** Comes from a parent table, or belongs to the one of a partitioned table. */
  default boolean inherited() {
    return header().inheritCount() > 0;
  }

  /**
   * CHECK.
   *
   * @param enforced false for NOT ENFORCED (PostgreSQL 18)
   */
  record Check(
      ConstraintHeader header, SqlExpression expression, boolean noInherit, boolean enforced)
      implements Constraint {
    @Override
    public List<String> columns() {
      return expression.columns();
    }

    @Override
    public Check withHeader(ConstraintHeader newHeader) {
      return new Check(newHeader, expression, noInherit, enforced);
    }
  }

  /** NOT NULL as a constraint of its own: of tables from PostgreSQL 18 on, of domains from 17. */
  record NotNull(ConstraintHeader header, String column, boolean noInherit) implements Constraint {
    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public NotNull withHeader(ConstraintHeader newHeader) {
      return new NotNull(newHeader, column, noInherit);
    }
  }

  /**
   * PRIMARY KEY or UNIQUE; its index has its name.
   *
   * @param index id of its index
   */
  record Unique(
      ConstraintHeader header,
      boolean primaryKey,
      List<String> columns,
      int index,
      boolean deferrable)
      implements Constraint {
    public Unique {
      columns = List.copyOf(columns);
    }

    @Override
    public Unique withHeader(ConstraintHeader newHeader) {
      return new Unique(newHeader, primaryKey, columns, index, deferrable);
    }
  }

  /**
   * EXCLUDE; its index has its name.
   *
   * @param index id of its index
   */
  record Exclusion(ConstraintHeader header, List<String> columns, int index) implements Constraint {
    public Exclusion {
      columns = List.copyOf(columns);
    }

    @Override
    public Exclusion withHeader(ConstraintHeader newHeader) {
      return new Exclusion(newHeader, columns, index);
    }
  }

  /**
   * FOREIGN KEY.
   *
   * @param referenced id of the referenced table
   * @param referencedColumns never empty unless the referenced table is not known
   * @param referencedIndex id of the unique index of the referenced columns, if it is known
   * @param enforced false for NOT ENFORCED (PostgreSQL 18)
   */
  record ForeignKey(
      ConstraintHeader header,
      List<String> columns,
      int referenced,
      List<String> referencedColumns,
      OptionalInt referencedIndex,
      ConstraintDefinition.ReferentialAction onDelete,
      ConstraintDefinition.ReferentialAction onUpdate,
      boolean deferrable,
      boolean enforced)
      implements Constraint {
    public ForeignKey {
      columns = List.copyOf(columns);
      referencedColumns = List.copyOf(referencedColumns);
    }

    @Override
    public ForeignKey withHeader(ConstraintHeader newHeader) {
      return new ForeignKey(
          newHeader,
          columns,
          referenced,
          referencedColumns,
          referencedIndex,
          onDelete,
          onUpdate,
          deferrable,
          enforced);
    }

    public ForeignKey withColumns(List<String> own, List<String> newReferenced) {
      return new ForeignKey(
          header,
          own,
          referenced,
          newReferenced,
          referencedIndex,
          onDelete,
          onUpdate,
          deferrable,
          enforced);
    }

    public ForeignKey withAttributes(boolean newDeferrable, boolean newEnforced) {
      return new ForeignKey(
          header,
          columns,
          referenced,
          referencedColumns,
          referencedIndex,
          onDelete,
          onUpdate,
          newDeferrable,
          newEnforced);
    }
  }
}
