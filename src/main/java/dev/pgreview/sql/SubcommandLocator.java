package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the parts of a statement for which PostgreSQL's tree has no place, or only a beginning: the
 * sub-commands of ALTER TABLE, the elements of a list. They are separated by commas outside any
 * parentheses and brackets.
 */
final class SubcommandLocator {
  private final SqlLexer lexer;

  private SubcommandLocator(String sql, int from) {
    this.lexer = new SqlLexer(sql, from);
    nextToken();
  }

  /**
   * The sub-commands of an ALTER TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED VIEW, FOREIGN TABLE or
   * TYPE that PostgreSQL accepts, in its order.
   *
   * @param alter the statement, without semicolon
   * @return ranges in the statement from the first to the last token of each
   */
  static List<TextRange> subcommands(String alter) {
    SubcommandLocator locator = new SubcommandLocator(alter, 0);
    locator.skipHead();
    return locator.elements();
  }

  /**
   * The elements of a list: columns of a table, items of a SELECT.
   *
   * @param from offset of the first element's first token
   * @return ranges in the text, up to the end of the text or the parenthesis that closes the list
   */
  static List<TextRange> elements(String sql, int from) {
    return new SubcommandLocator(sql, from).elements();
  }

  /**
   * The one element that begins at an offset: a column's definition, a constraint, an expression in
   * a list.
   *
   * @param from offset of its first token
   * @return its range, up to the next comma, the parenthesis that closes its list, or the end of
   *     the text
   */
  static TextRange element(String sql, int from) {
    return new SubcommandLocator(sql, from).nextElement();
  }

  /** ALTER TABLE IF EXISTS ONLY schema.name *. */
  private void skipHead() {
    skip("alter", "materialized", "foreign");
    nextToken(); // TABLE, INDEX, …
    skip("if", "exists", "only");
    boolean parenthesised = lexer.isSymbol('(');
    if (parenthesised) {
      nextToken();
    }
    skipName();
    while (lexer.isSymbol('.')) {
      nextToken();
      skipName();
    }
    if (parenthesised || lexer.isSymbol('*')) {
      nextToken();
    }
  }

  private void skip(String... words) {
    for (String word : words) {
      if (lexer.isWord(word)) {
        nextToken();
      }
    }
  }

  /** A word, a quoted name, or U&"…" with its UESCAPE. */
  private void skipName() {
    boolean unicode = lexer.isWord("u");
    int end = lexer.end();
    nextToken();
    if (unicode && lexer.isSymbol('&') && lexer.start() == end) {
      nextToken();
      nextToken();
      if (lexer.isWord("uescape")) {
        nextToken();
        nextToken();
      }
    }
  }

  private List<TextRange> elements() {
    List<TextRange> elements = new ArrayList<>();
    while (true) {
      elements.add(nextElement());
      if (!lexer.isSymbol(',')) {
        return elements;
      }
      nextToken();
    }
  }

  /**
   * From the cursor to before the comma or closing mark that ends the element, on which the cursor
   * then stands.
   */
  private TextRange nextElement() {
    int start = lexer.start();
    int end = start;
    int depth = 0;
    while (lexer.kind() != SqlLexer.Kind.END) {
      boolean closing = lexer.isSymbol(')') || lexer.isSymbol(']');
      if (depth == 0 && (closing || lexer.isSymbol(','))) {
        break;
      }
      if (lexer.isSymbol('(') || lexer.isSymbol('[')) {
        depth++;
      } else if (closing) {
        depth--;
      }
      end = lexer.end();
      nextToken();
    }
    return new TextRange(start, end);
  }

  private void nextToken() {
    while (lexer.next() == SqlLexer.Kind.COMMENT) {
      // Comments belong to no element.
    }
  }
}
