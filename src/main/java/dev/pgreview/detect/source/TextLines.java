package dev.pgreview.detect.source;

import java.util.ArrayList;
import java.util.List;

/** The lines of a text with their offsets. Lines end at LF or CR LF, as the tools read them. */
public final class TextLines {
  private TextLines() {}

  /**
   * A line.
   *
   * @param number from 1
   * @param start offset of its first character
   * @param next offset of the next line, or the length of the text
   * @param text without its terminator
   */
  public record Line(int number, int start, int next, String text) {}

  public static List<Line> of(String text) {
    List<Line> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      int next = newline < 0 ? text.length() : newline + 1;
      int content = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      lines.add(new Line(lines.size() + 1, start, next, text.substring(start, content)));
      start = next;
    }
    return lines;
  }
}
