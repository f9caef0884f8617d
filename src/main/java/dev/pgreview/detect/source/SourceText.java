package dev.pgreview.detect.source;

import java.util.Optional;

/**
 * The text of a file, or why it cannot be had.
 *
 * @param text decoded, with or without a byte order mark; empty when it cannot be had
 * @param problem what is wrong with the file, one sentence: too large, binary, not UTF-8
 */
public record SourceText(String text, Optional<String> problem) {
  public static SourceText of(String text) {
    return new SourceText(text, Optional.empty());
  }

  public static SourceText unreadable(String problem) {
    return new SourceText("", Optional.of(problem));
  }
}
