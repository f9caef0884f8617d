package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.SqlComment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into statements, as psql and PostgreSQL's grammar would, in one pass and in time
 * linear in its length.
 *
 * <p>It does not parse: one syntax error would cost the tree of the whole script, so each statement
 * is parsed alone.
 */
final class StatementSplitter {
  /** Commands of psql that send the statement before them, like a semicolon. */
  private static final Set<String> SENDING =
      Set.of(
          "\\;",
          "\\g",
          "\\gx",
          "\\gset",
          "\\gexec",
          "\\gdesc",
          "\\crosstabview",
          "\\watch",
          "\\bind");

  private static final Pattern FROM_STDIN =
      Pattern.compile("\\sfrom\\s+p?stdin\\b", Pattern.CASE_INSENSITIVE);

  /**
   * Of those that wait for a statement: the first ones are kept, for there a suppression stands.
   */
  private static final int MOST_COMMENTS = 10_000;

  private final String script;
  private final SqlLexer lexer;
  private final Consumer<ScriptItem> items;

  /** Comments since the last item. */
  private List<SqlComment> pending = new ArrayList<>();

  private final Consumer<SqlComment> loose;

  /** The statement that is being read. */
  private @Nullable Draft open;

  /** The statement whose line is not over: a comment here is still its own. */
  private @Nullable Draft ended;

  private boolean dataFollows;

  /** No line {@code \.} is to be found any more; kept, so that it is not looked for again. */
  private boolean noEndOfData;

  private StatementSplitter(String script, Consumer<ScriptItem> items, Consumer<SqlComment> loose) {
    this.script = script;
    this.items = items;
    this.loose = loose;
    this.lexer = new SqlLexer(script, script.startsWith("\uFEFF") ? 1 : 0);
  }

  /** Cuts the script. Never fails: what is wrong becomes an item. */
  static SplitScript split(String script) {
    List<ScriptItem> items = new ArrayList<>();
    List<SqlComment> loose = new ArrayList<>();
    new StatementSplitter(script, items::add, loose::add).run();
    return new SplitScript(items, loose);
  }

  /** Cuts the script and hands over one item after the other: there may be millions. */
  static void split(String script, Consumer<ScriptItem> items) {
    new StatementSplitter(script, items, _ -> {}).run();
  }

  private void run() {
    while (true) {
      if (dataFollows && open == null && takeData()) {
        continue;
      }
      int from = lexer.end();
      SqlLexer.Kind kind = lexer.next();
      if (ended != null && lineBreak(from, lexer.start()) >= 0) {
        closeEnded();
      }
      switch (kind) {
        case END -> {
          finishStatement();
          closeEnded();
          pending.forEach(loose);
          return;
        }
        case COMMENT -> acceptComment();
        case UNTERMINATED -> acceptUnterminated();
        case SYMBOL -> acceptSymbol();
        case WORD, QUOTED, NUMBER -> acceptToken();
      }
    }
  }

  private void acceptComment() {
    List<SqlComment> place = pending;
    if (open != null) {
      place = open.inner;
    } else if (ended != null) {
      place = ended.trailing;
    }
    if (place.size() < MOST_COMMENTS) {
      place.add(comment());
    }
  }

  private void acceptUnterminated() {
    int start = lexer.start();
    if (open != null) {
      start = open.start;
      open.leading.forEach(loose);
      open = null;
    }
    add(
        new ScriptItem.Unterminated(
            new TextRange(start, script.length()), lexer.start(), openedBy()));
  }

  private void acceptSymbol() {
    if (lexer.isSymbol('\\') && acceptMetaCommand()) {
      return;
    }
    if (lexer.isSymbol(';') && (open == null || !open.shape.holdsSemicolon())) {
      finishStatement();
    } else {
      acceptToken();
    }
  }

  private void acceptToken() {
    if (open == null) {
      open = begin();
    }
    open.shape.accept(lexer);
    open.end = lexer.end();
  }

  private Draft begin() {
    if (ended != null) {
      // Not the end of the line: the comments between two statements on one line lead the second.
      pending.addAll(ended.trailing);
      ended.trailing.clear();
      closeEnded();
    }
    dataFollows = false;
    Draft statement = new Draft(lexer.start(), pending);
    pending = new ArrayList<>();
    return statement;
  }

  /**
   * A backslash within a statement is only taken for psql's if it sends the statement; PostgreSQL
   * refuses the rest.
   */
  private boolean acceptMetaCommand() {
    int start = lexer.start();
    int nameEnd = start + 1;
    while (nameEnd < script.length() && Character.isLetter(script.charAt(nameEnd))) {
      nameEnd++;
    }
    if (nameEnd == start + 1 && nameEnd < script.length() && script.charAt(nameEnd) > ' ') {
      nameEnd++;
    }
    String name = script.substring(start, nameEnd);
    if (open != null && !SENDING.contains(name)) {
      return false;
    }
    finishStatement();
    int end = name.equals("\\;") ? nameEnd : endOfLine(nameEnd);
    add(new ScriptItem.MetaCommand(new TextRange(start, trimmedEnd(nameEnd, end)), name));
    dataFollows = name.equals("\\copy") && FROM_STDIN.matcher(script).region(nameEnd, end).find();
    lexer.moveTo(end);
    return true;
  }

  private void finishStatement() {
    if (open == null) {
      return;
    }
    dataFollows = open.shape.isFollowedByData();
    ended = open;
    open = null;
  }

  private void closeEnded() {
    if (ended == null) {
      return;
    }
    Draft finished = ended;
    ended = null;
    add(finished.toItem());
  }

  /** Comments that wait for a statement do not belong to an item that is none. */
  private void add(ScriptItem item) {
    closeEnded();
    if (!(item instanceof ScriptItem.Statement)) {
      pending.forEach(loose);
      pending = new ArrayList<>();
    }
    items.accept(item);
  }

  /**
   * Takes the rows of a COPY, which begin on the next line. Without the line that ends them there
   * are none.
   */
  private boolean takeData() {
    int breakAt = lineBreak(lexer.end(), script.length());
    if (breakAt < 0 || noEndOfData) {
      return false;
    }
    int start = breakAt + 1;
    int end = endOfData(start);
    noEndOfData = end < 0;
    if (noEndOfData) {
      return false;
    }
    dataFollows = false;
    closeEnded();
    add(new ScriptItem.CopyData(new TextRange(start, end)));
    lexer.moveTo(end);
    return true;
  }

  /** Offset after the line {@code \.}, without its line break; -1 if there is none. */
  private int endOfData(int from) {
    int line = from;
    while (line < script.length()) {
      int end = endOfLine(line);
      if (end == line + 2 && script.startsWith("\\.", line)) {
        return end;
      }
      line = script.startsWith("\r\n", end) ? end + 2 : end + 1;
    }
    return -1;
  }

  /**
   * Offset of the last char of the first line break before which there is only white space, or -1.
   */
  private int lineBreak(int from, int to) {
    for (int i = from; i < to && SqlLexer.isWhitespace(script.charAt(i)); i++) {
      char c = script.charAt(i);
      if (c == '\n' || (c == '\r' && !script.startsWith("\n", i + 1))) {
        return i;
      }
    }
    return -1;
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < script.length() && script.charAt(at) != '\n' && script.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private int trimmedEnd(int from, int to) {
    int end = to;
    while (end > from && SqlLexer.isWhitespace(script.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private SqlComment comment() {
    int start = lexer.start();
    int end = lexer.end();
    boolean block = script.charAt(start) == '/';
    String text = script.substring(start + 2, block ? end - 2 : end).strip();
    return new SqlComment(text, new TextRange(start, end));
  }

  private String openedBy() {
    return switch (script.charAt(lexer.start())) {
      case '\'' -> "a string";
      case '"' -> "a quoted identifier";
      case '$' -> "a dollar-quoted string";
      default -> "a comment";
    };
  }

  /** A statement whose end, or whose last comment, is not reached yet. */
  private static final class Draft {
    final int start;
    final List<SqlComment> leading;
    final List<SqlComment> inner = new ArrayList<>();
    final List<SqlComment> trailing = new ArrayList<>();
    final StatementShape shape = new StatementShape();
    int end;

    Draft(int start, List<SqlComment> leading) {
      this.start = start;
      this.leading = leading;
    }

    /** Comments between the last token and the semicolon are around the statement, not in it. */
    ScriptItem toItem() {
      List<SqlComment> around = new ArrayList<>(leading);
      List<SqlComment> within = new ArrayList<>();
      for (SqlComment comment : inner) {
        (comment.range().start() < end ? within : around).add(comment);
      }
      around.addAll(trailing);
      return new ScriptItem.Statement(new TextRange(start, end), around, within);
    }
  }
}
