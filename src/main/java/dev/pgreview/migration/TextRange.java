package dev.pgreview.migration;

/** A half-open range of UTF-16 offsets from 0 in some text; what text is said where it is used. */
public record TextRange(int start, int end) {
  public TextRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a range: " + start + ".." + end);
    }
  }

  public int length() {
    return end - start;
  }

  /** The same range seen from a text in which this one's text starts at {@code offset}. */
  public TextRange shift(int offset) {
    return new TextRange(start + offset, end + offset);
  }
}
