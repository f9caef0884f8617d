package dev.pgreview.schema;

import java.util.List;

/**
 * A view or materialized view.
 *
 * @param columns result columns' names where they can be told
 * @param query as written when it was made
 * @param reads ids of the relations that it reads directly
 * @param uses which of their columns
 * @param populated false for a materialized view WITH NO DATA
 */
public record View(
    RelationHeader header,
    boolean materialized,
    List<String> columns,
    List<String> options,
    SqlQuery query,
    List<Integer> reads,
    UsedColumns uses,
    boolean populated,
    TableStatistics statistics)
    implements Relation {
  public View {
    columns = List.copyOf(columns);
    options = List.copyOf(options);
    reads = List.copyOf(reads);
  }

  @Override
  public ObjectKind kind() {
    return materialized ? ObjectKind.MATERIALIZED_VIEW : ObjectKind.VIEW;
  }

  public View withStatistics(TableStatistics newStatistics) {
    return new View(
        header, materialized, columns, options, query, reads, uses, populated, newStatistics);
  }

  public View withPopulated(boolean newPopulated) {
    return new View(
        header, materialized, columns, options, query, reads, uses, newPopulated, statistics);
  }

  public View withColumns(List<String> newColumns) {
    return new View(
        header, materialized, newColumns, options, query, reads, uses, populated, statistics);
  }

  View withUses(UsedColumns newUses) {
    return new View(
        header, materialized, columns, options, query, reads, newUses, populated, statistics);
  }

  @Override
  public View withHeader(RelationHeader newHeader) {
    return new View(
        newHeader, materialized, columns, options, query, reads, uses, populated, statistics);
  }
}
