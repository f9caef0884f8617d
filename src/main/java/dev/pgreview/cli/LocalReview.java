package dev.pgreview.cli;

import dev.pgreview.config.PathGlob;
import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a local folder into what a review needs. */
final class LocalReview {
  private final Terminal terminal;
  private final Options options;

  /**
   * What was asked for.
   *
   * @param path folder or file, as typed
   * @param base revision of git, or {@code none}
   * @param since a version
   * @param postgres instead of the configuration's
   * @param dryRun whether to ask a server
   * @param config instead of the nearest .pgreview.yml
   * @param stats instead of the configuration's
   */
  record Options(
      String path,
      Optional<String> base,
      Optional<String> since,
      Optional<PostgresVersion> postgres,
      boolean dryRun,
      Optional<String> config,
      Optional<String> stats) {}

  LocalReview(Terminal terminal, Options options) {
    this.terminal = terminal;
    this.options = options;
  }

  ReviewInput read() {
    Path target = terminal.resolve(options.path());
    if (!Files.exists(target)) {
      throw new CommandFailure(options.path() + " does not exist");
    }
    Path folder = Files.isDirectory(target) ? target : parent(target);
    Path root = root(folder);
    ConfigFile found =
        options.config().isPresent()
            ? ConfigFile.read(terminal.resolve(options.config().get()))
            : ConfigFile.find(folder, root);
    String configFolder =
        found
            .file()
            .map(LocalReview::parent)
            .filter(at -> at.startsWith(root))
            .map(at -> relative(root, at))
            .orElse("");
    ReviewConfig config = ConfigPaths.under(configFolder, found.config());
    FolderChange change =
        FolderChange.of(
            root,
            new DetectionSettings(relative(root, target), configFolder, config.migrations()),
            since(config));
    return new ReviewInput(
        "local",
        postgres(config),
        Optional.of(change.base() + "."),
        change.change(),
        files(change.files(), config),
        stats(config, found),
        config,
        options.dryRun());
  }

  private Optional<String> since(ReviewConfig config) {
    if (options.base().isPresent()) {
      return Optional.empty();
    }
    return options.since().or(config::baseline);
  }

  private PostgresVersion postgres(ReviewConfig config) {
    return options
        .postgres()
        .orElseGet(
            () ->
                config.postgres().isPresent()
                    ? new PostgresVersion(config.postgres().getAsInt())
                    : PostgresVersion.DEFAULT);
  }

  private Map<RelationName, TableStatistics> stats(ReviewConfig config, ConfigFile found) {
    if (options.stats().isPresent()) {
      return StatsFile.read(terminal.resolve(options.stats().get()), config.assume());
    }
    if (config.stats().isEmpty()) {
      return Map.of();
    }
    Path beside = found.file().map(LocalReview::parent).orElse(terminal.directory());
    return StatsFile.read(beside.resolve(config.stats().get()), config.assume());
  }

  /** Plans and stated queries. */
  private static List<SourceFile> files(SourceTree tree, ReviewConfig config) {
    List<PathGlob> wanted =
        Stream.concat(config.plan().paths().stream(), config.queries().stream())
            .map(PathGlob::of)
            .toList();
    return tree.paths().stream()
        .filter(path -> isPlan(path) || wanted.stream().anyMatch(glob -> glob.matches(path)))
        .map(path -> new SourceFile(path, tree.text(path).orElse("")))
        .toList();
  }

  private static boolean isPlan(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith("migration-plan.md") || name.endsWith(".plan.md");
  }

  /** The repository that holds a folder, or the folder itself. */
  private static Path root(Path folder) {
    for (@Nullable Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    return folder;
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  private static String relative(Path root, Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }
}
