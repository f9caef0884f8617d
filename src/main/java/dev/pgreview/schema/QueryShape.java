package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a query is built, as far as the columns of its result and those that it uses depend on it.
 */
public sealed interface QueryShape {

  /**
   * SELECT, and the RETURNING of a data change.
   *
   * @param targets of the result, in order
   * @param from what stands in FROM, in order; a name of a WITH clause stands for its query
   * @param uses columns named anywhere in it but in sub-selects
   * @param inner sub-selects in its expressions, and queries of its WITH clause
   */
  record Select(
      List<Target> targets, List<Source> from, List<ColumnUse> uses, List<QueryShape> inner)
      implements QueryShape {
    public Select {
      targets = List.copyOf(targets);
      from = List.copyOf(from);
      uses = List.copyOf(uses);
      inner = List.copyOf(inner);
    }
  }

  /** VALUES of so many columns. */
  record Values(int width, List<ColumnUse> uses, List<QueryShape> inner) implements QueryShape {
    public Values {
      uses = List.copyOf(uses);
      inner = List.copyOf(inner);
    }
  }

  /**
   * UNION, INTERSECT or EXCEPT.
   *
   * @param sides at least two; the first names the columns
   */
  record Combined(List<QueryShape> sides, List<QueryShape> inner) implements QueryShape {
    public Combined {
      sides = List.copyOf(sides);
      inner = List.copyOf(inner);
    }
  }

  /** Nothing is known of its result. */
  record Unknown() implements QueryShape {}

  /** A column as a query names it; {@code qualifier} is null when only the column is written. */
  record ColumnUse(@Nullable String qualifier, String column) {}

  /** An item of the list behind SELECT. */
  sealed interface Target {
    /** All columns, or all of one source. */
    record Star(@Nullable String qualifier) implements Target {}

    /**
     * One column of the result.
     *
     * @param column the column that it is without change
     * @param type where the expression tells it
     */
    record Item(String name, Optional<ColumnUse> column, Optional<ColumnType> type)
        implements Target {}
  }

  /** An item of FROM. */
  sealed interface Source {
    /** A relation; {@code columns} are names in an alias list. */
    record Named(QualifiedName relation, String alias, List<String> columns) implements Source {}

    /** A sub-select or a WITH query. */
    record Derived(QueryShape query, String alias, List<String> columns) implements Source {}

    /**
     * A function.
     *
     * @param columns that it is known to give; empty when nobody can tell
     */
    record Function(String alias, List<Target.Item> columns) implements Source {}

    /**
     * A join.
     *
     * @param using columns that are one in the result
     * @param alias of the join as a whole; null for none
     * @param columns names in an alias list
     */
    record Joined(
        Source left,
        Source right,
        boolean natural,
        List<String> using,
        @Nullable String alias,
        List<String> columns)
        implements Source {}
  }
}
