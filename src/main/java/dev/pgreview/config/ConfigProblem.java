package dev.pgreview.config;

import java.util.Comparator;
import java.util.Optional;

/**
 * A mistake in {@code .pgreview.yml} or in a stats file.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 code units
 * @param path where in the structure, for instance {@code plan.triggers.b.rows}; empty for the
 *     whole text
 * @param message what is wrong and what is possible instead
 * @param suggestion a known name that was most likely meant
 */
public record ConfigProblem(
    int line, int column, String path, String message, Optional<String> suggestion)
    implements Comparable<ConfigProblem> {
  private static final Comparator<ConfigProblem> BY_PLACE =
      Comparator.comparingInt(ConfigProblem::line)
          .thenComparingInt(ConfigProblem::column)
          .thenComparing(ConfigProblem::path)
          .thenComparing(ConfigProblem::message);

  /** One line for people: place, message, and the suggestion as a question. */
  public String describe() {
    return line
        + ":"
        + column
        + ": "
        + message
        + suggestion.map(name -> "; did you mean `" + name + "`?").orElse("");
  }

  @Override
  public int compareTo(ConfigProblem other) {
    return BY_PLACE.compare(this, other);
  }
}
