package dev.pgreview.schema;

import java.util.Optional;

/**
 * Rows that the change puts into tables that it makes. Tables of the base keep their production
 * size: what a migration adds to it does not matter.
 */
final class RowReplay {
  private static final TableStatistics NONE = new TableStatistics(0, 0, 0, false);
  private static final TableStatistics ONE = new TableStatistics(1, 0, 0, false);

  /** COPY and routines: as many as configuration's default assumption. */
  private static final TableStatistics UNKNOWN = new TableStatistics(1_000_000, 0, 0, true);

  private final Replay replay;

  RowReplay(Replay replay) {
    this.replay = replay;
  }

  void apply(DataChange change) {
    switch (change) {
      case DataChange.Insert insert -> {
        add(insert.target(), insert.source().map(this::rows).orElse(ONE));
        insert.source().ifPresent(this::dataChanges);
      }
      case DataChange.Copy copy when copy.fromInput() ->
          copy.relation().ifPresent(target -> add(target, UNKNOWN));
      case DataChange.Select(SqlQuery query) -> dataChanges(query);
      case DataChange.Delete delete when delete.where().isEmpty() && delete.relations().isEmpty() ->
          ownTable(delete.target()).ifPresent(table -> set(table, NONE));
      case DataChange.Copy _,
          DataChange.Update _,
          DataChange.Delete _,
          DataChange.Merge _,
          DataChange.Explain _ -> {}
    }
  }

  private void dataChanges(SqlQuery query) {
    query.dataChanges().forEach(this::apply);
  }

  private TableStatistics rows(SqlQuery query) {
    return new RowCounts(replay.catalog()).of(query);
  }

  void truncate(TableChange.Truncate truncate) {
    truncate.relations().forEach(name -> ownTable(name).ifPresent(table -> set(table, NONE)));
  }

  private void add(QualifiedName target, TableStatistics rows) {
    ownTable(target).ifPresent(table -> set(table, RowCounts.plus(table.statistics(), rows)));
  }

  private Optional<Table> ownTable(QualifiedName name) {
    return replay.catalog().table(name).filter(table -> !table.origin().isBase());
  }

  private void set(Table table, TableStatistics rows) {
    replay.editor().alter(table.id(), draft -> draft.statistics = rows);
  }
}
