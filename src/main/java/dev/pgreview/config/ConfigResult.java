package dev.pgreview.config;

import java.util.List;

/** What the text of a {@code .pgreview.yml} says. */
public sealed interface ConfigResult {
  record Valid(ReviewConfig config) implements ConfigResult {}

  /**
   * @param problems at least one, by place
   */
  record Invalid(List<ConfigProblem> problems) implements ConfigResult {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
