package dev.pgreview.plan;

import dev.pgreview.schema.Identifiers;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A column's name in the text of an expression or query. */
final class ColumnText {
  /** Literals and comments first: names in them are none. */
  private static final Pattern WORD =
      Pattern.compile(
          "(?s)(?<skip>[eE]'(?:\\\\.|''|[^'\\\\])*'|'(?:''|[^'])*'|\\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$"
              + "|--[^\\n]*|/\\*.*?\\*/)"
              + "|\"(?<quoted>(?:\"\"|[^\"])+)\"|(?<plain>[\\p{L}_][\\p{L}\\p{N}_$]*)");

  private ColumnText() {}

  /** Whether a name stands there that may be the column's. */
  static boolean mentions(String sql, String column) {
    Matcher word = WORD.matcher(sql);
    while (word.find()) {
      if (isColumn(sql, word, column)) {
        return true;
      }
    }
    return false;
  }

  /** The text with another column's name in its place. */
  static String replaced(String sql, String column, String other) {
    StringBuilder text = new StringBuilder();
    Matcher word = WORD.matcher(sql);
    while (word.find()) {
      word.appendReplacement(
          text,
          Matcher.quoteReplacement(
              isColumn(sql, word, column) ? Identifiers.quote(other) : word.group()));
    }
    return word.appendTail(text).toString();
  }

  private static boolean isColumn(String sql, Matcher word, String column) {
    if (word.group("skip") != null) {
      return false;
    }
    String quoted = word.group("quoted");
    String name =
        quoted != null
            ? quoted.replace("\"\"", "\"")
            : word.group("plain").toLowerCase(Locale.ROOT);
    return name.equals(column) && !isOtherName(sql, word.start(), word.end());
  }

  /** A function has a parenthesis behind it, a table a dot, a type a cast before it. */
  private static boolean isOtherName(String sql, int start, int end) {
    int next = end;
    while (next < sql.length() && Character.isWhitespace(sql.charAt(next))) {
      next++;
    }
    boolean follows = next < sql.length() && (sql.charAt(next) == '.' || sql.charAt(next) == '(');
    return follows || sql.substring(0, start).stripTrailing().endsWith("::");
  }
}
