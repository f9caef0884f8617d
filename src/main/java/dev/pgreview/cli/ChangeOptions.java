package dev.pgreview.cli;

import dev.pgreview.schema.PostgresVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What counts as deployed, and by what the change is judged: the same for several commands. */
final class ChangeOptions {
  @Option(
      names = "--base",
      paramLabel = "REV|none",
      description = "Deployed is what this git revision has; none: nothing exists before.")
  private @Nullable String base;

  @Option(
      names = "--since",
      paramLabel = "VERSION",
      description = "Deployed is everything up to this version.")
  private @Nullable String since;

  @Option(
      names = "--postgres",
      paramLabel = "MAJOR",
      converter = Converters.Version.class,
      description = "Major version of PostgreSQL, 14 to 18.")
  private @Nullable PostgresVersion postgres;

  @Option(names = "--no-dry-run", description = "Do not apply the change to a real PostgreSQL.")
  private boolean noDryRun;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Instead of the nearest .pgreview.yml.")
  private @Nullable String config;

  @Option(
      names = "--stats",
      paramLabel = "FILE",
      description = "Table sizes in production, see docs/configuration.md.")
  private @Nullable String stats;

  /**
   * @param path folder or file, as typed
   */
  LocalReview.Options of(String path) {
    return new LocalReview.Options(
        path,
        Optional.ofNullable(base),
        Optional.ofNullable(since),
        Optional.ofNullable(postgres),
        !noDryRun,
        Optional.ofNullable(config),
        Optional.ofNullable(stats));
  }
}
