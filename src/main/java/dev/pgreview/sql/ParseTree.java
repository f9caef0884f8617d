package dev.pgreview.sql;

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

  ParseTree(ParseNode root, Utf8Offsets offsets) {
    this.root = root;
    this.offsets = offsets;
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
   * @param location a location of the tree
   * @return UTF-16 offset in the parsed text
   */
  int offset(int location) {
    return offsets.toUtf16(location);
  }
}
