package dev.pgreview.cli;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.config.StatsParser;
import dev.pgreview.config.StatsResult;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.nio.file.Path;
import java.util.Map;

/** Table sizes from a file. */
final class StatsFile {
  private StatsFile() {}

  static Map<RelationName, TableStatistics> read(Path file, ReviewConfig.Assumption assumption) {
    return parse(TextFiles.read(file, "the stats file"), assumption, file.toString());
  }

  /**
   * @param name of the text in messages
   */
  static Map<RelationName, TableStatistics> parse(
      String text, ReviewConfig.Assumption assumption, String name) {
    return switch (StatsParser.parse(text, assumption)) {
      case StatsResult.Valid valid -> valid.statistics();
      case StatsResult.Invalid invalid ->
          throw new CommandFailure(ConfigFile.described(invalid.problems(), name));
    };
  }
}
