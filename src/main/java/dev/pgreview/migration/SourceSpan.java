package dev.pgreview.migration;

/**
 * A place in a file, as editors count: lines and columns from 1, columns in UTF-16 code units, the
 * end exclusive.
 */
public record SourceSpan(int line, int column, int endLine, int endColumn)
    implements Comparable<SourceSpan> {
  public SourceSpan {
    if (line < 1 || column < 1 || endLine < line || (endLine == line && endColumn < column)) {
      throw new IllegalArgumentException(
          "not a span: " + line + ":" + column + "-" + endLine + ":" + endColumn);
    }
  }

  @Override
  public int compareTo(SourceSpan other) {
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }
}
