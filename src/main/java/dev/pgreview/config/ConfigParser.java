package dev.pgreview.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads {@code .pgreview.yml}. A file with a mistake is refused as a whole, with all mistakes. */
public final class ConfigParser {
  private final List<String> ruleIds;

  /**
   * @param ruleIds of all rules that there are; other names under {@code rules} are mistakes
   */
  public ConfigParser(Collection<String> ruleIds) {
    this.ruleIds = List.copyOf(ruleIds);
  }

  /** Never throws for what the text says. An empty text is {@link ReviewConfig#DEFAULT}. */
  public ConfigResult parse(String text) {
    List<ConfigProblem> problems = new ArrayList<>();
    YamlText yaml = new YamlText(text, problems);
    Optional<YamlValue> root = yaml.read();
    ReviewConfig config =
        root.map(value -> new ConfigReader(ruleIds).read(value)).orElse(ReviewConfig.DEFAULT);
    return problems.isEmpty()
        ? new ConfigResult.Valid(config)
        : new ConfigResult.Invalid(problems.stream().sorted().distinct().toList());
  }

  /** Keys of a text without mistakes that change nothing yet, by place. */
  public List<ConfigNotice> withoutEffect(String text) {
    return new YamlText(text, new ArrayList<>()).read().map(UnusedKeys::in).orElse(List.of());
  }
}
