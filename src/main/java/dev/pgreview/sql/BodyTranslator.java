package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.RoutineChange.BodyStatement;
import dev.pgreview.schema.RoutineChange.RoutineBody;
import dev.pgreview.schema.SchemaChange;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The bodies of routines: SQL, and PL/pgSQL through PostgreSQL's own PL/pgSQL grammar. */
final class BodyTranslator {
  private final StatementText text;
  private final PgQuery parser;

  /** Where the search for the next statement's text goes on. */
  private int cursor;

  private final List<BodyStatement> found = new ArrayList<>();
  private boolean dynamicSql;

  BodyTranslator(StatementText text, PgQuery parser) {
    this.text = text;
    this.parser = parser;
  }

  /**
   * A body in a string.
   *
   * @param as the AS option: its place tells where the string begins
   */
  RoutineBody body(String language, JsonNode as) {
    TextRange range = stringAfter(text.offset(as));
    return switch (language) {
      case "sql" -> sqlBody(range);
      case "plpgsql" -> plpgsqlBody(range);
      default -> new RoutineBody(List.of(), false, true, "its language is " + language);
    };
  }

  /** BEGIN ATOMIC … END, or RETURN expression: statements of the statement itself. */
  RoutineBody standardBody() {
    TextRange atomic = text.after("atomic", text.whole());
    if (atomic.length() == 0) {
      return new RoutineBody(List.of(), false, false, null);
    }
    int end = text.sql().toLowerCase(java.util.Locale.ROOT).lastIndexOf("end");
    return sqlBody(new TextRange(atomic.start(), Math.max(atomic.start(), end)));
  }

  private RoutineBody sqlBody(TextRange range) {
    for (ScriptItem.Statement item : StatementSplitter.split(text.slice(range)).statements()) {
      TextRange place = item.range().shift(range.start());
      add(text.slice(place), place, false, false);
    }
    return result();
  }

  private RoutineBody result() {
    return new RoutineBody(found, dynamicSql, false, null);
  }

  private RoutineBody plpgsqlBody(TextRange range) {
    cursor = range.start();
    JsonNode functions;
    try {
      functions = parser.parsePlpgsql(text.sql());
    } catch (SqlSyntaxException e) {
      return new RoutineBody(List.of(), false, true, "its body does not parse: " + e.message());
    }
    for (JsonNode function : functions.path("plpgsql_funcs")) {
      walk(function.path("PLpgSQL_function").path("action"), false, false);
    }
    return result();
  }

  /** Statements in the order written; src/pl/plpgsql/src/plpgsql.h names the nodes. */
  private void walk(JsonNode node, boolean conditional, boolean looped) {
    if (node.isArray()) {
      for (JsonNode item : node) {
        walk(item, conditional, looped);
      }
      return;
    }
    for (String field : node.propertyNames()) {
      JsonNode value = node.path(field);
      switch (field) {
        case "PLpgSQL_stmt_execsql" -> query(value.path("sqlstmt"), conditional, looped);
        case "PLpgSQL_stmt_perform" -> query(value.path("expr"), conditional, looped);
        case "PLpgSQL_stmt_call" -> query(value.path("expr"), conditional, looped);
        case "PLpgSQL_stmt_return_query" -> {
          query(value.path("query"), conditional, looped);
          dynamicSql |= value.has("dynquery");
        }
        case "PLpgSQL_stmt_dynexecute" -> dynamic(value.path("query"), conditional, looped);
        case "PLpgSQL_stmt_dynfors" -> {
          dynamicSql = true;
          walk(value.path("body"), true, true);
        }
        case "PLpgSQL_stmt_if", "PLpgSQL_stmt_case" -> walkChildren(value, true, looped);
        case "PLpgSQL_stmt_loop",
            "PLpgSQL_stmt_while",
            "PLpgSQL_stmt_fori",
            "PLpgSQL_stmt_foreach_a" ->
            walkChildren(value, true, true);
        case "PLpgSQL_stmt_fors" -> {
          query(value.path("query"), conditional, looped);
          walk(value.path("body"), true, true);
        }
        case "exceptions" -> walk(value, true, looped);
        default -> {
          if (value.isContainer()) {
            walk(value, conditional, looped);
          }
        }
      }
    }
  }

  private void walkChildren(JsonNode node, boolean conditional, boolean looped) {
    for (JsonNode child : node) {
      if (child.isContainer()) {
        walk(child, conditional, looped);
      }
    }
  }

  private void query(JsonNode expression, boolean conditional, boolean looped) {
    String sql = Nodes.text(expression.path("PLpgSQL_expr"), "query");
    if (sql.isBlank()) {
      return;
    }
    add(sql, place(sql), conditional, looped);
  }

  /** EXECUTE of a literal is as good as the statement; of anything else it is not known. */
  private void dynamic(JsonNode expression, boolean conditional, boolean looped) {
    String sql = Nodes.text(expression.path("PLpgSQL_expr"), "query");
    String literal = literal(sql);
    if (literal.isEmpty()) {
      dynamicSql = true;
    } else {
      add(literal, place(sql), conditional, looped);
    }
  }

  private String literal(String expression) {
    try {
      JsonNode target =
          parser
              .parse("SELECT " + expression)
              .statements()
              .getFirst()
              .path("SelectStmt")
              .path("targetList")
              .path(0)
              .path("ResTarget")
              .path("val");
      return target.has("A_Const") ? Nodes.value(target) : "";
    } catch (SqlSyntaxException e) {
      return "";
    }
  }

  /** PostgreSQL keeps the statement's text but not its place. */
  private TextRange place(String sql) {
    int at = text.sql().indexOf(sql, cursor);
    if (at < 0) {
      String afterKeyword = sql.replaceFirst("(?i)^SELECT\\s+", "");
      at = text.sql().indexOf(afterKeyword, cursor);
      if (at < 0) {
        return text.whole();
      }
      cursor = at + afterKeyword.length();
      return new TextRange(at, cursor);
    }
    cursor = at + sql.length();
    return new TextRange(at, cursor);
  }

  private void add(String sql, TextRange place, boolean conditional, boolean looped) {
    SchemaChange change;
    try {
      ParseTree tree = parser.parse(sql);
      change = new StatementTranslator(parser).translate(sql, tree);
    } catch (SqlSyntaxException e) {
      // PL/pgSQL's own forms (variables as targets) need not be statements of SQL.
      dynamicSql = true;
      return;
    }
    found.add(new BodyStatement(sql, place, change, conditional, looped));
  }

  /** The inside of the first string after an offset. */
  private TextRange stringAfter(int offset) {
    SqlLexer lexer = new SqlLexer(text.sql(), offset);
    while (lexer.next() != SqlLexer.Kind.END) {
      if (lexer.kind() == SqlLexer.Kind.QUOTED && text.sql().charAt(lexer.start()) != '"') {
        int mark = 1;
        if (text.sql().charAt(lexer.start()) == '$') {
          mark = text.sql().indexOf('$', lexer.start() + 1) - lexer.start() + 1;
        }
        return new TextRange(lexer.start() + mark, lexer.end() - mark);
      }
    }
    // A routine without a body: PostgreSQL's grammar accepts it, and refuses it later.
    return new TextRange(text.sql().length(), text.sql().length());
  }
}
