package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.sql.ScriptItem.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Makes one item of very many INSERT statements that differ in their constants only: the dump of a
 * table is a hundred thousand of them, and they do to a schema what one with as many rows does.
 */
final class InsertRuns {
  /** So many are no longer read one by one by anybody. */
  static final int MANY = 1000;

  /** A longer statement has many rows or long strings, and is condensed by itself. */
  private static final int LONGEST = 4096;

  /**
   * A number with its sign and fraction, as {@link TokenShape} leaves it, that is all of a value.
   */
  private static final Pattern NUMBER =
      Pattern.compile("(?<=[,(]) ?[-+]? ?[19]?(?:\\.[19]?)? ?(?=[,)])");

  private final String script;
  private final Consumer<ScriptItem> next;

  /** The first ones of the present run; no more than {@link #MANY}. */
  private final List<Statement> run = new ArrayList<>();

  /** What all of the run have in common. */
  private String common = "";

  private int times;
  private int end;

  /**
   * @param next what the items are handed to
   */
  InsertRuns(String script, Consumer<ScriptItem> next) {
    this.script = script;
    this.next = next;
  }

  /** Takes the next item of the script. */
  void accept(ScriptItem item) {
    String shape = item instanceof Statement statement ? shape(statement) : "";
    if (!shape.equals(common)) {
      end();
      common = shape;
    }
    if (item instanceof Statement statement && !shape.isEmpty()) {
      times++;
      end = statement.range().end();
      if (run.size() < MANY) {
        run.add(statement);
      }
    } else {
      next.accept(item);
    }
  }

  /** Says that the script is at its end. */
  void end() {
    if (times >= MANY) {
      Statement first = run.getFirst();
      next.accept(new ScriptItem.Inserts(new TextRange(first.range().start(), end), first, times));
    } else {
      run.forEach(next);
    }
    run.clear();
    times = 0;
    common = "";
  }

  /** Empty for what cannot be part of a run. */
  private String shape(Statement statement) {
    TextRange range = statement.range();
    boolean candidate =
        script.regionMatches(true, range.start(), "insert", 0, 6)
            && range.length() <= LONGEST
            && statement.leadingComments().isEmpty()
            && statement.innerComments().isEmpty();
    return candidate
        ? NUMBER
            .matcher(TokenShape.of(script.substring(range.start(), range.end())))
            .replaceAll("?")
        : "";
  }
}
