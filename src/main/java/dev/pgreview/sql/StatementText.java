package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import tools.jackson.databind.JsonNode;

/**
 * A statement's text beside its tree. PostgreSQL's nodes know at most where they begin: where a
 * clause ends is found in the text.
 */
final class StatementText {
  private final String sql;
  private final ParseTree tree;

  StatementText(String sql, ParseTree tree) {
    this.sql = sql;
    this.tree = tree;
  }

  String sql() {
    return sql;
  }

  String slice(TextRange range) {
    return sql.substring(range.start(), range.end());
  }

  /** The statement from its first to its last character. */
  TextRange whole() {
    return new TextRange(0, sql.length());
  }

  /** Where a node begins: 0 when it does not say. */
  int offset(JsonNode node) {
    int location = node.path("location").asInt(0);
    return location < 0 ? 0 : tree.offset(location);
  }

  /** The list element (column definition, constraint, expression) that begins with a node. */
  TextRange element(JsonNode node) {
    return SubcommandLocator.element(sql, offset(node));
  }

  /**
   * The text after a keyword up to the end of a range, or up to a stop word outside parentheses.
   *
   * @return an empty range at the end of {@code within} when the keyword is not in it
   */
  TextRange after(String keyword, TextRange within, String... stops) {
    SqlLexer lexer = new SqlLexer(sql, within.start());
    int depth = 0;
    int start = -1;
    int end = within.end();
    while (lexer.next() != SqlLexer.Kind.END && lexer.end() <= within.end()) {
      if (lexer.isSymbol('(') || lexer.isSymbol('[')) {
        depth++;
      } else if (lexer.isSymbol(')') || lexer.isSymbol(']')) {
        depth--;
      } else if (depth == 0 && start < 0 && lexer.isWord(keyword)) {
        start = lexer.end();
      } else if (depth == 0 && start >= 0 && isAny(lexer, stops)) {
        end = lexer.start();
        break;
      }
    }
    return start < 0 ? new TextRange(within.end(), within.end()) : trim(start, end);
  }

  /** What stands inside the first parentheses after an offset; empty when there are none. */
  TextRange parenthesised(int from) {
    SqlLexer lexer = new SqlLexer(sql, from);
    int depth = 0;
    int start = from;
    while (lexer.next() != SqlLexer.Kind.END) {
      if (lexer.isSymbol('(')) {
        depth++;
        if (depth == 1) {
          start = lexer.end();
        }
      } else if (lexer.isSymbol(')')) {
        depth--;
        if (depth == 0) {
          return trim(start, lexer.start());
        }
      }
    }
    return new TextRange(from, from);
  }

  private TextRange trim(int start, int end) {
    int first = start;
    int last = end;
    while (first < last && SqlLexer.isWhitespace(sql.charAt(first))) {
      first++;
    }
    while (last > first && SqlLexer.isWhitespace(sql.charAt(last - 1))) {
      last--;
    }
    return new TextRange(first, last);
  }

  private static boolean isAny(SqlLexer lexer, String... words) {
    for (String word : words) {
      if (lexer.isWord(word)) {
        return true;
      }
    }
    return false;
  }
}
