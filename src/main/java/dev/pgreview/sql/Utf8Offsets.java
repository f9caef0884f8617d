package dev.pgreview.sql;

import java.util.Arrays;

/**
 * Translates between the offsets of a text in UTF-16 (Java's) and in UTF-8 (the parser's).
 *
 * <p>Both directions cost O(1) for ASCII and O(log n) otherwise: offsets are noted every {@value
 * #STRIDE} chars, and the rest is counted.
 */
final class Utf8Offsets {
  private static final int STRIDE = 64;

  private final String text;

  /**
   * UTF-8 offset of every STRIDE-th char; empty if the text is ASCII, in which both offsets are
   * equal.
   */
  private final int[] checkpoints;

  private final int utf8Length;

  private Utf8Offsets(String text, int[] checkpoints, int utf8Length) {
    this.text = text;
    this.checkpoints = checkpoints;
    this.utf8Length = utf8Length;
  }

  /**
   * @param text without unpaired surrogates
   * @param utf8Length the length of the text in UTF-8
   */
  static Utf8Offsets of(String text, int utf8Length) {
    if (utf8Length == text.length()) {
      return new Utf8Offsets(text, new int[0], utf8Length);
    }
    int[] checkpoints = new int[(text.length() + STRIDE - 1) / STRIDE];
    int utf8 = 0;
    for (int i = 0; i < text.length(); i++) {
      if (i % STRIDE == 0) {
        checkpoints[i / STRIDE] = utf8;
      }
      utf8 += width(text.charAt(i));
    }
    return new Utf8Offsets(text, checkpoints, utf8Length);
  }

  /**
   * @param utf8 from 0 to the length of the text in UTF-8; an offset within a character counts as
   *     its start
   * @return the same place in UTF-16
   */
  int toUtf16(int utf8) {
    if (utf8 < 0 || utf8 > utf8Length) {
      throw new IndexOutOfBoundsException("offset " + utf8 + " of " + utf8Length);
    }
    if (checkpoints.length == 0) {
      return utf8;
    }
    int found = Arrays.binarySearch(checkpoints, utf8);
    int checkpoint = found >= 0 ? found : -found - 2;
    int utf16 = checkpoint * STRIDE;
    int at = checkpoints[checkpoint];
    while (utf16 < text.length() && at + width(text.charAt(utf16)) <= utf8) {
      at += width(text.charAt(utf16));
      utf16++;
    }
    return utf16;
  }

  /**
   * @param utf16 from 0 to the length of the text
   * @return the same place in UTF-8
   */
  int toUtf8(int utf16) {
    if (utf16 < 0 || utf16 > text.length()) {
      throw new IndexOutOfBoundsException("offset " + utf16 + " of " + text.length());
    }
    if (checkpoints.length == 0 || utf16 == text.length()) {
      return checkpoints.length == 0 ? utf16 : utf8Length;
    }
    int at = checkpoints[utf16 / STRIDE];
    for (int i = utf16 / STRIDE * STRIDE; i < utf16; i++) {
      at += width(text.charAt(i));
    }
    return at;
  }

  /** Bytes in UTF-8; of a surrogate pair the first half counts all four. */
  private static int width(char c) {
    if (c < 0x80) {
      return 1;
    }
    if (Character.isSurrogate(c)) {
      return Character.isHighSurrogate(c) ? 4 : 0;
    }
    return c < 0x800 ? 2 : 3;
  }
}
