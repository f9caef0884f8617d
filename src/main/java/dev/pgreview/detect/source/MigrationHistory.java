package dev.pgreview.detect.source;

import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationTool;
import java.util.List;

/**
 * The migrations that a tool runs on one database.
 *
 * @param root the folder that holds them, or the first of several
 * @param migrations in the order in which the tool runs them on a new database
 */
public record MigrationHistory(MigrationTool tool, String root, List<Migration> migrations) {
  public MigrationHistory {
    migrations = List.copyOf(migrations);
  }
}
