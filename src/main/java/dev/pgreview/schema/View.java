package dev.pgreview.schema;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A view or materialized view.
 *
 * @param result its columns
 * @param columnsKnown false when there may be more columns than are known
 * @param query as written when it was made
 * @param reads ids of the relations that it reads directly
 * @param uses which of their columns
 * @param populated false for a materialized view WITH NO DATA
 */
public record View(
    RelationHeader header,
    boolean materialized,
    List<ResultColumn> result,
    boolean columnsKnown,
    List<String> options,
    SqlQuery query,
    List<Integer> reads,
    UsedColumns uses,
    boolean populated,
    TableStatistics statistics)
    implements Relation {
  public View {
    result = List.copyOf(result);
    options = List.copyOf(options);
    reads = List.copyOf(reads);
  }

  /** A column of the result; the type is {@code unknown} where it cannot be told. */
  public record ResultColumn(String name, ColumnType type, @Nullable String collation) {
    ResultColumn typed(UnaryOperator<ColumnType> change) {
      return new ResultColumn(name, change.apply(type), collation);
    }
  }

  @Override
  public ObjectKind kind() {
    return materialized ? ObjectKind.MATERIALIZED_VIEW : ObjectKind.VIEW;
  }

  /** Names of the result's columns; {@code *} stands for those that cannot be told. */
  public List<String> columns() {
    List<String> names = new java.util.ArrayList<>();
    result.forEach(column -> names.add(column.name()));
    if (!columnsKnown) {
      names.add("*");
    }
    return names;
  }

  public View withStatistics(TableStatistics newStatistics) {
    return new View(
        header,
        materialized,
        result,
        columnsKnown,
        options,
        query,
        reads,
        uses,
        populated,
        newStatistics);
  }

  public View withPopulated(boolean newPopulated) {
    return new View(
        header,
        materialized,
        result,
        columnsKnown,
        options,
        query,
        reads,
        uses,
        newPopulated,
        statistics);
  }

  public View withResult(List<ResultColumn> newResult) {
    return new View(
        header,
        materialized,
        newResult,
        columnsKnown,
        options,
        query,
        reads,
        uses,
        populated,
        statistics);
  }

  View withUses(UsedColumns newUses) {
    return new View(
        header,
        materialized,
        result,
        columnsKnown,
        options,
        query,
        reads,
        newUses,
        populated,
        statistics);
  }

  @Override
  public View withHeader(RelationHeader newHeader) {
    return new View(
        newHeader,
        materialized,
        result,
        columnsKnown,
        options,
        query,
        reads,
        uses,
        populated,
        statistics);
  }
}
