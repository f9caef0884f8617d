package dev.pgreview.render;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Aligned columns, two cells apart. */
final class Columns {
  private static final int GAP = 2;
  private static final int NARROWEST = 12;

  private final List<String> titles;
  private final int[] widths;

  /**
   * What stands in one place of a table.
   *
   * @param text safe to print
   * @param paint applied after padding
   */
  record Cell(String text, UnaryOperator<String> paint) {
    static Cell of(String text) {
      return new Cell(text, UnaryOperator.identity());
    }
  }

  Columns(List<String> titles) {
    this(titles, titles.stream().mapToInt(DisplayText::width).toArray());
  }

  private Columns(List<String> titles, int[] widths) {
    this.titles = titles;
    this.widths = widths;
  }

  /** As wide as the rows need; when that is too wide the first column, a name, is cut. */
  Columns fitted(List<List<Cell>> rows, int room) {
    int[] fitted = widths.clone();
    for (List<Cell> row : rows) {
      for (int i = 0; i < fitted.length; i++) {
        fitted[i] = Math.max(fitted[i], DisplayText.width(row.get(i).text()));
      }
    }
    int excess = IntStream.of(fitted).sum() + GAP * (fitted.length - 1) - room;
    fitted[0] = excess > 0 ? Math.max(NARROWEST, fitted[0] - excess) : fitted[0];
    return new Columns(titles, fitted);
  }

  String head() {
    return row(titles.stream().map(Cell::of).toList());
  }

  String row(List<Cell> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      Cell cell = cells.get(i);
      boolean last = i == widths.length - 1;
      String text = DisplayText.cut(cell.text(), widths[i]);
      line.append(cell.paint().apply(last ? text : DisplayText.padded(text, widths[i])))
          .append(" ".repeat(last ? 0 : GAP));
    }
    return line.toString().stripTrailing();
  }
}
