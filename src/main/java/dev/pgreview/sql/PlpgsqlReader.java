package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.sql.BodyFragment.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the SQL in the body of a PL/pgSQL routine. It knows the structure of PL/pgSQL
 * (src/pl/plpgsql/src/pl_gram.y) and leaves SQL itself alone; a body that PostgreSQL would refuse
 * need not be refused.
 *
 * <p>libpg_query reads PL/pgSQL too, but tells no places, and refuses what depends on tables that
 * it does not know: {@code SELECT a INTO row.field}.
 */
final class PlpgsqlReader {
  /** What cannot begin a statement. */
  private static final String[] TERMINATORS = {
    "end", "exception", "else", "elsif", "elseif", "when"
  };

  private final PlpgsqlCursor cursor;
  private final List<BodyFragment> fragments = new ArrayList<>();
  private int conditions;
  private int loops;

  /** A RETURN inside a condition: what follows need not run. */
  private boolean mayHaveReturned;

  private PlpgsqlReader(String body) {
    this.cursor = new PlpgsqlCursor(body);
  }

  /**
   * The pieces of a body, in the order written.
   *
   * @throws PlpgsqlSyntaxException if its structure cannot be made out
   */
  static List<BodyFragment> read(String body) throws PlpgsqlSyntaxException {
    PlpgsqlReader reader = new PlpgsqlReader(body);
    reader.cursor.skipOptions();
    reader.cursor.skipLabel();
    reader.block();
    return reader.fragments;
  }

  /** DECLARE … BEGIN … EXCEPTION … END, the cursor being on DECLARE or BEGIN. */
  private void block() throws PlpgsqlSyntaxException {
    if (cursor.skipWord("declare")) {
      declarations();
    }
    cursor.expect("begin");
    statements();
    if (cursor.skipWord("exception")) {
      conditions++;
      while (cursor.skipWord("when")) {
        cursor.upTo("then");
        cursor.expect("then");
        statements();
      }
      conditions--;
    }
    cursor.expect("end");
    cursor.upTo();
  }

  private void declarations() throws PlpgsqlSyntaxException {
    while (!cursor.isWord("begin")) {
      if (!cursor.skipWord("declare") && !cursor.skipLabel()) {
        declaration();
        cursor.expectSemicolon();
      }
    }
  }

  private void declaration() {
    cursor.next();
    if (cursor.isWord("cursor") || cursor.isWord("scroll") || cursor.isWord("no")) {
      cursor.upTo("for", "is");
      if (cursor.skipWord("for") || cursor.skipWord("is")) {
        statement(cursor.upTo());
      }
      return;
    }
    if (cursor.upToAssignment() || cursor.skipWord("default")) {
      expression(cursor.upTo());
    }
  }

  private void statements() throws PlpgsqlSyntaxException {
    while (!cursor.isAnyWord(TERMINATORS) || cursor.isAssignment()) {
      cursor.expectMore();
      if (!cursor.skipLabel()) {
        one();
        cursor.expectSemicolon();
      }
    }
  }

  private void one() throws PlpgsqlSyntaxException {
    if (cursor.isAssignment()) {
      cursor.upToAssignment();
      expression(cursor.upTo());
      return;
    }
    switch (cursor.word()) {
      case "begin", "declare" -> block();
      case "if" -> ifStatement();
      case "case" -> caseStatement();
      case "loop" -> loopBody();
      case "while" -> whileLoop();
      case "for" -> forLoop();
      case "foreach" -> foreachLoop();
      default -> simple();
    }
  }

  private void simple() {
    switch (cursor.word()) {
      case "exit", "continue" -> {
        cursor.upTo("when");
        if (cursor.skipWord("when")) {
          expression(cursor.upTo());
        }
      }
      case "return" -> returnStatement();
      case "raise" -> raise();
      case "assert" -> {
        cursor.next();
        list(cursor.upTo());
      }
      case "execute" -> {
        cursor.next();
        dynamic("into", "using");
      }
      case "perform" -> perform();
      case "open" -> open();
      case "null", "get", "fetch", "move", "close" -> cursor.upTo();
      default -> {
        PlpgsqlCursor.Sql sql = cursor.sqlStatement();
        add(Form.STATEMENT, sql.text(), sql.range());
      }
    }
  }

  private void ifStatement() throws PlpgsqlSyntaxException {
    cursor.next();
    expression(cursor.upTo("then"));
    conditions++;
    cursor.expect("then");
    statements();
    while (cursor.skipWord("elsif") || cursor.skipWord("elseif")) {
      expression(cursor.upTo("then"));
      cursor.expect("then");
      statements();
    }
    if (cursor.skipWord("else")) {
      statements();
    }
    conditions--;
    cursor.expect("end");
    cursor.expect("if");
  }

  private void caseStatement() throws PlpgsqlSyntaxException {
    cursor.next();
    if (!cursor.isWord("when")) {
      expression(cursor.upTo("when"));
    }
    conditions++;
    while (cursor.skipWord("when")) {
      expression(cursor.upTo("then"));
      cursor.expect("then");
      statements();
    }
    if (cursor.skipWord("else")) {
      statements();
    }
    conditions--;
    cursor.expect("end");
    cursor.expect("case");
  }

  /** LOOP … END LOOP label. */
  private void loopBody() throws PlpgsqlSyntaxException {
    cursor.expect("loop");
    conditions++;
    loops++;
    statements();
    loops--;
    conditions--;
    cursor.expect("end");
    cursor.expect("loop");
    cursor.upTo();
  }

  private void whileLoop() throws PlpgsqlSyntaxException {
    cursor.next();
    loops++;
    expression(cursor.upTo("loop"));
    loops--;
    loopBody();
  }

  /** FOR target IN query, EXECUTE expression, cursor (arguments) or lower .. upper BY step. */
  private void forLoop() throws PlpgsqlSyntaxException {
    cursor.upTo("in");
    cursor.expect("in");
    if (cursor.skipWord("execute")) {
      dynamic("using", "loop");
      cursor.upTo("loop");
    } else {
      cursor.skipWord("reverse");
      boolean query = cursor.startsQuery();
      TextRange range = cursor.upTo("loop");
      List<TextRange> bounds = cursor.bounds(range);
      if (bounds.size() > 1) {
        bounds.forEach(this::expression);
      } else if (query) {
        statement(range);
      } else {
        // A cursor looks like a column or a function call.
        list(cursor.inside(range));
      }
    }
    loopBody();
  }

  private void foreachLoop() throws PlpgsqlSyntaxException {
    cursor.upTo("in");
    cursor.expect("in");
    cursor.expect("array");
    expression(cursor.upTo("loop"));
    loopBody();
  }

  private void returnStatement() {
    cursor.next();
    if (cursor.skipWord("query")) {
      if (cursor.skipWord("execute")) {
        dynamic("using");
      } else {
        statement(cursor.upTo());
      }
    } else if (cursor.skipWord("next")) {
      expression(cursor.upTo());
    } else {
      expression(cursor.upTo());
      mayHaveReturned |= conditions > 0;
    }
  }

  private void perform() {
    TextRange range = cursor.upTo();
    add(Form.STATEMENT, "SELECT " + cursor.slice(range).substring("perform".length()), range);
  }

  /** OPEN cursor (arguments), OPEN cursor FOR query, OPEN cursor FOR EXECUTE expression. */
  private void open() {
    list(cursor.inside(cursor.upTo("for")));
    if (cursor.skipWord("for")) {
      if (cursor.skipWord("execute")) {
        dynamic("using");
      } else {
        statement(cursor.upTo());
      }
    }
  }

  /** The expression after EXECUTE, and those of USING; the variables of INTO are none. */
  private void dynamic(String... stops) {
    TextRange range = cursor.upTo(stops);
    add(Form.DYNAMIC, cursor.slice(range), range);
    while (cursor.isAnyWord("into", "using")) {
      boolean using = cursor.isWord("using");
      cursor.next();
      TextRange values = cursor.upTo(stops);
      if (using) {
        list(values);
      }
    }
  }

  /** RAISE level 'format', values USING option = value. */
  private void raise() {
    List<TextRange> values = cursor.values(cursor.upTo());
    values.subList(1, values.size()).forEach(this::expression);
  }

  private void statement(TextRange range) {
    add(Form.STATEMENT, cursor.slice(range), range);
  }

  private void expression(TextRange range) {
    add(Form.EXPRESSION, cursor.slice(range), range);
  }

  /** Values between commas and keywords, of which only function calls and sub-selects matter. */
  private void list(TextRange range) {
    cursor.values(range).forEach(this::expression);
  }

  private void add(Form form, String sql, TextRange range) {
    if (range.length() > 0) {
      boolean conditional = conditions > 0 || mayHaveReturned;
      fragments.add(new BodyFragment(form, sql, range, conditional, loops > 0));
    }
  }
}
