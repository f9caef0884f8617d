package dev.pgreview.cli;

import dev.pgreview.config.ConfigParser;
import dev.pgreview.config.ConfigProblem;
import dev.pgreview.config.ConfigResult;
import dev.pgreview.config.ReviewConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a review.
 *
 * @param config defaults when there is no file
 * @param file where it was read; empty when there is none
 */
record ConfigFile(ReviewConfig config, Optional<Path> file) {
  static final String NAME = ".pgreview.yml";

  /** The file that was named. */
  static ConfigFile read(Path file) {
    return new ConfigFile(
        parse(TextFiles.read(file, "the configuration"), file.toString()), Optional.of(file));
  }

  /**
   * The nearest one in a folder or above it.
   *
   * @param folder where to start
   * @param root where to stop, inclusive
   */
  static ConfigFile find(Path folder, Path root) {
    return nearest(folder, root)
        .map(ConfigFile::read)
        .orElseGet(() -> new ConfigFile(ReviewConfig.DEFAULT, Optional.empty()));
  }

  /** Where that file is. */
  static Optional<Path> nearest(Path folder, Path root) {
    for (@Nullable Path at = folder; at != null && at.startsWith(root); at = at.getParent()) {
      Path file = at.resolve(NAME);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /**
   * The configuration in a text.
   *
   * @param name of the text in messages
   */
  static ReviewConfig parse(String text, String name) {
    return switch (new ConfigParser(RulesCommand.ids()).parse(text)) {
      case ConfigResult.Valid valid -> valid.config();
      case ConfigResult.Invalid invalid ->
          throw new CommandFailure(described(invalid.problems(), name));
    };
  }

  /** One line for one mistake, one line each for several. */
  static String described(List<ConfigProblem> problems, String name) {
    return problems.stream()
        .map(problem -> name + ":" + problem.describe())
        .collect(Collectors.joining("\n  "));
  }
}
