package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.MigrationKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file name as Flyway reads it (org.flywaydb.core.internal.resource.ResourceNameParser): prefix,
 * version, separator, description, suffix; callbacks are named after their event.
 *
 * @param kind empty when the name has a prefix of Flyway's but is not valid
 * @param version as written; "" for repeatables and callbacks
 */
record FlywayName(Optional<MigrationKind> kind, String version, String description) {
  private static final Set<String> EVENTS =
      Set.of(
          "beforeClean",
          "afterClean",
          "afterCleanError",
          "beforeMigrate",
          "beforeEachMigrate",
          "beforeEachMigrateStatement",
          "afterEachMigrateStatement",
          "afterEachMigrateStatementError",
          "afterEachMigrate",
          "afterEachMigrateError",
          "beforeRepeatables",
          "afterVersioned",
          "afterMigrateApplied",
          "afterMigrate",
          "afterMigrateError",
          "beforeUndo",
          "beforeEachUndo",
          "afterEachUndo",
          "afterEachUndoError",
          "afterUndo",
          "afterUndoError",
          "beforeValidate",
          "afterValidate",
          "afterValidateError",
          "beforeBaseline",
          "afterBaseline",
          "afterBaselineError",
          "beforeRepair",
          "afterRepair",
          "afterRepairError",
          "beforeInfo",
          "afterInfo",
          "afterInfoError",
          "createSchema",
          "beforeCreateSchema",
          "beforeConnect",
          "afterConnect");

  /** What Flyway makes of a name; empty when it is nothing to Flyway. */
  static Optional<FlywayName> parse(String path, FlywaySettings settings) {
    Optional<String> bare = withoutSuffix(RepositoryPath.name(path), settings.suffixes());
    if (bare.isEmpty()) {
      return Optional.empty();
    }
    String event = split(bare.get(), settings.separator()).getFirst();
    if (EVENTS.contains(event)) {
      return Optional.of(new FlywayName(Optional.of(MigrationKind.CALLBACK), "", event));
    }
    for (FlywaySettings.Prefix prefix : settings.prefixes()) {
      if (bare.get().startsWith(prefix.text())) {
        String rest = bare.get().substring(prefix.text().length());
        return Optional.of(of(prefix.kind(), rest, settings.separator()));
      }
    }
    return Optional.empty();
  }

  private static FlywayName of(MigrationKind kind, String rest, String separator) {
    List<String> parts = split(rest, separator);
    String version = parts.getFirst();
    String description = parts.getLast().replace('_', ' ');
    boolean valid =
        kind == MigrationKind.REPEATABLE
            ? version.isEmpty()
            : VersionNumber.parse(version).isPresent();
    return new FlywayName(valid ? Optional.of(kind) : Optional.empty(), version, description);
  }

  /** What stands before and after the first separator. */
  private static List<String> split(String name, String separator) {
    int at = name.indexOf(separator);
    return at < 0
        ? List.of(name, "")
        : List.of(name.substring(0, at), name.substring(at + separator.length()));
  }

  private static Optional<String> withoutSuffix(String name, List<String> suffixes) {
    for (String suffix : suffixes) {
      int end = name.length() - suffix.length();
      if (name.regionMatches(true, end, suffix, 0, suffix.length())) {
        return Optional.of(name.substring(0, end));
      }
    }
    return Optional.empty();
  }
}
