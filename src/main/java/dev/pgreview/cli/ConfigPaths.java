package dev.pgreview.cli;

import dev.pgreview.config.ReviewConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Paths in a configuration count from its own folder, those of a review from the repository: this
 * turns the former into the latter.
 */
final class ConfigPaths {
  private ConfigPaths() {}

  /**
   * @param folder of the configuration in the repository, with {@code /}; empty for its root
   */
  static ReviewConfig under(String folder, ReviewConfig config) {
    if (folder.isEmpty()) {
      return config;
    }
    ReviewConfig.Plan plan = config.plan();
    return new ReviewConfig(
        config.postgres(),
        config.baseline(),
        config.migrations(),
        rules(folder, config.rules()),
        config.failOn(),
        new ReviewConfig.Plan(
            plan.required(),
            under(folder, plan.paths()),
            plan.backfillRows(),
            plan.writesPerSecond(),
            plan.lockSeconds(),
            plan.switchedOff()),
        config.assume(),
        config.stats(),
        config.dryRun(),
        under(folder, config.queries()),
        ownership(folder, config.ownership()),
        config.tenancyColumn(),
        config.piiTag(),
        config.naming(),
        config.accept());
  }

  private static Map<String, ReviewConfig.RuleSetting> rules(
      String folder, Map<String, ReviewConfig.RuleSetting> rules) {
    Map<String, ReviewConfig.RuleSetting> moved = new LinkedHashMap<>();
    rules.forEach(
        (id, setting) ->
            moved.put(
                id,
                new ReviewConfig.RuleSetting(
                    setting.off(), setting.severity(), under(folder, setting.paths()))));
    return moved;
  }

  private static Map<String, ReviewConfig.Ownership> ownership(
      String folder, Map<String, ReviewConfig.Ownership> owners) {
    Map<String, ReviewConfig.Ownership> moved = new LinkedHashMap<>();
    owners.forEach(
        (name, owner) ->
            moved.put(
                name, new ReviewConfig.Ownership(under(folder, owner.paths()), owner.tables())));
    return moved;
  }

  private static List<String> under(String folder, List<String> globs) {
    return globs.stream().map(glob -> folder + "/" + glob).toList();
  }
}
