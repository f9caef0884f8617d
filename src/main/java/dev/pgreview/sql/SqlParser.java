package dev.pgreview.sql;

import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SqlComment;
import dev.pgreview.schema.SqlProblem;
import dev.pgreview.schema.SqlStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * Text to statements, with PostgreSQL 18's own grammar. Safe for any number of threads at once;
 * work that is handed in by more than one thread runs on as many processors as there are.
 */
public final class SqlParser {
  static final String BUG = "a bug in pgreview keeps the statement from being analysed: ";

  private final PgQueryPool pool;

  public SqlParser() {
    this(PgQueryPool.shared());
  }

  SqlParser(PgQueryPool pool) {
    this.pool = pool;
  }

  /** Parses a section. Never fails: what is no statement is among the problems. */
  public ParsedSection parse(SqlSection section) {
    return pool.run(parser -> new SectionParser(section, parser).parse());
  }

  private static final class SectionParser {
    private final SqlSection section;
    private final PgQuery parser;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<SqlProblem> problems = new ArrayList<>();

    SectionParser(SqlSection section, PgQuery parser) {
      this.section = section;
      this.parser = parser;
    }

    ParsedSection parse() {
      // A section that the tool takes for one statement is split all the same: when it is several,
      // all of them count, and BEGIN ATOMIC and dollar quotes hold together what is one.
      StatementSplitter.split(section.sql()).items().forEach(this::accept);
      return new ParsedSection(section, statements, problems);
    }

    private void accept(ScriptItem item) {
      switch (item) {
        case ScriptItem.Statement statement ->
            statement(statement.range(), statement.leadingComments());
        case ScriptItem.MetaCommand command ->
            problem(
                SqlProblem.Kind.META_COMMAND,
                command.name() + " is a command of psql; PostgreSQL does not know it",
                command.range());
        case ScriptItem.CopyData data ->
            problem(SqlProblem.Kind.COPY_DATA, "rows for COPY", data.range());
        case ScriptItem.Unterminated open ->
            problem(
                SqlProblem.Kind.UNTERMINATED,
                open.what() + " is opened here and never closed",
                new TextRange(open.openedAt(), open.range().end()),
                open.range());
      }
    }

    private void statement(TextRange range, List<SqlComment> comments) {
      String sql = section.sql().substring(range.start(), range.end());
      try {
        ParseTree tree = parser.parse(sql);
        if (tree.statements().size() > 1) {
          several(tree.places(sql), range, comments);
        } else {
          SchemaChange change = new StatementTranslator(parser).translate(sql, tree);
          statements.add(new SqlStatement(sql, range, comments, change));
        }
      } catch (SqlSyntaxException e) {
        if (e.isRefusal()) {
          int at = Math.clamp(e.position(), 0, sql.length());
          TextRange rest = new TextRange(range.start() + at, range.end());
          problem(SqlProblem.Kind.SYNTAX, e.message(), rest, range);
        } else {
          unreadable(range, comments, e.message());
        }
      } catch (StackOverflowError e) {
        unreadable(range, comments, "the statement is nested too deeply to be analysed");
      } catch (RuntimeException bug) {
        // The other statements get their report all the same.
        unreadable(range, comments, BUG + bug);
      }
    }

    /** What the grammar sees as several statements is several: each is parsed alone. */
    private void several(List<TextRange> places, TextRange range, List<SqlComment> comments) {
      List<SqlComment> leading = comments;
      for (TextRange place : places) {
        if (place.length() == range.length()) {
          unreadable(range, leading, "it cannot be told where a statement ends");
          return;
        }
        statement(place.shift(range.start()), leading);
        leading = List.of();
      }
    }

    /** It is there, and nothing is known of it. */
    private void unreadable(TextRange range, List<SqlComment> comments, String why) {
      String sql = section.sql().substring(range.start(), range.end());
      statements.add(new SqlStatement(sql, range, comments, new SchemaChange.Unreadable(why)));
    }

    private void problem(SqlProblem.Kind kind, String message, TextRange range) {
      problem(kind, message, range, range);
    }

    private void problem(SqlProblem.Kind kind, String message, TextRange range, TextRange whole) {
      problems.add(new SqlProblem(kind, message, range, whole));
    }
  }
}
