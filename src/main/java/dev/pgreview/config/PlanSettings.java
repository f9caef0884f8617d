package dev.pgreview.config;

import dev.pgreview.config.ReviewConfig.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The section {@code plan}. */
final class PlanSettings {
  private PlanSettings() {}

  static Plan read(YamlMapping plan) {
    Plan defaults = Plan.DEFAULT;
    YamlMapping triggers = plan.section("triggers", ConfigKeys.TRIGGERS);
    YamlMapping b = thresholds(triggers, "b", ConfigKeys.TRIGGER_B);
    YamlMapping c = thresholds(triggers, "c", ConfigKeys.TRIGGER_C);
    YamlMapping f = thresholds(triggers, "f", ConfigKeys.TRIGGER_F);
    return new Plan(
        plan.read("required", YamlValue::yesOrNo).orElse(defaults.required()),
        plan.texts("paths"),
        b.read("rows", value -> value.wholeNumber(0, Long.MAX_VALUE))
            .orElse(defaults.backfillRows()),
        c.read("writes_per_second", YamlValue::number).orElse(defaults.writesPerSecond()),
        f.read("seconds", YamlValue::number).orElse(defaults.lockSeconds()),
        switchedOff(triggers));
  }

  private static YamlMapping thresholds(YamlMapping triggers, String letter, List<String> keys) {
    return triggers
        .read(
            letter, value -> value.isScalar() ? Optional.empty() : Optional.of(value.mapping(keys)))
        .orElseGet(triggers::none);
  }

  private static List<String> switchedOff(YamlMapping triggers) {
    List<String> off = new ArrayList<>();
    for (String letter : ConfigKeys.TRIGGERS) {
      triggers
          .read(letter, value -> isOff(letter, value))
          .filter(is -> is)
          .ifPresent(is -> off.add(letter));
    }
    return off;
  }

  private static Optional<Boolean> isOff(String letter, YamlValue value) {
    if (value.isScalar()) {
      return value.oneOf(List.of("on", "off")).map("off"::equals);
    }
    boolean hasThreshold = List.of("b", "c", "f").contains(letter);
    return hasThreshold || value.isNull()
        ? Optional.of(false)
        : value.wrong("has no threshold; write on or off");
  }
}
