package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;

/**
 * Walks over the tokens of a part of a statement, comments left out, and knows how deep in
 * parentheses and brackets it is.
 */
final class TokenCursor {
  private final SqlLexer lexer;
  private final int limit;
  private int inside;
  private int depth;
  private int previousEnd;

  /** The token before, where it decides whether a word is a keyword. */
  private Previous previous = Previous.OTHER;

  private enum Previous {
    OTHER,
    /** What follows is the last part of a name. */
    DOT,
    /** What follows is a label. */
    AS,
    /** IS DISTINCT FROM. */
    DISTINCT,
    /** WITHIN GROUP. */
    WITHIN
  }

  /**
   * @param part of the text; it must not begin inside a quote or comment
   */
  TokenCursor(String sql, TextRange part) {
    this.lexer = new SqlLexer(sql, part.start());
    this.limit = part.end();
    this.previousEnd = part.start();
  }

  /**
   * Moves to the next token.
   *
   * @return false at the end of the part, and before a closing mark whose opening mark is outside
   */
  boolean next() {
    previous = current();
    previousEnd = lexer.end();
    SqlLexer.Kind kind = lexer.next();
    while (kind == SqlLexer.Kind.COMMENT) {
      kind = lexer.next();
    }
    if (kind == SqlLexer.Kind.END || lexer.end() > limit) {
      return false;
    }
    if (isOpening()) {
      depth = inside++;
    } else if (isClosing()) {
      depth = --inside;
    } else {
      depth = inside;
    }
    return depth >= 0;
  }

  private Previous current() {
    if (lexer.isSymbol('.')) {
      return Previous.DOT;
    }
    if (lexer.isWord("as")) {
      return Previous.AS;
    }
    if (lexer.isWord("distinct")) {
      return Previous.DISTINCT;
    }
    return lexer.isWord("within") ? Previous.WITHIN : Previous.OTHER;
  }

  private boolean isOpening() {
    return lexer.isSymbol('(') || lexer.isSymbol('[');
  }

  private boolean isClosing() {
    return lexer.isSymbol(')') || lexer.isSymbol(']');
  }

  /** How many parentheses and brackets are open around the token; 0 for the outermost marks. */
  int depth() {
    return depth;
  }

  int start() {
    return lexer.start();
  }

  int end() {
    return lexer.end();
  }

  /** Where the token before ends; before the second token, where the part begins. */
  int previousEnd() {
    return previousEnd;
  }

  boolean isSymbol(char symbol) {
    return lexer.isSymbol(symbol);
  }

  boolean isQuoted() {
    return lexer.kind() == SqlLexer.Kind.QUOTED;
  }

  /** Whether the token is this unquoted word and no name after a dot or label after AS. */
  boolean isKeyword(String word) {
    if (!lexer.isWord(word)) {
      return false;
    }
    return switch (previous) {
      case DOT, AS -> false;
      case DISTINCT -> !lexer.isWord("from");
      case WITHIN -> !lexer.isWord("group");
      case OTHER -> true;
    };
  }

  boolean isAnyKeyword(String... words) {
    for (String word : words) {
      if (isKeyword(word)) {
        return true;
      }
    }
    return false;
  }
}
