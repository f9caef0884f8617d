package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgreview.sql.BodyFragment.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlpgsqlReaderTest {
  @Test
  void placesEveryPieceInTheBody() throws Exception {
    String body =
        """
        DECLARE n int := f(1);
        BEGIN
          PERFORM g(); -- UPDATE commented
          SELECT a INTO STRICT n FROM t;
          EXECUTE 'DROP TABLE t' USING h();
        END""";

    assertThat(PlpgsqlReader.read(body))
        .extracting(
            fragment -> body.substring(fragment.range().start(), fragment.range().end()),
            BodyFragment::sql,
            BodyFragment::form)
        .containsExactly(
            tuple("f(1)", "f(1)", Form.EXPRESSION),
            tuple("PERFORM g()", "SELECT  g()", Form.STATEMENT),
            tuple("SELECT a INTO STRICT n FROM t", "SELECT a               FROM t", Form.STATEMENT),
            tuple("'DROP TABLE t'", "'DROP TABLE t'", Form.DYNAMIC),
            tuple("h()", "h()", Form.EXPRESSION));
  }

  @Test
  void whatFollowsAConditionalReturnIsConditional() throws Exception {
    String body = "BEGIN DROP TABLE a; IF x THEN RETURN; END IF; DROP TABLE b; END";

    assertThat(PlpgsqlReader.read(body))
        .filteredOn(fragment -> fragment.form() == Form.STATEMENT)
        .extracting(BodyFragment::sql, BodyFragment::conditional)
        .containsExactly(tuple("DROP TABLE a", false), tuple("DROP TABLE b", true));
  }

  @Test
  void aVariableMayHaveTheNameOfAStatement() throws Exception {
    String body = "BEGIN open := f(); perform.x = g(); exception := 1; raise[1] := h(); END";

    assertThat(PlpgsqlReader.read(body))
        .extracting(BodyFragment::sql)
        .containsExactly("f()", "g()", "1", "h()");
  }

  @Test
  void aColumnMayHaveTheNameOfAKeyword() throws Exception {
    String body = "BEGIN IF NEW.then THEN UPDATE t SET a = NEW.loop; END IF; END";

    assertThat(PlpgsqlReader.read(body))
        .extracting(BodyFragment::sql)
        .containsExactly("NEW.then", "UPDATE t SET a = NEW.loop");
  }

  @Test
  void insertIntoIsNoVariable() throws Exception {
    String body =
        "BEGIN WITH x AS (INSERT INTO t VALUES (1) RETURNING a) SELECT a INTO v.b, c FROM x; END";

    assertThat(PlpgsqlReader.read(body))
        .extracting(BodyFragment::sql)
        .containsExactly(
            "WITH x AS (INSERT INTO t VALUES (1) RETURNING a) SELECT a             FROM x");
  }

  @Test
  void aStatementMayHoldSemicolons() throws Exception {
    String rule = "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)";
    String function = "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END";

    assertThat(PlpgsqlReader.read("BEGIN " + rule + "; " + function + "; COMMIT; END;"))
        .extracting(BodyFragment::sql)
        .containsExactly(rule, function, "COMMIT");
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> PlpgsqlReader.read("BEGIN IF x THEN NULL; END;"))
        .isInstanceOf(PlpgsqlSyntaxException.class)
        .hasMessage("expected IF, found \";\"");
    assertThatThrownBy(() -> PlpgsqlReader.read("BEGIN DROP TABLE a;"))
        .hasMessage("expected END, found the end");
    assertThatThrownBy(() -> PlpgsqlReader.read("BEGIN x := 'open; END"))
        .isInstanceOf(PlpgsqlSyntaxException.class);
    assertThatThrownBy(() -> PlpgsqlReader.read("")).isInstanceOf(PlpgsqlSyntaxException.class);
  }

  /** PostgreSQL's own reader of PL/pgSQL knows no places, but it knows the pieces. */
  @Test
  void findsTheSamePiecesAsPostgres() throws Exception {
    int compared = 0;
    for (String sql : routines()) {
      String body = body(sql);
      List<String> expected = new ArrayList<>();
      try {
        ParseNode functions = PgQueryPool.shared().run(parser -> parser.parsePlpgsql(sql));
        collect(functions, expected);
      } catch (SqlSyntaxException e) {
        // It refuses what depends on tables that it cannot see.
        continue;
      }
      List<String> found = new ArrayList<>();
      for (BodyFragment fragment : PlpgsqlReader.read(body)) {
        if (fragment.form() == Form.STATEMENT) {
          found.add(normal(fragment.sql()));
        }
      }
      assertThat(found).as(sql).containsExactlyInAnyOrderElementsOf(expected);
      compared++;
    }
    assertThat(compared).isGreaterThan(3);
  }

  private static List<String> routines() throws IOException {
    String sql =
        Files.readString(Path.of("src/test/resources/dev/pgreview/sql/translation/routines.sql"));
    return StatementSplitter.split(sql).statements().stream()
        .map(item -> sql.substring(item.range().start(), item.range().end()))
        .filter(statement -> statement.contains("BEGIN") && statement.contains("$"))
        .filter(statement -> !statement.contains("LANGUAGE sql") || statement.contains("$outer$"))
        .toList();
  }

  private static String body(String sql) {
    int open = sql.indexOf('$');
    int tagEnd = sql.indexOf('$', open + 1) + 1;
    return sql.substring(tagEnd, sql.indexOf(sql.substring(open, tagEnd), tagEnd));
  }

  /** Parse mode 0 is that of statements; COMMIT and ROLLBACK are nodes of their own. */
  private static void collect(ParseNode node, List<String> queries) {
    for (int i = 0; node.isObject() && i < node.size(); i++) {
      ParseNode value = node.child(i);
      switch (node.name(i)) {
        case "PLpgSQL_expr" -> {
          if (value.path("parseMode").asInt(0) == 0) {
            queries.add(normal(Nodes.text(value, "query")));
          }
        }
        case "PLpgSQL_stmt_commit" -> queries.add("COMMIT");
        case "PLpgSQL_stmt_rollback" -> queries.add("ROLLBACK");
        default -> collect(value, queries);
      }
    }
    if (node.isArray()) {
      node.forEach(item -> collect(item, queries));
    }
  }

  private static String normal(String sql) {
    return sql.replaceAll("\\s+", " ").strip();
  }
}
