package dev.pgreview.lock;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import dev.pgreview.schema.TableStatistics;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a statement takes in production, from the sizes of what it reads and writes.
 *
 * <p>The rates are those of one backend on an ordinary cloud server with network storage; the range
 * says how far servers differ. docs/performance.md has the measurements behind them.
 */
final class DurationModel {
  /** Reading a table from end to end, bytes a second. */
  private static final double SCAN_RATE = 400e6;

  /** Reading it and writing it anew with its WAL, bytes a second. */
  private static final double REWRITE_RATE = 120e6;

  /** Sorting and writing index entries, rows a second for each index. */
  private static final double INDEX_RATE = 1e6;

  /** Changing rows one by one with their index entries and WAL, rows a second. */
  private static final double ROW_RATE = 50e3;

  /** When only the number of rows is known: an ordinary row, with its share of the indexes. */
  private static final double BYTES_PER_ROW = 200;

  private static final double FASTER = 0.6;
  private static final double SLOWER = 1.8;

  /** Rows guessed from an assumption may be ten times fewer or more. */
  private static final double ASSUMED_FASTER = 0.1;

  private static final double ASSUMED_SLOWER = 10;

  private DurationModel() {}

  /** Empty when nothing that the statement does grows with a table. */
  static Optional<DurationEstimate> estimate(
      SchemaChange change, LockPrediction prediction, Catalog before) {
    if (change instanceof TableChange.Truncate) {
      // A new, empty file for each relation, however large the old one was.
      return Optional.empty();
    }
    Work work = new Work(before);
    prediction.rewrites().forEach(work::rewrite);
    prediction.scans().stream()
        .filter(name -> !prediction.rewrites().contains(name))
        .forEach(work::scan);
    switch (change) {
      case IndexChange.CreateIndex create -> work.buildIndex(create.table());
      case DataChange.Update update -> work.changeRows(update.target());
      case DataChange.Delete delete -> work.changeRows(delete.target());
      case DataChange.Merge merge -> work.changeRows(merge.target());
      default -> {}
    }
    return work.estimate();
  }

  private static final class Work {
    private final Catalog catalog;
    private double seconds;
    private long rows;
    private boolean assumed;
    private boolean made;
    private boolean any;

    Work(Catalog catalog) {
      this.catalog = catalog;
    }

    void scan(RelationName name) {
      table(name).ifPresent(table -> seconds += bytes(note(table)) / SCAN_RATE);
    }

    void rewrite(RelationName name) {
      table(name)
          .ifPresent(
              table -> {
                TableStatistics size = note(table);
                seconds += bytes(size) / REWRITE_RATE;
                seconds += catalog.indexes(table).size() * size.rows() / INDEX_RATE;
              });
    }

    void buildIndex(QualifiedName name) {
      stored(name).forEach(table -> seconds += note(table).rows() / INDEX_RATE);
    }

    void changeRows(QualifiedName name) {
      stored(name).forEach(table -> seconds += note(table).rows() / ROW_RATE);
    }

    /** The table, or the partitions that hold its rows. */
    private Stream<Table> stored(QualifiedName name) {
      return catalog.table(name).stream()
          .flatMap(
              table -> table.partitioned() ? catalog.descendants(table).stream() : Stream.of(table))
          .filter(table -> !table.partitioned());
    }

    private Optional<Table> table(RelationName name) {
      Optional<Relation> relation = catalog.relation(name);
      return relation.isPresent() && relation.get() instanceof Table table && !table.partitioned()
          ? Optional.of(table)
          : Optional.empty();
    }

    private TableStatistics note(Table table) {
      TableStatistics size = table.statistics();
      any = true;
      if (size.rows() >= rows) {
        rows = size.rows();
        assumed = size.assumed();
        made = !table.origin().isBase();
      }
      return size;
    }

    private static double bytes(TableStatistics size) {
      return size.bytes() > 0 ? size.bytes() : size.rows() * BYTES_PER_ROW;
    }

    Optional<DurationEstimate> estimate() {
      if (!any) {
        return Optional.empty();
      }
      DurationEstimate.Basis basis =
          assumed
              ? DurationEstimate.Basis.ASSUMED
              : made ? DurationEstimate.Basis.CHANGE : DurationEstimate.Basis.STATS;
      return Optional.of(
          new DurationEstimate(
              seconds,
              seconds * (assumed ? ASSUMED_FASTER : FASTER),
              seconds * (assumed ? ASSUMED_SLOWER : SLOWER),
              rows,
              basis));
    }
  }
}
