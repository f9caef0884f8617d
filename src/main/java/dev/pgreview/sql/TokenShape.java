package dev.pgreview.sql;

import java.util.Locale;

/**
 * The shape of a text so far: its tokens, with a mark in the place of the value of a constant. Two
 * texts of the same shape are the same to PostgreSQL's grammar. Mutable.
 */
final class TokenShape {
  /** More digits may be no int4, which is another token (ICONST, FCONST). */
  private static final int DIGITS_OF_INT4 = 9;

  private final String sql;
  private final SqlLexer lexer;
  private final StringBuilder shape = new StringBuilder();

  /** Where in {@link #shape} a constant stands that may be a whole element; -1 for none. */
  private int element = -1;

  /** The token before; empty for one that is no word. */
  private String previousWord = "";

  private char previousSymbol;
  private int previousEnd;

  /**
   * @param lexer stands on the token that the methods speak of
   */
  TokenShape(String sql, SqlLexer lexer) {
    this.sql = sql;
    this.lexer = lexer;
  }

  /** The shape of a whole text, without its comments. */
  static String of(String sql) {
    SqlLexer lexer = new SqlLexer(sql);
    TokenShape shape = new TokenShape(sql, lexer);
    for (SqlLexer.Kind kind = lexer.next(); kind != SqlLexer.Kind.END; kind = lexer.next()) {
      if (kind != SqlLexer.Kind.COMMENT) {
        shape.add();
      }
    }
    return shape.since(0);
  }

  /** The token in lower case if it is a word, else nothing. */
  String word() {
    return lexer.kind() == SqlLexer.Kind.WORD ? token().toLowerCase(Locale.ROOT) : "";
  }

  /** Whether the token before is this word. */
  boolean isAfter(String word) {
    return previousWord.equals(word);
  }

  /** Whether the token is a string with a prefix such as E or U&amp;, which decides its meaning. */
  boolean isPrefixed() {
    boolean mark = !previousWord.isEmpty() || previousSymbol == '&';
    return mark && previousEnd == lexer.start();
  }

  int length() {
    return shape.length();
  }

  /** The shape of what was added since it had a length. */
  String since(int length) {
    return shape.substring(length);
  }

  /** Takes back what was added since it had a length. */
  void cut(int length) {
    shape.setLength(length);
  }

  /** Adds the token. */
  void add() {
    if (lexer.kind() == SqlLexer.Kind.SYMBOL && ",()[]".indexOf(sql.charAt(lexer.start())) >= 0) {
      endElement();
      shape.append(sql.charAt(lexer.start()));
    } else {
      boolean first = previousSymbol == ',' || previousSymbol == '(' || previousSymbol == '[';
      if (!first) {
        gap();
      }
      int start = shape.length();
      boolean constant = addOther();
      element = first && constant ? start : -1;
    }
    previousWord = word();
    previousSymbol = lexer.kind() == SqlLexer.Kind.SYMBOL ? sql.charAt(lexer.start()) : '\0';
    previousEnd = lexer.end();
  }

  /**
   * Says that an element of a list is complete. If it is one constant, of whatever type, it has the
   * shape of all such.
   */
  void endElement() {
    if (element >= 0) {
      shape.setLength(element);
      shape.append('?');
      element = -1;
    }
  }

  /** Symbols join to operators, and strings across lines, by what is between them. */
  private void gap() {
    if (previousEnd < lexer.start()) {
      shape.append(lexer.kind() == SqlLexer.Kind.QUOTED && isLineBreakBefore() ? '\n' : ' ');
    }
  }

  private boolean isLineBreakBefore() {
    for (int i = previousEnd; i < lexer.start(); i++) {
      if (sql.charAt(i) == '\n' || sql.charAt(i) == '\r') {
        return true;
      }
    }
    return false;
  }

  /** Returns whether it is a constant. */
  private boolean addOther() {
    return switch (lexer.kind()) {
      case NUMBER -> addNumber();
      case QUOTED -> addQuoted();
      case WORD -> {
        String word = word();
        shape.append(word);
        yield word.equals("null") || word.equals("true") || word.equals("false");
      }
      default -> {
        shape.append(token());
        yield false;
      }
    };
  }

  private boolean addNumber() {
    for (int i = lexer.start(); i < lexer.end(); i++) {
      if (sql.charAt(i) < '0' || sql.charAt(i) > '9') {
        shape.append(token()); // 1e5, 0xff, $1, 12abc
        return false;
      }
    }
    shape.append(lexer.end() - lexer.start() > DIGITS_OF_INT4 ? '9' : '1');
    return true;
  }

  /** What E'…' and the like hold may be refused; names are names. */
  private boolean addQuoted() {
    char mark = sql.charAt(lexer.start());
    if (mark == '"' || (mark == '\'' && isPrefixed())) {
      shape.append(token());
      return false;
    }
    shape.append(mark);
    return true;
  }

  private String token() {
    return sql.substring(lexer.start(), lexer.end());
  }
}
