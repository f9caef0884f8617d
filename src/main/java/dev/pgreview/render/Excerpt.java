package dev.pgreview.render;

import dev.pgreview.migration.SourceSpan;
import dev.pgreview.report.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The lines of a file around some findings.
 *
 * @param lines ascending; a gap in the numbers is a gap in the file
 */
record Excerpt(List<Line> lines) {
  /** Of a place that spans more lines only the first ones are shown. */
  private static final int LINES_OF_A_MARK = 5;

  /** A line with the places on it that findings point at. */
  record Line(int number, String text, List<Mark> marks) {}

  /**
   * A place on a line that findings point at.
   *
   * @param from UTF-16 offset in the line
   * @param to exclusive, after {@code from}; the end of the line when the place goes on below
   * @param findings that point at it, worst first
   */
  record Mark(int from, int to, List<Finding> findings) {}

  /**
   * An excerpt that shows all findings.
   *
   * @param path of the file that they are in
   * @param findings worst first
   * @param firstLine of the statement that they are about, shown too
   */
  static Excerpt of(SourceTexts sources, String path, List<Finding> findings, int firstLine) {
    TreeSet<Integer> numbers = new TreeSet<>();
    numbers.add(firstLine);
    Map<SourceSpan, List<Finding>> places = new LinkedHashMap<>();
    for (Finding finding : findings) {
      SourceSpan span = finding.span();
      places.computeIfAbsent(span, _ -> new ArrayList<>()).add(finding);
      for (int line = span.line();
          line <= Math.min(lastLine(span), span.line() + LINES_OF_A_MARK - 1);
          line++) {
        numbers.add(line);
      }
    }
    // A gap of one line costs as much as the line.
    for (int number : List.copyOf(numbers)) {
      if (!numbers.contains(number + 1) && numbers.contains(number + 2)) {
        numbers.add(number + 1);
      }
    }
    List<Line> lines = new ArrayList<>();
    for (int number : numbers) {
      sources
          .line(path, number)
          .ifPresent(text -> lines.add(new Line(number, text, marks(number, text, places))));
    }
    return new Excerpt(lines);
  }

  private static List<Mark> marks(int number, String text, Map<SourceSpan, List<Finding>> places) {
    List<Mark> marks = new ArrayList<>();
    places.forEach(
        (span, findings) -> {
          if (span.line() == number) {
            int from = Math.clamp(span.column() - 1L, 0, text.length());
            int end = span.endLine() > number ? text.length() : span.endColumn() - 1;
            marks.add(new Mark(from, Math.max(from + 1, Math.min(end, text.length())), findings));
          }
        });
    return marks;
  }

  /** A span that ends at the start of a line does not reach into it. */
  private static int lastLine(SourceSpan span) {
    return span.endColumn() == 1 && span.endLine() > span.line()
        ? span.endLine() - 1
        : span.endLine();
  }
}
