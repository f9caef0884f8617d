package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;

/**
 * A string constant in a text, so that a place in its value becomes a place in the text. The forms
 * are those of PostgreSQL's documentation, "String Constants".
 */
final class StringLiteral {
  private final String value;
  private final TextRange whole;

  /**
   * Where each char of the value begins and ends in the text; empty where escapes cannot be
   * followed.
   */
  private final int[] starts;

  private final int[] ends;

  private StringLiteral(String value, TextRange whole, int[] starts, int[] ends) {
    this.value = value;
    this.whole = whole;
    this.starts = starts;
    this.ends = ends;
  }

  /**
   * The first string constant at or after an offset.
   *
   * @param value as PostgreSQL read it
   */
  static StringLiteral find(String sql, int from, String value) {
    SqlLexer lexer = new SqlLexer(sql, from);
    while (lexer.next() != SqlLexer.Kind.END) {
      if (isString(sql, lexer)) {
        return new Reader(sql, value).read(lexer);
      }
    }
    return new StringLiteral(value, new TextRange(from, sql.length()), new int[0], new int[0]);
  }

  private static boolean isString(String sql, SqlLexer lexer) {
    return lexer.kind() == SqlLexer.Kind.QUOTED && sql.charAt(lexer.start()) != '"';
  }

  String value() {
    return value;
  }

  /** Where a range of the value stands in the text; the whole constant where that is not known. */
  TextRange range(TextRange inValue) {
    if (starts.length == 0) {
      return whole;
    }
    int start = inValue.start() < starts.length ? starts[inValue.start()] : ends[ends.length - 1];
    return new TextRange(start, inValue.length() == 0 ? start : ends[inValue.end() - 1]);
  }

  /** Follows the value through the text. */
  private static final class Reader {
    private final String sql;
    private final String value;
    private final int[] starts;
    private final int[] ends;
    private int filled;

    Reader(String sql, String value) {
      this.sql = sql;
      this.value = value;
      this.starts = new int[value.length()];
      this.ends = new int[value.length()];
    }

    StringLiteral read(SqlLexer lexer) {
      int start = lexer.start();
      int end = lexer.end();
      boolean followed = readPart(start, end);
      // 'a' and 'b' on the next line are one string.
      while (followed && filled < value.length() && lexer.next() != SqlLexer.Kind.END) {
        followed = isString(sql, lexer) && readPart(lexer.start(), lexer.end());
        end = lexer.end();
      }
      TextRange whole = new TextRange(start, end);
      return followed && filled == value.length()
          ? new StringLiteral(value, whole, starts, ends)
          : new StringLiteral(value, whole, new int[0], new int[0]);
    }

    private boolean readPart(int start, int end) {
      if (sql.charAt(start) == '$') {
        int tag = sql.indexOf('$', start + 1) - start + 1;
        return readVerbatim(start + tag, end - tag);
      }
      boolean escapes = start > 0 && (sql.charAt(start - 1) | 0x20) == 'e';
      return readQuoted(start + 1, end - 1, escapes);
    }

    private boolean readVerbatim(int from, int to) {
      int at = from;
      while (at < to && take(sql.charAt(at), at, 1)) {
        at++;
      }
      return at == to;
    }

    private boolean readQuoted(int from, int to, boolean escapes) {
      int at = from;
      boolean taken = true;
      while (taken && at < to) {
        char c = sql.charAt(at);
        boolean escaped = c == '\\' && escapes;
        // A mark that is not doubled: E'…' ends and goes on on another line, which is not followed.
        boolean doubled = c == '\'' && sql.charAt(at + 1) == '\'';
        int width = escaped || doubled ? 2 : 1;
        taken =
            (c != '\'' || doubled) && take(escaped ? unescaped(sql.charAt(at + 1)) : c, at, width);
        at += width;
      }
      return taken;
    }

    /** Numeric escapes are not followed: what they stand for differs from this. */
    private static char unescaped(char c) {
      return switch (c) {
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        default -> c;
      };
    }

    private boolean take(char c, int at, int width) {
      if (filled == value.length() || value.charAt(filled) != c) {
        return false;
      }
      starts[filled] = at;
      ends[filled] = at + width;
      filled++;
      return true;
    }
  }
}
