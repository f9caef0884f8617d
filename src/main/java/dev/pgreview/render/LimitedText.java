package dev.pgreview.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects blocks up to a length. The first block that does not fit ends it: a reader is never left
 * to wonder which one in between is missing.
 */
final class LimitedText {
  private final int limit;
  private final StringBuilder text = new StringBuilder();
  private final List<Integer> ends = new ArrayList<>();
  private int leftOut;

  /**
   * @param limit in UTF-16 code units
   */
  LimitedText(int limit) {
    this.limit = limit;
  }

  void add(String block) {
    if (leftOut > 0 || text.length() + (long) block.length() > limit) {
      leftOut++;
    } else {
      text.append(block);
      ends.add(text.length());
    }
  }

  /** The text; when blocks were left out, as many fewer as the pointer needs to fit after them. */
  String finish(String pointer) {
    if (leftOut == 0) {
      return text.toString();
    }
    int kept = ends.size();
    while (kept > 0 && ends.get(kept - 1) + note(pointer, kept).length() > limit) {
      kept--;
    }
    return text.substring(0, kept == 0 ? 0 : ends.get(kept - 1)) + note(pointer, kept);
  }

  private String note(String pointer, int kept) {
    return pointer + " (" + Amounts.count(leftOut + ends.size() - kept, "part") + " left out)\n";
  }
}
