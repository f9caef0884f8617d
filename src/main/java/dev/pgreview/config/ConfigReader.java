package dev.pgreview.config;

import dev.pgreview.config.ReviewConfig.Accept;
import dev.pgreview.config.ReviewConfig.Assumption;
import dev.pgreview.config.ReviewConfig.DryRun;
import dev.pgreview.config.ReviewConfig.FailOn;
import dev.pgreview.config.ReviewConfig.Migrations;
import dev.pgreview.config.ReviewConfig.Ownership;
import dev.pgreview.config.ReviewConfig.RuleSetting;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.PostgresVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The top mapping to {@link ReviewConfig}; what cannot be read is reported and left at default. */
final class ConfigReader {
  private static final List<String> TOOLS =
      Arrays.stream(MigrationTool.values()).map(MigrationTool::id).toList();
  private static final List<String> FAIL_ON =
      Arrays.stream(FailOn.values()).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  private static final List<String> SEVERITIES_AND_OFF =
      List.of("error", "warning", "notice", "off");
  private static final List<String> TABLE_STYLES =
      List.of("snake_case", "plural_snake_case", "singular_snake_case");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final List<String> INDEX_PLACEHOLDERS = List.of("table", "columns");

  private final List<String> ruleIds;

  ConfigReader(List<String> ruleIds) {
    this.ruleIds = ruleIds;
  }

  ReviewConfig read(YamlValue root) {
    YamlMapping top = root.mapping(ConfigKeys.TOP);
    ReviewConfig defaults = ReviewConfig.DEFAULT;
    return new ReviewConfig(
        top.read("postgres", ConfigReader::major).map(OptionalInt::of).orElse(defaults.postgres()),
        top.read("baseline", YamlValue::text),
        top.list("migrations", ConfigReader::migrations),
        rules(top),
        top.read("fail_on", value -> value.oneOf(FAIL_ON))
            .map(word -> FailOn.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(defaults.failOn()),
        PlanSettings.read(top.section("plan", ConfigKeys.PLAN)),
        assumption(top.section("assume", ConfigKeys.ASSUME), defaults.assume()),
        top.read("stats", YamlValue::text),
        dryRun(top.section("dry_run", ConfigKeys.DRY_RUN), defaults.dryRun()),
        top.texts("queries"),
        ownership(top),
        top.section("tenancy", ConfigKeys.TENANCY).read("column", YamlValue::text),
        top.section("pii", ConfigKeys.PII).read("tag", YamlValue::text),
        naming(top.section("naming", ConfigKeys.NAMING)),
        accept(top.section("accept", ConfigKeys.ACCEPT)));
  }

  private static Optional<Integer> major(YamlValue value) {
    return value.wholeNumber(PostgresVersion.OLDEST, PostgresVersion.NEWEST).map(Math::toIntExact);
  }

  private static Optional<Migrations> migrations(YamlValue value) {
    YamlMapping mapping = value.mapping(ConfigKeys.MIGRATIONS);
    Optional<String> path = mapping.read("path", YamlValue::text);
    if (path.isEmpty()) {
      return mapping.has("path") || mapping.isEmpty()
          ? Optional.empty()
          : value.wrong("needs `path`");
    }
    return Optional.of(
        new Migrations(
            path.get(),
            mapping.read("tool", tool -> tool.oneOf(TOOLS)).flatMap(MigrationTool::byId),
            mapping
                .section("placeholders", YamlMapping.OWN_NAMES)
                .entries((name, placeholder) -> placeholder.text()),
            mapping.read("transactional", YamlValue::yesOrNo)));
  }

  private Map<String, RuleSetting> rules(YamlMapping top) {
    YamlMapping rules = top.section("rules", YamlMapping.OWN_NAMES);
    rules.refuseUnknown(
        ruleIds, id -> "there is no rule `" + id + "`; `pgreview rules` lists them");
    return rules.entries((id, value) -> rule(value));
  }

  private static Optional<RuleSetting> rule(YamlValue value) {
    if (value.isScalar()) {
      return value.oneOf(SEVERITIES_AND_OFF).map(word -> setting(word, List.of()));
    }
    YamlMapping mapping = value.mapping(ConfigKeys.RULE);
    List<String> paths = mapping.texts("paths");
    boolean off = mapping.read("off", YamlValue::yesOrNo).orElse(false);
    RuleSetting severity =
        mapping
            .read("severity", word -> word.oneOf(SEVERITIES_AND_OFF))
            .map(word -> setting(word, paths))
            .orElse(new RuleSetting(false, Optional.empty(), paths));
    return Optional.of(off ? new RuleSetting(true, severity.severity(), paths) : severity);
  }

  private static RuleSetting setting(String word, List<String> paths) {
    return new RuleSetting(word.equals("off"), Severity.byId(word), paths);
  }

  private static Assumption assumption(YamlMapping assume, Assumption defaults) {
    return new Assumption(
        assume.read("rows", value -> value.wholeNumber(0, Long.MAX_VALUE)).orElse(defaults.rows()),
        assume.read("writes_per_second", YamlValue::number).orElse(defaults.writesPerSecond()));
  }

  private static DryRun dryRun(YamlMapping dryRun, DryRun defaults) {
    return new DryRun(
        dryRun.texts("extensions"),
        dryRun.read("timeout", YamlValue::duration).orElse(defaults.timeout()),
        dryRun
            .read("fill_rows", value -> value.wholeNumber(0, 100_000_000))
            .map(rows -> OptionalInt.of(Math.toIntExact(rows)))
            .orElse(defaults.fillRows()));
  }

  private static Map<String, Ownership> ownership(YamlMapping top) {
    return top.section("ownership", YamlMapping.OWN_NAMES)
        .entries(
            (owner, value) -> {
              YamlMapping mapping = value.mapping(ConfigKeys.OWNERSHIP);
              return Optional.of(new Ownership(mapping.texts("paths"), mapping.texts("tables")));
            });
  }

  private static Map<String, String> naming(YamlMapping naming) {
    return naming.entries(
        (key, value) ->
            key.equals("tables")
                ? value.oneOf(TABLE_STYLES)
                : value.text().flatMap(t -> template(t, value)));
  }

  private static Optional<String> template(String text, YamlValue value) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      if (!INDEX_PLACEHOLDERS.contains(placeholder.group(1))) {
        return value.wrong(
            "knows no placeholder `" + placeholder.group() + "`; there are {table} and {columns}");
      }
    }
    return Optional.of(text);
  }

  private static Accept accept(YamlMapping accept) {
    return new Accept(accept.texts("teams"), accept.texts("users"));
  }
}
