package dev.pgreview.detect.tool;

import dev.pgreview.migration.MigrationKind;

/**
 * What a file's name says.
 *
 * @param direction what the file holds; files with both directions are {@link Direction#UP}
 * @param version as written; "" when the name has none
 * @param description what follows it
 */
record MigrationName(
    String path, Direction direction, MigrationKind kind, String version, String description) {

  /** Which way a file goes. */
  enum Direction {
    UP,
    DOWN
  }

  static MigrationName up(String path, String version, String description) {
    return new MigrationName(path, Direction.UP, MigrationKind.VERSIONED, version, description);
  }

  static MigrationName of(String path, String direction, String version, String description) {
    return new MigrationName(
        path,
        direction.equals("down") ? Direction.DOWN : Direction.UP,
        MigrationKind.VERSIONED,
        version,
        description);
  }
}
