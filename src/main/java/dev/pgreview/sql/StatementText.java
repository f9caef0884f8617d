package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import java.util.List;

/**
 * A statement's text beside its tree. PostgreSQL's nodes know at most where they begin: where a
 * clause ends is found in the text.
 */
final class StatementText {
  private final String sql;
  private final ParseTree tree;
  private final TextRange whole;

  StatementText(String sql, ParseTree tree) {
    this(sql, tree, new TextRange(0, sql.length()));
  }

  private StatementText(String sql, ParseTree tree, TextRange whole) {
    this.sql = sql;
    this.tree = tree;
    this.whole = whole;
  }

  /** The same text, of which a statement inside the statement is only a part. */
  StatementText within(TextRange part) {
    return new StatementText(sql, tree, part);
  }

  String sql() {
    return sql;
  }

  String slice(TextRange range) {
    return sql.substring(range.start(), range.end());
  }

  /** The statement from its first to its last character. */
  TextRange whole() {
    return whole;
  }

  /** Where a node begins; where the statement does if the node does not say. */
  int offset(ParseNode node) {
    int location = node.path("location").asInt(0);
    return location <= 0 ? whole.start() : tree.offset(location);
  }

  /** The rows of the VALUES that stands at {@code range}; 0 when the query is something else. */
  int valuesRows(ParseNode select, TextRange range) {
    int inTree = select.path("valuesLists").size();
    return inTree == 0 ? 0 : inTree + tree.rowsLeftOut(range);
  }

  /** The smallest place that a node in a tree gives, -1 if none does. */
  int firstOffset(ParseNode node) {
    int location = firstLocation(node, Integer.MAX_VALUE);
    return location == Integer.MAX_VALUE ? -1 : tree.offset(location);
  }

  private static int firstLocation(ParseNode node, int best) {
    int first = best;
    int own = node.path("location").asInt(-1);
    if (own >= 0 && own < first) {
      first = own;
    }
    for (ParseNode child : node) {
      if (child.isContainer()) {
        first = firstLocation(child, first);
      }
    }
    return first;
  }

  /** The list element (column definition, constraint, expression) that begins with a node. */
  TextRange element(ParseNode node) {
    return SubcommandLocator.element(sql, offset(node));
  }

  /** The elements of a list in parentheses, of which {@code inside} is the inside. */
  List<TextRange> elements(TextRange inside) {
    return inside.length() == 0 ? List.of() : SubcommandLocator.elements(sql, inside.start());
  }

  /** From an offset to the end of the statement. */
  TextRange from(int offset) {
    return new TextRange(Math.min(offset, whole.end()), whole.end());
  }

  /**
   * The tokens after a keyword up to the end of a range, or up to a stop word outside parentheses.
   *
   * @return an empty range at the end of {@code within} when the keyword is not in it
   */
  TextRange after(String keyword, TextRange within, String... stops) {
    TokenCursor cursor = new TokenCursor(sql, within);
    while (cursor.next()) {
      if (cursor.depth() == 0 && cursor.isKeyword(keyword)) {
        return upTo(new TextRange(cursor.end(), within.end()), stops);
      }
    }
    return new TextRange(within.end(), within.end());
  }

  /** Whether a keyword stands outside parentheses in a range. */
  boolean has(String keyword, TextRange within) {
    TokenCursor cursor = new TokenCursor(sql, within);
    while (cursor.next()) {
      if (cursor.depth() == 0 && cursor.isKeyword(keyword)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The tokens of a range up to a stop word outside parentheses, or a closing mark whose opening
   * mark is outside.
   */
  TextRange upTo(TextRange within, String... stops) {
    TokenCursor cursor = new TokenCursor(sql, within);
    int start = -1;
    int end = within.end();
    while (cursor.next() && !(cursor.depth() == 0 && cursor.isAnyKeyword(stops))) {
      start = start < 0 ? cursor.start() : start;
      end = cursor.end();
    }
    return start < 0 ? new TextRange(end, end) : new TextRange(start, end);
  }

  /**
   * The tokens between the last such keyword before an offset and a stop word that is as deep.
   *
   * @param offset of a token that belongs to the clause
   * @return an empty range at the end of {@code within} when the keyword is not in it
   */
  TextRange clause(String keyword, int offset, TextRange within, String... stops) {
    int found = -1;
    TokenCursor cursor = new TokenCursor(sql, within);
    while (cursor.next() && cursor.start() < offset) {
      found = cursor.isKeyword(keyword) ? cursor.start() : found;
    }
    return found < 0
        ? new TextRange(within.end(), within.end())
        : after(keyword, new TextRange(found, within.end()), stops);
  }

  /** What stands inside the first parentheses after an offset; empty when there are none. */
  TextRange parenthesised(int from) {
    TokenCursor cursor = new TokenCursor(sql, from(from));
    while (cursor.next()) {
      if (cursor.depth() == 0 && cursor.isSymbol('(')) {
        return inside(cursor);
      }
    }
    return new TextRange(from, from);
  }

  private static TextRange inside(TokenCursor cursor) {
    int depth = cursor.depth();
    int start = -1;
    int end = cursor.end();
    while (cursor.next() && cursor.depth() > depth) {
      start = start < 0 ? cursor.start() : start;
      end = cursor.end();
    }
    return start < 0 ? new TextRange(end, end) : new TextRange(start, end);
  }
}
