package dev.pgreview.config;

import java.util.List;

/** The keys of {@code .pgreview.yml}, by the mapping that holds them. */
final class ConfigKeys {
  static final List<String> TOP =
      List.of(
          "postgres",
          "baseline",
          "migrations",
          "rules",
          "fail_on",
          "plan",
          "assume",
          "stats",
          "dry_run",
          "queries",
          "ownership",
          "tenancy",
          "pii",
          "naming",
          "accept");
  static final List<String> MIGRATIONS = List.of("path", "tool", "placeholders", "transactional");
  static final List<String> RULE = List.of("off", "severity", "paths");
  static final List<String> PLAN = List.of("required", "paths", "triggers");
  static final List<String> TRIGGERS = List.of("a", "b", "c", "d", "e", "f");
  static final List<String> TRIGGER_B = List.of("rows");
  static final List<String> TRIGGER_C = List.of("writes_per_second");
  static final List<String> TRIGGER_F = List.of("seconds");
  static final List<String> ASSUME = List.of("rows", "writes_per_second");
  static final List<String> DRY_RUN = List.of("extensions", "timeout", "fill_rows");
  static final List<String> OWNERSHIP = List.of("paths", "tables");
  static final List<String> TENANCY = List.of("column");
  static final List<String> PII = List.of("tag");
  static final List<String> NAMING = List.of("tables", "index");
  static final List<String> ACCEPT = List.of("teams", "users");

  private ConfigKeys() {}
}
