package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's raw parse tree of a text, as libpg_query writes it in JSON: each node is an object
 * with one field, named like the C struct; fields that are zero, false or empty are left out.
 *
 * <p>Locations in the tree ({@code location}, {@code stmt_location}) are UTF-8 offsets; {@link
 * #offset} translates.
 */
final class ParseTree {
  private final ParseNode root;
  private final Utf8Offsets offsets;

  private final CondensedSql sql;

  /**
   * @param offsets of the text that was parsed
   * @param sql that text, and the whole one
   */
  ParseTree(ParseNode root, Utf8Offsets offsets, CondensedSql sql) {
    this.root = root;
    this.offsets = offsets;
    this.sql = sql;
  }

  /**
   * The whole answer: {@code {"version": …, "stmts": [{"stmt": …, "stmt_location": …, "stmt_len":
   * …}]}}.
   */
  ParseNode root() {
    return root;
  }

  /** The statements' nodes, without the wrapper that holds their place. At least one. */
  List<ParseNode> statements() {
    List<ParseNode> statements = new ArrayList<>();
    for (ParseNode raw : root.path("stmts")) {
      statements.add(raw.path("stmt"));
    }
    return statements;
  }

  /**
   * Where the statements stand in the text, from their first to their last token.
   *
   * @param whole the text
   */
  List<TextRange> places(String whole) {
    List<TextRange> places = new ArrayList<>();
    for (ParseNode raw : root.path("stmts")) {
      int location = raw.path("stmt_location").asInt();
      int length = raw.path("stmt_len").asInt();
      int limit = length == 0 ? whole.length() : offset(location + length);
      // PostgreSQL's length goes to the semicolon, and so may take a comment before it.
      SqlLexer lexer = new SqlLexer(whole, offset(location));
      int start = -1;
      int end = limit;
      while (lexer.next() != SqlLexer.Kind.END && lexer.end() <= limit) {
        if (lexer.kind() != SqlLexer.Kind.COMMENT) {
          start = start < 0 ? lexer.start() : start;
          end = lexer.end();
        }
      }
      places.add(new TextRange(Math.max(start, 0), end));
    }
    return places;
  }

  /**
   * @param location a location of the tree
   * @return UTF-16 offset in the text
   */
  int offset(int location) {
    return sql.toWhole(offsets.toUtf16(location));
  }

  /**
   * How many rows of VALUES in a range of the text are not in the tree, because they are like
   * others.
   */
  int rowsLeftOut(TextRange range) {
    return sql.rowsLeftOut(range);
  }
}
