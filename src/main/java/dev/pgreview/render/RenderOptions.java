package dev.pgreview.render;

import dev.pgreview.lint.RuleDescription;
import java.util.List;

/**
 * What a renderer may use beside the report.
 *
 * @param sources texts of the files, for excerpts
 * @param rules for formats that describe the rules
 * @param console how a terminal report looks
 */
public record RenderOptions(
    SourceTexts sources, List<RuleDescription> rules, ConsoleOptions console) {
  public static final RenderOptions DEFAULT =
      new RenderOptions(SourceTexts.NONE, List.of(), ConsoleOptions.PLAIN);

  public RenderOptions {
    rules = List.copyOf(rules);
  }

  public RenderOptions with(SourceTexts texts) {
    return new RenderOptions(texts, rules, console);
  }

  public RenderOptions with(List<RuleDescription> descriptions) {
    return new RenderOptions(sources, descriptions, console);
  }

  public RenderOptions with(ConsoleOptions options) {
    return new RenderOptions(sources, rules, options);
  }
}
