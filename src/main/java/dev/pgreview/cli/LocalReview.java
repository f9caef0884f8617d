package dev.pgreview.cli;

import dev.pgreview.cli.git.BaseOptions;
import dev.pgreview.cli.git.Checkout;
import dev.pgreview.cli.git.CheckoutException;
import dev.pgreview.cli.git.LocalChange;
import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.review.ReviewFiles;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
      Optional<String> stats) {
    /** Of a file: what its tool runs before it counts as deployed, whatever else was asked for. */
    Options withNothingDeployed() {
      return new Options(
          path, Optional.of("none"), Optional.empty(), postgres, dryRun, config, stats);
    }
  }

  LocalReview(Terminal terminal, Options options) {
    this.terminal = terminal;
    this.options = options;
  }

  ReviewInput read() {
    Path target = terminal.resolve(options.path());
    if (!Files.exists(target)) {
      throw new CommandFailure(options.path() + " does not exist");
    }
    try (Checkout checkout = Checkout.open(target)) {
      return read(checkout);
    } catch (CheckoutException e) {
      throw new CommandFailure(clause(String.valueOf(e.getMessage())), e);
    }
  }

  private ReviewInput read(Checkout checkout) throws CheckoutException {
    Path root = checkout.root();
    Path asked = root.resolve(checkout.scope());
    ConfigFile found =
        options.config().isPresent()
            ? ConfigFile.read(terminal.resolve(options.config().get()))
            : ConfigFile.find(Files.isDirectory(asked) ? asked : TextFiles.folder(asked), root);
    Path configFolder =
        found.file().map(TextFiles::folder).filter(at -> at.startsWith(root)).orElse(root);
    ReviewConfig config = ConfigPaths.under(relative(root, configFolder), found.config());
    LocalChange change =
        checkout.change(
            new BaseOptions(options.base(), options.since(), config.baseline()),
            config.migrations(),
            configFolder);
    return new ReviewInput(
        "local",
        postgres(config),
        Optional.of(sentence(change.base())),
        ConfiguredFolders.noted(
            change,
            config,
            relative(root, configFolder),
            found.file().map(file -> relative(root, file)).orElse(ConfigFile.NAME),
            checkout.scope()),
        files(change.files(), config),
        stats(config, found),
        config,
        options.dryRun());
  }

  /** A sentence of its own as what follows the name of the program. */
  static String clause(String sentence) {
    String end = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    boolean startsWithWord = end.matches("[A-Z][a-z]* .*");
    return startsWithWord ? end.substring(0, 1).toLowerCase(Locale.ROOT) + end.substring(1) : end;
  }

  private static String sentence(String base) {
    return base.substring(0, 1).toUpperCase(Locale.ROOT) + base.substring(1) + ".";
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
    Path beside = found.file().map(TextFiles::folder).orElse(terminal.directory());
    return StatsFile.read(beside.resolve(config.stats().get()), config.assume());
  }

  /** Plans and stated queries. */
  private static List<SourceFile> files(SourceTree tree, ReviewConfig config) {
    return tree.paths().stream()
        .filter(ReviewFiles.of(config)::wants)
        .map(path -> new SourceFile(path, tree.text(path).orElse("")))
        .toList();
  }

  private static String relative(Path root, Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }
}
