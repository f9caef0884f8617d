package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.StatementScanner;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.LineIndex;
import dev.pgreview.migration.TextRange;

/**
 * How goose and sql-migrate find the end of a statement: at each line whose last word before a
 * comment ends in a semicolon (goose's internal/sqlparser/parser.go and sql-migrate's
 * sqlparse/sqlparse.go, {@code endsWithSemicolon}).
 */
final class Lines {
  private Lines() {}

  static boolean endStatement(String line) {
    String last = "";
    for (String word : line.strip().split("\\s+")) {
      if (word.startsWith("--")) {
        break;
      }
      last = word;
    }
    return last.endsWith(";");
  }

  /** Notes statements of {@code text[from, to)} that these tools would cut in two. */
  static void noteCuts(String path, String text, int from, int to, String begin, Reading reading) {
    String part = text.substring(from, to);
    LineIndex lines = new LineIndex(text);
    for (TextRange statement : StatementScanner.statements(part)) {
      int end = from + statement.end();
      int at = from + statement.start();
      int newline = text.indexOf('\n', at);
      while (newline >= 0 && newline < end) {
        if (endStatement(text.substring(at, newline))) {
          reading.notice(
              Kind.REFUSED,
              path,
              lines.line(at),
              "The tool ends the statement at this line's semicolon, in the middle of a body: put \""
                  + begin
                  + "StatementBegin\" before the statement and \""
                  + begin
                  + "StatementEnd\" after it.");
          break;
        }
        at = newline + 1;
        newline = text.indexOf('\n', at);
      }
    }
  }
}
