package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.sql.CondensedSql.Cut;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of a large statement what says nothing new, so that its parse tree stays small: seed
 * data is a few kinds of rows, a hundred thousand times.
 *
 * <p>Two pieces have the same {@linkplain TokenShape shape} when their tokens are the same but for
 * the values of constants: the grammar then takes both or neither, and both name the same
 * functions, columns and relations. Left out are, in statements that read or write rows,
 *
 * <ul>
 *   <li>rows of VALUES, and elements of IN (…) and ARRAY […], of a shape that the list already has;
 *   <li>what follows OR, UNION or WHEN up to the next of these, when it has the shape of what
 *       stands right before it;
 *   <li>the inside of long strings in rows of VALUES.
 * </ul>
 *
 * <p>If what is left does not parse, the whole has to be parsed to know why.
 */
final class StatementCondenser {
  /** Below this, in UTF-16 code units, a tree is small whatever the statement is. */
  private static final int LARGE = 32 << 10;

  private static final int LONG_STRING = 256;

  /** PostgreSQL's grammar gives up long before. */
  private static final int DEEPEST = 20_000;

  private static final Set<String> STATEMENTS =
      Set.of("insert", "update", "delete", "select", "values", "with", "merge");

  private final String sql;
  private final SqlLexer lexer;
  private final TokenShape shape;
  private final List<Cut> cuts = new ArrayList<>();
  private final Deque<Level> outer = new ArrayDeque<>();
  private Level level;

  /** Where the token before the present one ends. */
  private int before;

  private StatementCondenser(String sql) {
    this.sql = sql;
    this.lexer = new SqlLexer(sql);
    this.shape = new TokenShape(sql, lexer);
    this.level = new Level(false);
  }

  /** The whole statement if it is not large, or nothing in it repeats, or it is of another kind. */
  static CondensedSql condense(String sql) {
    return condense(sql, LARGE);
  }

  /**
   * @param large length in UTF-16 code units from which on a statement is condensed
   */
  static CondensedSql condense(String sql, int large) {
    boolean candidate = sql.length() >= large && isText(sql);
    return candidate ? new StatementCondenser(sql).run() : CondensedSql.whole(sql);
  }

  /** What must be refused must not be left out. */
  private static boolean isText(String sql) {
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == sql.length() || !Character.isLowSurrogate(sql.charAt(i))) {
          return false;
        }
      } else if (c == '\0' || Character.isLowSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private CondensedSql run() {
    nextToken();
    if (!STATEMENTS.contains(shape.word())) {
      return CondensedSql.whole(sql);
    }
    while (lexer.kind() != SqlLexer.Kind.END) {
      if (lexer.kind() == SqlLexer.Kind.UNTERMINATED || outer.size() > DEEPEST) {
        return CondensedSql.whole(sql);
      }
      if (shape.word().equals("into") && !shape.isAfter("insert") && !shape.isAfter("merge")) {
        return CondensedSql.whole(sql); // SELECT … INTO: the rows' types are the new table's.
      }
      accept();
      before = lexer.end();
      nextToken();
    }
    endLists();
    return CondensedSql.without(sql, cuts);
  }

  private void nextToken() {
    while (lexer.next() == SqlLexer.Kind.COMMENT) {
      // Comments have no shape.
    }
  }

  private void accept() {
    boolean listMark = lexer.isSymbol(',') || lexer.isSymbol('(') || lexer.isSymbol(')');
    if (!listMark) {
      endRows();
    }
    if (lexer.isSymbol('(') || lexer.isSymbol('[')) {
      open();
    } else if (lexer.isSymbol(')') || lexer.isSymbol(']')) {
      shape.endElement();
      endLists();
      level = outer.isEmpty() ? new Level(false) : outer.pop();
      shape.add();
    } else if (lexer.isSymbol(',')) {
      comma();
    } else {
      word();
    }
  }

  private void open() {
    boolean list = shape.isAfter(lexer.isSymbol('(') ? "in" : "array");
    shape.add();
    outer.push(level);
    level = new Level(level.inRow || level.rows != null);
    if (list) {
      level.elements = new Pieces(0);
    }
  }

  private void comma() {
    Pieces list = level.rows == null ? level.elements : level.rows;
    if (list == null) {
      shape.add();
      return;
    }
    if (level.rows == null) {
      endChain();
      level.chain.previous = "";
    }
    shape.endElement();
    list.end();
    list.begin();
    shape.add();
    list.content = shape.length();
  }

  private void word() {
    switch (shape.word()) {
      case "values" -> {
        shape.add();
        level.rows = level.merge ? null : new Pieces(1);
        return;
      }
      case "select", "with", "table" -> {
        if (level.elements != null && level.elements.isEmpty()) {
          level.elements = null; // IN (SELECT …) is no list.
        }
      }
      case "merge" -> level.merge = true;
      case "or", "union", "when" -> {
        endChain();
        level.chain.begin();
      }
      default -> shorten();
    }
    shape.add();
  }

  /** Leaves out the inside of a long plain string in a row: what it says does not matter. */
  private void shorten() {
    boolean isLong = lexer.end() - lexer.start() > LONG_STRING;
    if (level.inRow && isLong && sql.charAt(lexer.start()) == '\'' && !shape.isPrefixed()) {
      cuts.add(new Cut(new TextRange(lexer.start() + 1, lexer.end() - 1), 0));
    }
  }

  private void endLists() {
    endRows();
    endChain();
    if (level.elements != null) {
      level.elements.end();
    }
  }

  private void endRows() {
    if (level.rows != null) {
      level.rows.end();
      level.rows = null;
    }
  }

  private void endChain() {
    level.chain.endRepeated();
  }

  /** What is open at one depth of parentheses and brackets. */
  private final class Level {
    /** Inside a row of VALUES. */
    final boolean inRow;

    /** MERGE inserts one row: a second one is a mistake. */
    boolean merge;

    /** While rows of VALUES follow each other. */
    @Nullable Pieces rows;

    /** Elements of IN or ARRAY. */
    @Nullable Pieces elements;

    /** OR …, UNION … or WHEN …, one after the other. */
    final Pieces chain = new Pieces(0);

    Level(boolean inRow) {
      this.inRow = inRow;
    }
  }

  /** Pieces of one list, of which the present one ends before the token. */
  private final class Pieces {
    /** Of VALUES that one piece is. */
    final int rows;

    final Set<String> seen = new HashSet<>();
    String previous = "";

    /** Where the piece's comma or keyword begins; -1 for a first one, which has none. */
    int start = -1;

    /** Length of the shape before the comma or keyword. */
    int mark;

    /** Length of the shape before the piece itself. */
    int content = shape.length();

    int cutsBefore = cuts.size();

    /** Where the token before the piece ends. */
    int follows;

    Pieces(int rows) {
      this.rows = rows;
    }

    boolean isEmpty() {
      return start < 0 && content == shape.length();
    }

    void begin() {
      start = lexer.start();
      mark = shape.length();
      cutsBefore = cuts.size();
      follows = before;
    }

    /** Leaves the piece out if the list has one of its shape. */
    void end() {
      if (!seen.add(shape.since(content)) && start >= 0) {
        leaveOut();
      }
    }

    /** Leaves the piece out if it has the shape of the one before. */
    void endRepeated() {
      if (start >= 0) {
        String own = shape.since(mark);
        if (own.equals(previous)) {
          leaveOut();
        }
        previous = own;
        start = -1;
      }
    }

    private void leaveOut() {
      shape.cut(mark);
      cuts.subList(cutsBefore, cuts.size()).clear();
      Cut last = cuts.isEmpty() ? null : cuts.getLast();
      if (last != null && last.range().end() == follows) {
        cuts.removeLast();
        TextRange both = new TextRange(last.range().start(), before);
        cuts.add(new Cut(both, last.rows() + rows));
      } else {
        cuts.add(new Cut(new TextRange(start, before), rows));
      }
    }
  }
}
