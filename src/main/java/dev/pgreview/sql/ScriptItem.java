package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.SqlComment;
import java.util.List;

/** A part of a script that is neither white space nor a comment between statements. */
sealed interface ScriptItem {
  /** Where it stands in the script. */
  TextRange range();

  /**
   * A statement.
   *
   * @param range from its first to its last token: without the comments around it, without the
   *     semicolon
   * @param leadingComments those between the statement before and this one, and those at the end of
   *     the line on which this one ends
   * @param innerComments those within the range
   */
  record Statement(
      TextRange range, List<SqlComment> leadingComments, List<SqlComment> innerComments)
      implements ScriptItem {
    public Statement {
      leadingComments = List.copyOf(leadingComments);
      innerComments = List.copyOf(innerComments);
    }
  }

  /**
   * Very many INSERT statements of constants, one after the other, that differ in the constants
   * only.
   *
   * @param range from the first token of the first to the last token of the last
   * @param first the first of them
   * @param times how many they are
   */
  record Inserts(TextRange range, Statement first, int times) implements ScriptItem {}

  /**
   * A command of psql, to the end of its line.
   *
   * @param name with the backslash: {@code \connect}
   */
  record MetaCommand(TextRange range, String name) implements ScriptItem {}

  /** The rows after COPY … FROM stdin, with the line {@code \.} that ends them. */
  record CopyData(TextRange range) implements ScriptItem {}

  /**
   * The rest of a script from the statement in which something is opened and never closed.
   *
   * @param range from the start of that statement to the end of the script
   * @param openedAt UTF-16 offset of the mark that opens it
   * @param what is open: "a string", "a comment"
   */
  record Unterminated(TextRange range, int openedAt, String what) implements ScriptItem {}
}
