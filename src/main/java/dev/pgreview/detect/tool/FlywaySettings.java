package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.FlatSettings;
import dev.pgreview.migration.MigrationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What decides how Flyway finds and runs scripts; Flyway's documentation, "Flyway Namespace".
 *
 * @param locations as written; empty for the default
 * @param prefixes the longest first
 * @param mixed whether statements that cannot run in a transaction may stand beside others
 * @param transactionalLock whether Flyway's lock is held by an open transaction; empty when nothing
 *     is said about it
 */
record FlywaySettings(
    List<String> locations,
    List<Prefix> prefixes,
    String separator,
    List<String> suffixes,
    Placeholders placeholders,
    boolean mixed,
    boolean executeInTransaction,
    Optional<Boolean> transactionalLock) {

  /** How the names of a kind of scripts begin. */
  record Prefix(String text, MigrationKind kind) {}

  /**
   * Values for placeholders.
   *
   * @param replaced whether placeholders are replaced at all
   */
  record Placeholders(
      boolean replaced, String prefix, String suffix, Map<String, String> values, String schema) {
    Placeholders {
      values = Map.copyOf(values);
    }
  }

  static final FlywaySettings DEFAULT = from(FlatSettings.of(Map.of()), "flyway");

  FlywaySettings {
    locations = List.copyOf(locations);
    prefixes = List.copyOf(prefixes);
    suffixes = List.copyOf(suffixes);
  }

  /** The settings below a name: {@code flyway}, {@code spring.flyway}. */
  static FlywaySettings from(FlatSettings settings, String name) {
    List<Prefix> prefixes = new ArrayList<>();
    prefixes.add(
        new Prefix(
            settings.value(name + ".sqlMigrationPrefix").orElse("V"), MigrationKind.VERSIONED));
    prefixes.add(
        new Prefix(
            settings.value(name + ".repeatableSqlMigrationPrefix").orElse("R"),
            MigrationKind.REPEATABLE));
    prefixes.add(
        new Prefix(
            settings.value(name + ".undoSqlMigrationPrefix").orElse("U"), MigrationKind.UNDO));
    prefixes.add(
        new Prefix(
            settings.value(name + ".baselineMigrationPrefix").orElse("B"), MigrationKind.BASELINE));
    // Flyway tries the longest first.
    prefixes.sort((a, b) -> Integer.compare(b.text().length(), a.text().length()));
    List<String> suffixes = settings.list(name + ".sqlMigrationSuffixes");
    Optional<String> schema =
        settings
            .value(name + ".defaultSchema")
            .or(() -> settings.list(name + ".schemas").stream().findFirst());
    Placeholders placeholders =
        new Placeholders(
            settings.flag(name + ".placeholderReplacement").orElse(true),
            settings.value(name + ".placeholderPrefix").orElse("${"),
            settings.value(name + ".placeholderSuffix").orElse("}"),
            settings.below(name + ".placeholders"),
            schema.orElse("public"));
    return new FlywaySettings(
        settings.list(name + ".locations"),
        prefixes,
        settings.value(name + ".sqlMigrationSeparator").orElse("__"),
        suffixes.isEmpty() ? List.of(".sql") : suffixes,
        placeholders,
        settings.flag(name + ".mixed").orElse(false),
        settings.flag(name + ".executeInTransaction").orElse(true),
        settings
            .flag(name + ".postgresql.transactional.lock")
            .or(() -> settings.flag(name + ".postgresql.transactionalLock")));
  }
}
