package dev.pgreview.detect;

import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.Migration;
import java.util.List;

/**
 * The migrations of a repository at one moment.
 *
 * @param histories one for each database that a tool migrates; none is empty
 * @param notices what is wrong with names, order and annotations, sorted by path and line
 */
public record MigrationDetection(List<MigrationHistory> histories, List<DetectionNotice> notices) {
  public static final MigrationDetection EMPTY = new MigrationDetection(List.of(), List.of());

  public MigrationDetection {
    histories = List.copyOf(histories);
    notices = List.copyOf(notices);
  }

  /** All migrations, history after history. */
  public List<Migration> migrations() {
    return histories.stream().flatMap(history -> history.migrations().stream()).toList();
  }
}
