package dev.pgreview.cli.git;

import java.util.Optional;

/**
 * What is asked for as deployed, the first that is present counting.
 *
 * @param revision of git, or {@code none}
 * @param since everything up to this version
 * @param baseline the same, from the configuration
 */
public record BaseOptions(
    Optional<String> revision, Optional<String> since, Optional<String> baseline) {
  public static final BaseOptions NONE_GIVEN =
      new BaseOptions(Optional.empty(), Optional.empty(), Optional.empty());
}
