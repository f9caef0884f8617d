package dev.pgreview.lint;

import dev.pgreview.config.PathGlob;
import dev.pgreview.config.ReviewConfig;
import dev.pgreview.config.ReviewConfig.RuleSetting;
import dev.pgreview.report.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which rules look at which paths, and how severe they are there. */
final class RuleSettings {
  private final Map<String, Scoped> byRule = new HashMap<>();

  private record Scoped(RuleSetting setting, List<PathGlob> paths) {
    boolean covers(String path) {
      return paths.isEmpty() || paths.stream().anyMatch(glob -> glob.matches(path));
    }
  }

  RuleSettings(ReviewConfig config) {
    config
        .rules()
        .forEach(
            (id, setting) ->
                byRule.put(
                    id, new Scoped(setting, setting.paths().stream().map(PathGlob::of).toList())));
  }

  /** Empty when the rule is off for the diagnosis's path. */
  Optional<Severity> severity(Raised raised) {
    Rule rule = raised.rule();
    String path = raised.diagnosis().place().path();
    Scoped scoped = byRule.get(rule.id());
    Severity own = raised.diagnosis().severity().orElse(rule.metadata().severity());
    if (scoped == null || !scoped.covers(path)) {
      return rule.metadata().enabled() ? Optional.of(own) : Optional.empty();
    }
    return scoped.setting.off()
        ? Optional.empty()
        : Optional.of(scoped.setting.severity().orElse(own));
  }

  /** Whether it is off for every path, so that it need not look. */
  boolean isOff(Rule rule) {
    Scoped scoped = byRule.get(rule.id());
    return scoped == null
        ? !rule.metadata().enabled()
        : scoped.setting.off() && scoped.paths.isEmpty();
  }
}
