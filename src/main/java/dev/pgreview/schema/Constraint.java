package dev.pgreview.schema;

import java.util.List;

/**
 * A constraint of a table or domain, under the name that it has in the database: the written one or
 * the one that PostgreSQL makes.
 */
public sealed interface Constraint {
  String name();

  Origin origin();

  /** pg_constraint.convalidated: all rows are known to satisfy it. */
  boolean valid();

  /** Comes from a parent table. */
  boolean inherited();

  /** Columns of the table that it is about; of a CHECK those that its expression reads. */
  List<String> columns();

  /**
   * CHECK.
   *
   * @param enforced false for NOT ENFORCED (PostgreSQL 18)
   */
  record Check(
      String name,
      SqlExpression expression,
      boolean valid,
      boolean noInherit,
      boolean enforced,
      boolean inherited,
      Origin origin)
      implements Constraint {
    @Override
    public List<String> columns() {
      return expression.columns();
    }
  }

  /** NOT NULL as a constraint of its own: PostgreSQL 18 tables, and domains. */
  record NotNull(
      String name,
      String column,
      boolean valid,
      boolean noInherit,
      boolean inherited,
      Origin origin)
      implements Constraint {
    @Override
    public List<String> columns() {
      return List.of(column);
    }
  }

  /**
   * PRIMARY KEY or UNIQUE; its index has its name.
   *
   * @param index id of its index
   */
  record Unique(
      String name,
      boolean primaryKey,
      List<String> columns,
      int index,
      boolean deferrable,
      boolean inherited,
      Origin origin)
      implements Constraint {
    public Unique {
      columns = List.copyOf(columns);
    }

    @Override
    public boolean valid() {
      return true;
    }
  }

  /**
   * EXCLUDE; its index has its name.
   *
   * @param index id of its index
   */
  record Exclusion(String name, List<String> columns, int index, boolean inherited, Origin origin)
      implements Constraint {
    public Exclusion {
      columns = List.copyOf(columns);
    }

    @Override
    public boolean valid() {
      return true;
    }
  }

  /**
   * FOREIGN KEY.
   *
   * @param referenced id of the referenced table
   * @param referencedColumns never empty unless the referenced table is not known
   * @param enforced false for NOT ENFORCED (PostgreSQL 18)
   */
  record ForeignKey(
      String name,
      List<String> columns,
      int referenced,
      List<String> referencedColumns,
      ConstraintDefinition.ReferentialAction onDelete,
      ConstraintDefinition.ReferentialAction onUpdate,
      boolean valid,
      boolean deferrable,
      boolean enforced,
      boolean inherited,
      Origin origin)
      implements Constraint {
    public ForeignKey {
      columns = List.copyOf(columns);
      referencedColumns = List.copyOf(referencedColumns);
    }
  }
}
