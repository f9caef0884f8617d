package dev.pgreview.statistics;

import dev.pgreview.schema.RelationName;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables of a database.
 *
 * @param tables all but temporary ones and those of the system
 * @param counted over how long writes were counted; empty when they were not, on a standby
 */
public record DatabaseStatistics(
    SortedMap<RelationName, TableSize> tables, Optional<Duration> counted) {
  public DatabaseStatistics {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  /** Tables of which the number of rows is not known. */
  public long neverAnalysed() {
    return tables.values().stream().filter(table -> table.rows().isEmpty()).count();
  }

  /** A reader for the database at an address. */
  public static DatabaseStatistics read(DatabaseAddress address) throws StatisticsException {
    return new StatisticsReader(address).read();
  }

  static DatabaseStatistics of(Map<RelationName, TableSize> tables, Optional<Duration> counted) {
    return new DatabaseStatistics(new TreeMap<>(tables), counted);
  }
}
