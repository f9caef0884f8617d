package dev.pgreview.github;

/**
 * A comment that is wanted on lines of the new side of a pull request's diff.
 *
 * @param key by which it is found again, the same across pushes: letters, digits and {@code _.:/=-}
 * @param startLine from 1
 * @param line the last one; the same as the first for a single line
 * @param body Markdown; cut when it is too long
 */
public record LineComment(String key, String path, int startLine, int line, String body) {
  public LineComment {
    if (startLine < 1 || line < startLine) {
      throw new IllegalArgumentException("lines " + startLine + " to " + line);
    }
  }
}
