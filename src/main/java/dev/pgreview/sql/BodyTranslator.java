package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.RoutineChange.BodyStatement;
import dev.pgreview.schema.RoutineChange.RoutineBody;
import dev.pgreview.schema.SchemaChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bodies of routines: SQL and PL/pgSQL. */
final class BodyTranslator {
  private final StatementText text;
  private final PgQuery parser;
  private final List<BodyStatement> found = new ArrayList<>();
  private boolean dynamicSql;
  private @Nullable String reason;

  BodyTranslator(StatementText text, PgQuery parser) {
    this.text = text;
    this.parser = parser;
  }

  /**
   * A body in a string.
   *
   * @param as the AS option: its place tells where the string begins
   */
  RoutineBody body(String language, ParseNode as) {
    if (as.isMissingNode()) {
      // PostgreSQL's grammar accepts it, and PostgreSQL refuses it later.
      return result();
    }
    ParseNode argument = as.path("arg");
    ParseNode items = argument.path("List").path("items");
    String value = Nodes.value(items.isEmpty() ? argument : items.path(0));
    StringLiteral literal = StringLiteral.find(text.sql(), text.offset(as), value);
    return switch (language) {
      case "sql" -> sqlBody(literal);
      case "plpgsql" -> plpgsqlBody(literal);
      default -> new RoutineBody(List.of(), false, true, "its language is " + language);
    };
  }

  private RoutineBody sqlBody(StringLiteral literal) {
    for (ScriptItem.Statement item : StatementSplitter.split(literal.value()).statements()) {
      TextRange range = item.range();
      String sql = literal.value().substring(range.start(), range.end());
      add(sql, new Place(literal.range(range), false, false));
    }
    return result();
  }

  /** BEGIN ATOMIC … END, or RETURN expression: a part of the statement itself. */
  RoutineBody standardBody() {
    TextRange atomic = text.after("atomic", text.whole());
    if (atomic.length() == 0) {
      returned(text.after("return", text.whole()));
      return result();
    }
    int end = text.sql().toLowerCase(Locale.ROOT).lastIndexOf("end");
    TextRange inside = new TextRange(atomic.start(), Math.max(atomic.start(), end));
    for (ScriptItem.Statement item : StatementSplitter.split(text.slice(inside)).statements()) {
      TextRange range = item.range().shift(inside.start());
      TextRange expression = text.after("return", range);
      if (expression.length() > 0 && text.slice(range).regionMatches(true, 0, "return", 0, 6)) {
        returned(expression);
      } else {
        add(text.slice(range), new Place(range, false, false));
      }
    }
    return result();
  }

  private void returned(TextRange expression) {
    addExpression(text.slice(expression), new Place(expression, false, false));
  }

  private RoutineBody plpgsqlBody(StringLiteral literal) {
    List<BodyFragment> fragments;
    try {
      fragments = PlpgsqlReader.read(literal.value());
    } catch (PlpgsqlSyntaxException e) {
      String problem = "its body does not parse: " + problem(e);
      return new RoutineBody(List.of(), false, true, problem);
    }
    for (BodyFragment fragment : fragments) {
      TextRange range = literal.range(fragment.range());
      Place place = new Place(range, fragment.conditional(), fragment.looped());
      switch (fragment.form()) {
        case STATEMENT -> add(fragment.sql(), place);
        case EXPRESSION -> addExpression(fragment.sql(), place);
        case DYNAMIC -> addDynamic(fragment, literal);
      }
    }
    return result();
  }

  /** PostgreSQL's own words, if it finds something to say. */
  private String problem(PlpgsqlSyntaxException own) {
    try {
      parser.parsePlpgsql(text.slice(text.whole()));
    } catch (SqlSyntaxException e) {
      return e.message();
    }
    String message = own.getMessage();
    return message == null ? "" : message;
  }

  private RoutineBody result() {
    return new RoutineBody(found, dynamicSql, false, reason);
  }

  /** Where a statement stands in the outer one, and whether it runs. */
  private record Place(TextRange range, boolean conditional, boolean looped) {}

  /** A statement that PostgreSQL refuses is one of which nothing is known. */
  private void add(String sql, Place place) {
    try {
      add(sql, change(sql), place);
    } catch (SqlSyntaxException e) {
      unknown("a statement in its body does not parse: " + e.message());
    }
  }

  private void add(String sql, SchemaChange change, Place place) {
    found.add(new BodyStatement(sql, place.range(), change, place.conditional(), place.looped()));
  }

  private SchemaChange change(String sql) throws SqlSyntaxException {
    return new StatementTranslator(parser).translate(sql, parser.parse(sql));
  }

  private void unknown(String why) {
    dynamicSql = true;
    reason = reason == null ? why : reason;
  }

  /** An expression counts when it reads a relation or calls a function. */
  private void addExpression(String expression, Place place) {
    if (expression.indexOf('(') < 0 && !expression.toLowerCase(Locale.ROOT).contains("from")) {
      return;
    }
    String sql = "SELECT " + expression;
    try {
      SchemaChange change = change(sql);
      boolean counts =
          !(change instanceof DataChange.Select(var query))
              || !query.relations().isEmpty()
              || !query.functions().isEmpty();
      if (counts) {
        add(sql, change, place);
      }
    } catch (SqlSyntaxException e) {
      unknown("an expression in its body does not parse: " + e.message());
    }
  }

  private void addDynamic(BodyFragment fragment, StringLiteral body) {
    DynamicSql.Constant constant = new DynamicSql(parser).constant(fragment.sql()).orElse(null);
    if (constant == null) {
      dynamicSql = true;
      return;
    }
    String sql = constant.value();
    for (ScriptItem.Statement item : StatementSplitter.split(sql).statements()) {
      TextRange range = item.range();
      TextRange inBody =
          DynamicSql.range(constant, range, fragment.sql()).shift(fragment.range().start());
      add(
          sql.substring(range.start(), range.end()),
          new Place(body.range(inBody), fragment.conditional(), fragment.looped()));
    }
  }
}
