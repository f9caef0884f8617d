package dev.pgreview.sql;

/**
 * What has to be known of a statement, while it is read, to find its end: three kinds of statement
 * have semicolons inside, and one is followed by data.
 */
final class StatementShape {
  private enum Form {
    UNDECIDED,
    CREATE,
    /** CREATE RULE … DO (a; b). */
    RULE,
    /** CREATE FUNCTION … BEGIN ATOMIC a; b; END (PostgreSQL 14). */
    ROUTINE,
    COPY,
    OTHER
  }

  private Form form = Form.UNDECIDED;
  private int parentheses;

  /** BEGIN ATOMIC and CASE that wait for their END. */
  private int blocks;

  private boolean afterBegin;
  private boolean afterFrom;
  private boolean afterDotOrAs;
  private boolean fromStdin;

  /** Takes the piece on which the cursor stands, no comment. */
  void accept(SqlLexer piece) {
    switch (form) {
      case UNDECIDED -> form = first(piece);
      case CREATE -> form = created(piece);
      case RULE -> parentheses += piece.isSymbol('(') ? 1 : piece.isSymbol(')') ? -1 : 0;
      case ROUTINE -> acceptInRoutine(piece);
      case COPY -> {
        fromStdin |= afterFrom && piece.isWord("stdin");
        afterFrom = piece.isWord("from");
      }
      case OTHER -> {}
    }
  }

  /** Whether a semicolon at this place belongs to the statement. */
  boolean holdsSemicolon() {
    return blocks > 0 || (form == Form.RULE && parentheses > 0);
  }

  /** Whether psql expects rows on the lines after the statement. */
  boolean isFollowedByData() {
    return fromStdin;
  }

  private static Form first(SqlLexer piece) {
    if (piece.isWord("create")) {
      return Form.CREATE;
    }
    return piece.isWord("copy") ? Form.COPY : Form.OTHER;
  }

  private static Form created(SqlLexer piece) {
    if (piece.isWord("or") || piece.isWord("replace")) {
      return Form.CREATE;
    }
    if (piece.isWord("rule")) {
      return Form.RULE;
    }
    return piece.isWord("function") || piece.isWord("procedure") ? Form.ROUTINE : Form.OTHER;
  }

  private void acceptInRoutine(SqlLexer piece) {
    if (blocks == 0) {
      blocks = afterBegin && piece.isWord("atomic") ? 1 : 0;
    } else if (!afterDotOrAs) {
      // Both words are reserved: elsewhere they only stand as a column's label or after a dot.
      blocks += piece.isWord("case") ? 1 : piece.isWord("end") ? -1 : 0;
    }
    afterBegin = piece.isWord("begin");
    afterDotOrAs = piece.isSymbol('.') || piece.isWord("as");
  }
}
