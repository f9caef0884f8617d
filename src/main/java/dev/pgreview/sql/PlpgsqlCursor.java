package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Stands on a token of a PL/pgSQL body. */
final class PlpgsqlCursor {
  private final String body;
  private final SqlLexer lexer;

  /** A word after a dot is a name, whatever it is. */
  private boolean afterDot;

  PlpgsqlCursor(String body) {
    this.body = body;
    this.lexer = new SqlLexer(body);
    next();
  }

  void next() {
    afterDot = lexer.isSymbol('.');
    while (lexer.next() == SqlLexer.Kind.COMMENT) {
      // Comments are no tokens.
    }
  }

  boolean isWord(String word) {
    return !afterDot && lexer.isWord(word);
  }

  boolean isAnyWord(String... words) {
    for (String word : words) {
      if (isWord(word)) {
        return true;
      }
    }
    return false;
  }

  /** The unquoted word that it stands on, in lower case; empty for another token. */
  String word() {
    return lexer.kind() == SqlLexer.Kind.WORD
        ? body.substring(lexer.start(), lexer.end()).toLowerCase(Locale.ROOT)
        : "";
  }

  String slice(TextRange range) {
    return body.substring(range.start(), range.end());
  }

  /** Moves on if it stands on the word. */
  boolean skipWord(String word) {
    boolean skipped = isWord(word);
    if (skipped) {
      next();
    }
    return skipped;
  }

  void expect(String word) throws PlpgsqlSyntaxException {
    if (!skipWord(word)) {
      throw expected(word.toUpperCase(Locale.ROOT));
    }
  }

  void expectSemicolon() throws PlpgsqlSyntaxException {
    if (!lexer.isSymbol(';')) {
      throw expected("a semicolon");
    }
    next();
  }

  void expectMore() throws PlpgsqlSyntaxException {
    if (isAtEnd()) {
      throw expected("END");
    }
  }

  private PlpgsqlSyntaxException expected(String what) {
    String found = isAtEnd() ? "the end" : "\"" + body.substring(lexer.start(), lexer.end()) + "\"";
    return new PlpgsqlSyntaxException("expected " + what + ", found " + found);
  }

  private boolean isAtEnd() {
    return lexer.kind() == SqlLexer.Kind.END || lexer.kind() == SqlLexer.Kind.UNTERMINATED;
  }

  /** Lines at the beginning like {@code #variable_conflict use_column}. */
  void skipOptions() {
    while (lexer.isSymbol('#')) {
      int line = body.indexOf('\n', lexer.start());
      lexer.moveTo(line < 0 ? body.length() : line);
      next();
    }
  }

  /** {@code <<label>>}. */
  boolean skipLabel() {
    if (!lexer.isSymbol('<')) {
      return false;
    }
    int closing = body.indexOf(">>", lexer.start());
    lexer.moveTo(closing < 0 ? body.length() : closing + 2);
    next();
    return true;
  }

  /** From the token to before the first of these words outside parentheses, or the semicolon. */
  TextRange upTo(String... words) {
    int start = lexer.start();
    int end = start;
    int depth = 0;
    while (!isAtEnd() && !lexer.isSymbol(';') && !(depth == 0 && isAnyWord(words))) {
      depth += depthChange();
      end = lexer.end();
      next();
    }
    return new TextRange(start, end);
  }

  private int depthChange() {
    if (lexer.isSymbol('(') || lexer.isSymbol('[')) {
      return 1;
    }
    return lexer.isSymbol(')') || lexer.isSymbol(']') ? -1 : 0;
  }

  /** Whether it stands on the first token of {@code target := value}. */
  boolean isAssignment() {
    if (lexer.kind() == SqlLexer.Kind.SYMBOL || isAtEnd()) {
      return false;
    }
    SqlLexer following = new SqlLexer(body, lexer.end());
    while (following.next() == SqlLexer.Kind.COMMENT) {
      // Comments are no tokens.
    }
    return following.isSymbol('.')
        || following.isSymbol('[')
        || following.isSymbol('=')
        || isColonEquals(following);
  }

  private boolean isColonEquals(SqlLexer at) {
    return at.isSymbol(':') && body.startsWith(":=", at.start());
  }

  /**
   * Moves behind {@code :=} or {@code =}.
   *
   * @return false if DEFAULT or the semicolon comes first; it then stands there
   */
  boolean upToAssignment() {
    int depth = 0;
    while (!isAtEnd() && !lexer.isSymbol(';') && !isWord("default")) {
      boolean colonEquals = isColonEquals(lexer);
      if (depth == 0 && (colonEquals || lexer.isSymbol('='))) {
        if (colonEquals) {
          next();
        }
        next();
        return true;
      }
      depth += depthChange();
      next();
    }
    return false;
  }

  /**
   * A statement of SQL.
   *
   * @param text with blanks where INTO and its variables stand, as PL/pgSQL hands it over
   *     (pl_gram.y, make_execsql_stmt)
   */
  record Sql(String text, TextRange range) {}

  /** Moves to the semicolon that ends the statement of SQL. */
  Sql sqlStatement() {
    int start = lexer.start();
    int end = start;
    StringBuilder text = new StringBuilder();
    StatementShape shape = new StatementShape();
    boolean keepsInto = isWord("import") || isWord("create");
    boolean intoTable = false;
    while (!isAtEnd() && !(lexer.isSymbol(';') && !shape.holdsSemicolon())) {
      if (isWord("into") && !intoTable && !keepsInto) {
        text.append(body, start + text.length(), lexer.start());
        end = skipTargets();
        text.repeat(' ', end - start - text.length());
      } else {
        shape.accept(lexer);
        intoTable = isWord("insert") || isWord("merge");
        end = lexer.end();
        next();
      }
    }
    text.append(body, start + text.length(), end);
    return new Sql(text.toString(), new TextRange(start, end));
  }

  /** INTO STRICT a, b.c: returns where the last variable ends. */
  private int skipTargets() {
    next();
    skipWord("strict");
    int end = lexer.end();
    while (true) {
      end = lexer.end();
      next();
      if (!lexer.isSymbol('.') && !lexer.isSymbol(',')) {
        return end;
      }
      next();
    }
  }

  /** Whether what follows IN of a FOR loop is a query rather than a cursor's name. */
  boolean startsQuery() {
    return lexer.isSymbol('(')
        || isAnyWord(
            "select", "with", "values", "table", "insert", "update", "delete", "merge", "show",
            "explain", "execute", "fetch");
  }

  /** The three expressions of {@code lower .. upper BY step}; one range if there are no bounds. */
  List<TextRange> bounds(TextRange range) {
    List<TextRange> parts = new ArrayList<>();
    TokenCursor tokens = new TokenCursor(body, range);
    int start = range.start();
    int end = start;
    int dotAt = -1;
    while (tokens.next()) {
      boolean dot = tokens.depth() == 0 && tokens.isSymbol('.');
      boolean secondDot = dot && dotAt >= 0 && tokens.start() == dotAt + 1;
      boolean by = tokens.depth() == 0 && !parts.isEmpty() && tokens.isKeyword("by");
      if (secondDot || by) {
        parts.add(new TextRange(start, secondDot ? trimmedEnd(start, dotAt) : end));
        start = -1;
      } else {
        start = start < 0 ? tokens.start() : start;
      }
      dotAt = dot ? tokens.start() : -1;
      end = tokens.end();
    }
    parts.add(new TextRange(start < 0 ? end : start, end));
    return parts;
  }

  private int trimmedEnd(int start, int end) {
    int at = end;
    while (at > start && SqlLexer.isWhitespace(body.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** The values of a list, also behind USING; of {@code name := value} the value. */
  List<TextRange> values(TextRange range) {
    List<TextRange> values = new ArrayList<>();
    TokenCursor tokens = new TokenCursor(body, range);
    int start = -1;
    int end = range.start();
    while (tokens.next()) {
      boolean top = tokens.depth() == 0;
      if (top && (tokens.isSymbol(',') || tokens.isKeyword("using"))) {
        addValue(values, start, end);
        start = -1;
      } else if (top && tokens.isSymbol(':') && body.startsWith(":=", tokens.start())) {
        tokens.next();
        start = -1;
      } else {
        start = start < 0 ? tokens.start() : start;
        end = tokens.end();
      }
    }
    addValue(values, start, end);
    return values;
  }

  private static void addValue(List<TextRange> values, int start, int end) {
    if (start >= 0) {
      values.add(new TextRange(start, end));
    }
  }

  /** The inside of the first parentheses of a range; empty when there are none. */
  TextRange inside(TextRange range) {
    int open = -1;
    int end = -1;
    TokenCursor tokens = new TokenCursor(body, range);
    while (tokens.next()) {
      if (tokens.depth() == 0 && tokens.isSymbol('(') && open < 0) {
        open = tokens.end();
      }
      if (tokens.depth() == 0 && tokens.isSymbol(')') && end < 0) {
        end = tokens.start();
      }
    }
    return open < 0 || end < open ? new TextRange(0, 0) : new TextRange(open, end);
  }
}
