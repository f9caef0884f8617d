package dev.pgreview.render;

/**
 * The part of a source line that fits.
 *
 * @param shown what to print, safe, with an ellipsis at each cut end
 * @param text the line
 * @param start UTF-16 offset of the first shown character
 */
record LineWindow(String shown, String text, int start) {
  private static final int BEFORE = 24;

  /**
   * @param focus UTF-16 offset that must be seen
   * @param room cells
   */
  static LineWindow of(String text, int focus, int room) {
    // A character takes at least one cell, save for combining ones: a line this short needs no
    // care.
    String near = text.substring(0, end(text, Math.max(focus, 0) + room * 4));
    if (DisplayText.width(DisplayText.visibleLine(near)) <= room
        && near.length() == text.length()) {
      return new LineWindow(DisplayText.visibleLine(text), text, 0);
    }
    int start = 0;
    if (DisplayText.width(DisplayText.visibleLine(text.substring(0, focus))) > room / 2) {
      start = end(text, Math.max(0, focus - BEFORE));
      while (DisplayText.width(DisplayText.visibleLine(text.substring(start, focus))) > room / 2) {
        start += Character.charCount(text.codePointAt(start));
      }
    }
    String lead = start == 0 ? "" : "…";
    String rest = text.substring(start, end(text, start + room * 4));
    return new LineWindow(DisplayText.cut(lead + DisplayText.visibleLine(rest), room), text, start);
  }

  /** The cell, from 0, at which a character stands in {@link #shown}. */
  int cell(int offset) {
    int inside = Math.clamp(offset, start, text.length());
    return (start == 0 ? 0 : 1)
        + DisplayText.width(DisplayText.visibleLine(text.substring(start, inside)));
  }

  /** An offset that does not cut a surrogate pair. */
  private static int end(String text, int offset) {
    int inside = Math.min(offset, text.length());
    return inside > 0
            && inside < text.length()
            && Character.isHighSurrogate(text.charAt(inside - 1))
        ? inside - 1
        : inside;
  }
}
