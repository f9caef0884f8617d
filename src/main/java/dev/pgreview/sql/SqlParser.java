package dev.pgreview.sql;

import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SqlComment;
import dev.pgreview.schema.SqlProblem;
import dev.pgreview.schema.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text to statements, with PostgreSQL 18's own grammar. Safe for any number of threads at once;
 * work that is handed in by more than one thread runs on as many processors as there are.
 */
public final class SqlParser {
  static final String BUG = "a bug in pgreview keeps the statement from being analysed: ";

  /** Of a section: no one reads a report on more. */
  static final int MOST_ITEMS = 20_000;

  /** Of a section: so many are no mistakes, but another language. */
  static final int MOST_ERRORS = 100;

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

    private int errors;

    /** Where what is not analysed begins; -1 while all is. */
    private int restAt = -1;

    private List<SqlComment> restComments = List.of();

    SectionParser(SqlSection section, PgQuery parser) {
      this.section = section;
      this.parser = parser;
    }

    ParsedSection parse() {
      // A section that the tool takes for one statement is split all the same: when it is several,
      // all of them count, and BEGIN ATOMIC and dollar quotes hold together what is one.
      InsertRuns runs = new InsertRuns(section.sql(), this::acceptWithinLimits);
      StatementSplitter.split(section.sql(), runs::accept);
      runs.end();
      if (restAt >= 0) {
        String why =
            errors > MOST_ERRORS
                ? "there are more than %,d syntax errors before this: from here on nothing is"
                    + " analysed"
                : "the script has more than %,d statements: from here on they are not analysed";
        int most = errors > MOST_ERRORS ? MOST_ERRORS : MOST_ITEMS;
        int end = section.sql().stripTrailing().length();
        unreadable(new TextRange(restAt, end), restComments, String.format(Locale.ROOT, why, most));
      }
      return new ParsedSection(section, statements, problems);
    }

    private void acceptWithinLimits(ScriptItem item) {
      if (restAt < 0) {
        if (errors > MOST_ERRORS || statements.size() + problems.size() >= MOST_ITEMS) {
          restAt = item.range().start();
          restComments =
              item instanceof ScriptItem.Statement statement
                  ? statement.leadingComments()
                  : List.of();
        } else {
          accept(item);
        }
      }
    }

    private void accept(ScriptItem item) {
      switch (item) {
        case ScriptItem.Statement statement ->
            statement(statement.range(), statement.leadingComments());
        case ScriptItem.Inserts inserts -> inserts(inserts);
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

    /** One statement in the place of all, with the rows of all. */
    private void inserts(ScriptItem.Inserts inserts) {
      int before = statements.size();
      statement(inserts.first().range(), List.of());
      if (statements.size() == before + 1) {
        SchemaChange change = statements.removeLast().change();
        TextRange range = inserts.range();
        String sql = section.sql().substring(range.start(), range.end());
        SchemaChange all =
            change instanceof DataChange.Insert insert ? times(insert, inserts.times()) : change;
        statements.add(new SqlStatement(sql, range, List.of(), all));
      }
    }

    private static DataChange.Insert times(DataChange.Insert insert, int times) {
      return new DataChange.Insert(
          insert.target(),
          insert.columns(),
          insert.source().map(query -> query.withValuesRows(query.valuesRows() * times)),
          insert.onConflict(),
          insert.conflictTarget());
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
          errors++;
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
