package dev.pgreview.detect;

import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationTool;
import java.util.List;

/**
 * What is deployed and what the change brings.
 *
 * @param histories those that the change touches
 * @param notices about the change, sorted by path and line; what the base already has is left out
 */
public record MigrationChange(List<HistoryChange> histories, List<DetectionNotice> notices) {
  public MigrationChange {
    histories = List.copyOf(histories);
    notices = List.copyOf(notices);
  }

  /**
   * The change of one history.
   *
   * @param base what is deployed, as it was when it was deployed, in the tool's order for a new
   *     database
   * @param changed what will run, in the tool's order
   */
  public record HistoryChange(
      MigrationTool tool, String root, List<Migration> base, List<Migration> changed) {
    public HistoryChange {
      base = List.copyOf(base);
      changed = List.copyOf(changed);
    }
  }

  /** What is deployed, of all histories that the change touches. */
  public List<Migration> base() {
    return histories.stream().flatMap(history -> history.base().stream()).toList();
  }

  /** What the change brings, history after history. */
  public List<Migration> changed() {
    return histories.stream().flatMap(history -> history.changed().stream()).toList();
  }
}
