package dev.pgreview.sql;

/**
 * Cuts a text into the pieces that matter for finding statements and clauses: words, quoted text,
 * comments and single characters. The rules of where quotes and comments begin and end are those of
 * PostgreSQL's scan.l with standard_conforming_strings on.
 *
 * <p>A cursor without allocation: {@link #next} moves on, {@link #start} and {@link #end} tell
 * where it stands. Takes time linear in the text.
 */
final class SqlLexer {

  /** What the cursor stands on. */
  enum Kind {
    /** The end of the text. */
    END,
    /** From -- to before the end of line, or a block comment with those nested in it. */
    COMMENT,
    /**
     * A keyword or unquoted identifier; the prefix of a string ({@code E}, {@code U&}) is a piece
     * of its own.
     */
    WORD,
    /** A string, quoted identifier or dollar-quoted text. */
    QUOTED,
    /** A number or parameter. */
    NUMBER,
    /** Any other character, one at a time. */
    SYMBOL,
    /** A comment, quote or dollar quote that is never closed; it reaches to the end of the text. */
    UNTERMINATED
  }

  private final String text;
  private int start;
  private int end;

  /** Before the first piece it stands on none. */
  private Kind kind = Kind.END;

  /** Where the piece before the present one starts if it is a word, else -1. */
  private int wordStart = -1;

  SqlLexer(String text) {
    this(text, 0);
  }

  /**
   * @param from UTF-16 offset at which to begin, outside any quote or comment
   */
  SqlLexer(String text, int from) {
    this.text = text;
    this.end = from;
  }

  /** UTF-16 offset of the piece's first char. */
  int start() {
    return start;
  }

  /** UTF-16 offset after the piece's last char. */
  int end() {
    return end;
  }

  Kind kind() {
    return kind;
  }

  /** Moves to the next piece and says what it is. */
  Kind next() {
    wordStart = kind == Kind.WORD ? start : -1;
    start = skipWhitespace(end);
    kind = advance();
    return kind;
  }

  /** Lets the cursor go on at a place outside any quote or comment. */
  void moveTo(int offset) {
    end = offset;
  }

  /** Whether the cursor stands on this unquoted word, in any case. */
  boolean isWord(String word) {
    return kind == Kind.WORD
        && length() == word.length()
        && text.regionMatches(true, start, word, 0, word.length());
  }

  boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(start) == symbol;
  }

  private int length() {
    return end - start;
  }

  private Kind advance() {
    if (start == text.length()) {
      end = start;
      return Kind.END;
    }
    char c = text.charAt(start);
    if (isIdentifierStart(c)) {
      end = skipIdentifier(start);
      return Kind.WORD;
    }
    if (isDigit(c)) {
      return number(start);
    }
    return switch (c) {
      case '\'' ->
          quoted(followsEscapeMark() ? escapeStringEnd(start + 1) : quoteEnd(start + 1, '\''));
      case '"' -> quoted(quoteEnd(start + 1, '"'));
      case '$' -> dollar();
      case '-' -> text.startsWith("--", start) ? lineComment() : symbol();
      case '/' -> text.startsWith("/*", start) ? blockComment() : symbol();
      default -> symbol();
    };
  }

  private Kind symbol() {
    end = start + 1;
    return Kind.SYMBOL;
  }

  /**
   * Digits with whatever letters stick to them; PostgreSQL calls most of that junk, but it is one
   * piece.
   */
  private Kind number(int from) {
    int at = skipDigits(from);
    end = at < text.length() && isIdentifierStart(text.charAt(at)) ? skipIdentifier(at) : at;
    return Kind.NUMBER;
  }

  /**
   * @param closed offset after the closing mark, -1 if there is none
   */
  private Kind quoted(int closed) {
    end = closed < 0 ? text.length() : closed;
    return closed < 0 ? Kind.UNTERMINATED : Kind.QUOTED;
  }

  private Kind lineComment() {
    end = lineEnd(start);
    return Kind.COMMENT;
  }

  private Kind blockComment() {
    int depth = 1;
    int at = start + 2;
    while (depth > 0 && at < text.length()) {
      if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else {
        at++;
      }
    }
    end = at;
    return depth == 0 ? Kind.COMMENT : Kind.UNTERMINATED;
  }

  /**
   * A parameter ($1), a dollar quote ($tag$ … $tag$), or a dollar sign that PostgreSQL will refuse.
   */
  private Kind dollar() {
    int at = start + 1;
    if (at < text.length() && isDigit(text.charAt(at))) {
      end = skipDigits(at);
      return Kind.NUMBER;
    }
    if (at < text.length() && isIdentifierStart(text.charAt(at))) {
      while (at < text.length() && isIdentifierPart(text.charAt(at)) && text.charAt(at) != '$') {
        at++;
      }
    }
    if (at == text.length() || text.charAt(at) != '$') {
      return symbol();
    }
    String tag = text.substring(start, at + 1);
    int closing = text.indexOf(tag, at + 1);
    return quoted(closing < 0 ? -1 : closing + tag.length());
  }

  /**
   * Whether the quote at the cursor belongs to an E'…' string: the piece before it is the word E.
   */
  private boolean followsEscapeMark() {
    return wordStart >= 0 && wordStart == start - 1 && (text.charAt(wordStart) | 0x20) == 'e';
  }

  /** A doubled mark stands for itself. */
  private int quoteEnd(int from, char mark) {
    int at = from;
    while (true) {
      int closing = text.indexOf(mark, at);
      if (closing < 0) {
        return -1;
      }
      if (closing + 1 == text.length() || text.charAt(closing + 1) != mark) {
        return closing + 1;
      }
      at = closing + 2;
    }
  }

  /**
   * In E'…' a backslash takes the next char with it, also in the parts that follow on other lines.
   */
  private int escapeStringEnd(int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (c != '\'') {
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '\'') {
        at += 2;
      } else {
        int continued = continuation(at + 1);
        if (continued < 0) {
          return at + 1;
        }
        at = continued;
      }
    }
    return -1;
  }

  /**
   * A string goes on after whitespace with a newline in it (scan.l: quotecontinue).
   *
   * @return offset after the mark that opens the next part, -1 if there is none
   */
  private int continuation(int from) {
    int at = from;
    boolean newline = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isWhitespace(c)) {
        newline |= c == '\n' || c == '\r';
        at++;
      } else if (text.startsWith("--", at)) {
        at = lineEnd(at);
      } else {
        return newline && c == '\'' ? at + 1 : -1;
      }
    }
    return -1;
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private int skipWhitespace(int from) {
    int at = from;
    while (at < text.length() && isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int skipDigits(int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int skipIdentifier(int from) {
    int at = from + 1;
    while (at < text.length() && isIdentifierPart(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** PostgreSQL's whitespace; a non-breaking space is none. */
  static boolean isWhitespace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isIdentifierStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  private static boolean isIdentifierPart(char c) {
    return isIdentifierStart(c) || isDigit(c) || c == '$';
  }
}
