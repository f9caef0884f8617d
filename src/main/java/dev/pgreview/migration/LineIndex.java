package dev.pgreview.migration;

import java.util.Arrays;

/** Line starts of a text, so that an offset becomes a line and column in O(log lines). */
public final class LineIndex {
  private final int[] starts;
  private final int length;

  /** Lines end at LF, CR LF or a lone CR, as editors count them. */
  public LineIndex(String text) {
    int[] found = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean loneReturn = c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
      if (c == '\n' || loneReturn) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    this.starts = Arrays.copyOf(found, count);
    this.length = text.length();
  }

  /** The line, from 1, of a UTF-16 offset; offsets outside the text are moved to its ends. */
  public int line(int offset) {
    int at = Arrays.binarySearch(starts, Math.clamp(offset, 0, length));
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** The column, from 1, in UTF-16 code units. */
  public int column(int offset) {
    int inside = Math.clamp(offset, 0, length);
    return inside - starts[line(inside) - 1] + 1;
  }

  /** The offset of the first character of a line, counted from 1. */
  public int lineStart(int line) {
    return starts[Math.clamp(line, 1, starts.length) - 1];
  }

  public int lines() {
    return starts.length;
  }

  public SourceSpan span(TextRange range) {
    return new SourceSpan(
        line(range.start()), column(range.start()), line(range.end()), column(range.end()));
  }
}
