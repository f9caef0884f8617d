package dev.pgreview.dryrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A short statement as its words, without comments (documentation, "Lexical Structure"). What could
 * be read in two ways is not read at all: escapes with backslashes, Unicode escapes, dollar quotes,
 * and several statements in one text.
 */
final class SqlWords {
  private static final int MOST = 10_000;

  private final String sql;
  private final List<Word> words = new ArrayList<>();
  private int at;

  /** What a word is. */
  enum Kind {
    /** A keyword or a name, in lower case. */
    PLAIN,
    /** A name in double quotes, as it stands in them. */
    QUOTED,
    /** What a literal holds. */
    LITERAL,
    /** A number. */
    NUMBER,
    /** One other character. */
    SYMBOL
  }

  /**
   * A word.
   *
   * @param text what it means, without quotes
   * @param start in the statement
   * @param end in the statement, exclusive
   */
  record Word(Kind kind, String text, int start, int end) {
    boolean isName() {
      return kind == Kind.PLAIN || kind == Kind.QUOTED;
    }

    boolean is(String keywordOrSymbol) {
      return (kind == Kind.PLAIN || kind == Kind.SYMBOL) && text.equals(keywordOrSymbol);
    }
  }

  private SqlWords(String sql) {
    this.sql = sql;
  }

  /** The words; empty when the text is long or cannot be read for certain. */
  static Optional<List<Word>> of(String sql) {
    if (sql.length() > MOST || sql.indexOf('\\') >= 0) {
      return Optional.empty();
    }
    SqlWords reader = new SqlWords(sql);
    return reader.read() ? Optional.of(reader.words) : Optional.empty();
  }

  private boolean read() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (isSpace(c)) {
        at++;
      } else if (sql.startsWith("--", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end;
      } else if (sql.startsWith("/*", at)) {
        if (!skipComment()) {
          return false;
        }
      } else if (!readWord(c)) {
        return false;
      }
    }
    return true;
  }

  /** Comments nest. */
  private boolean skipComment() {
    int depth = 0;
    do {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < sql.length());
    return depth == 0;
  }

  private boolean readWord(char c) {
    if (c == '"' || c == '\'') {
      return readQuoted(c);
    }
    if (isDigit(c)) {
      return add(Kind.NUMBER, endOf(SqlWords::isDigit));
    }
    if (isLetter(c)) {
      int end = endOf(one -> isLetter(one) || isDigit(one) || one == '$');
      boolean prefix = end < sql.length() && (sql.charAt(end) == '\'' || sql.charAt(end) == '&');
      return !prefix && add(Kind.PLAIN, end);
    }
    return c != '$' && c != ';' && add(Kind.SYMBOL, at + 1);
  }

  /** Is a character part of the word. */
  @FunctionalInterface
  private interface Part {
    boolean test(char c);
  }

  private int endOf(Part part) {
    int end = at;
    while (end < sql.length() && part.test(sql.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean add(Kind kind, int end) {
    String text = sql.substring(at, end);
    words.add(new Word(kind, kind == Kind.PLAIN ? lower(text) : text, at, end));
    at = end;
    return true;
  }

  private boolean readQuoted(char quote) {
    int start = at;
    StringBuilder text = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c != quote) {
        text.append(c);
      } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
        text.append(c);
        at++;
      } else {
        at++;
        Kind kind = quote == '"' ? Kind.QUOTED : Kind.LITERAL;
        words.add(new Word(kind, text.toString(), start, at));
        return true;
      }
    }
    return false;
  }

  /** Only what is ASCII, as PostgreSQL does in UTF-8 (scansup.c, downcase_identifier). */
  private static String lower(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return lower.toString();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }
}
