package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import java.util.Arrays;
import java.util.List;

/**
 * A statement's text as the parser gets it: whole, or with what only repeats left out (see {@link
 * StatementCondenser}). Knows where each character stands in the whole text.
 */
final class CondensedSql {
  private final String text;

  /** Offsets in {@link #text} at which the pieces that are kept begin. */
  private final int[] keptAt;

  /** Offsets in the whole text of the same pieces. */
  private final int[] wholeAt;

  private final List<Cut> cuts;

  /**
   * A part that is left out.
   *
   * @param range in the whole text
   * @param rows of VALUES in it, outside of any parentheses of the part
   */
  record Cut(TextRange range, int rows) {}

  private CondensedSql(String text, int[] keptAt, int[] wholeAt, List<Cut> cuts) {
    this.text = text;
    this.keptAt = keptAt;
    this.wholeAt = wholeAt;
    this.cuts = List.copyOf(cuts);
  }

  static CondensedSql whole(String sql) {
    return new CondensedSql(sql, new int[] {0}, new int[] {0}, List.of());
  }

  /**
   * @param cuts in the order of the text, apart from each other
   */
  static CondensedSql without(String sql, List<Cut> cuts) {
    StringBuilder text = new StringBuilder();
    int[] keptAt = new int[cuts.size() + 1];
    int[] wholeAt = new int[cuts.size() + 1];
    int at = 0;
    for (int i = 0; i < cuts.size(); i++) {
      TextRange range = cuts.get(i).range();
      // In the place of what is left out a space: what stands around it must not become one word.
      text.append(sql, at, range.start()).append(' ');
      at = range.end();
      keptAt[i + 1] = text.length();
      wholeAt[i + 1] = at;
    }
    text.append(sql, at, sql.length());
    return new CondensedSql(text.toString(), keptAt, wholeAt, cuts);
  }

  /** What to parse. */
  String text() {
    return text;
  }

  /** Whether nothing is left out. */
  boolean isWhole() {
    return cuts.isEmpty();
  }

  /**
   * @param offset in {@link #text}
   * @return the same place in the whole text
   */
  int toWhole(int offset) {
    int found = Arrays.binarySearch(keptAt, offset);
    int piece = found >= 0 ? found : -found - 2;
    int place = wholeAt[piece] + offset - keptAt[piece];
    // The space in the place of a part is the part's beginning.
    return piece < cuts.size() ? Math.min(place, cuts.get(piece).range().start()) : place;
  }

  /** How many rows of VALUES are left out in a range of the whole text. */
  int rowsLeftOut(TextRange range) {
    int rows = 0;
    for (Cut cut : cuts) {
      if (cut.range().start() >= range.start() && cut.range().end() <= range.end()) {
        rows += cut.rows();
      }
    }
    return rows;
  }
}
