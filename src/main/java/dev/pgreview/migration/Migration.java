package dev.pgreview.migration;

import java.util.Optional;

/**
 * A migration as its tool sees it.
 *
 * @param version the tool's version text, empty when it has none (repeatable, plain)
 * @param down how it is taken back, if the tool has that and the change brings it
 */
public record Migration(
    MigrationTool tool,
    MigrationKind kind,
    String version,
    MigrationScript up,
    Optional<MigrationScript> down) {

  public String path() {
    return up.path();
  }
}
