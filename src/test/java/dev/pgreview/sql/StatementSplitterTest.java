package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.schema.SqlComment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSplitterTest {

  @Test
  void cutsAtSemicolonsAndLeavesThemOut() {
    assertThat(statements("SELECT 1;\n\n  SELECT 2 ;;SELECT 3"))
        .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'a;b', 'it''s; ok', '\\'",
        "SELECT E'a\\';b\\\\', e''';'",
        "SELECT E'one'\n  -- comment\n 'two\\';three'",
        "SELECT U&'d\\0061;t', B'0;1', N'x;', nameE'\\', e';'",
        "SELECT \"a;b\"\";c\" FROM \"U&;\", U&\"\\0041;\"",
        "SELECT $$a;b$$, $tag$ $$;$$ $ta$;$tag$, $ü1$;$ü1$",
        "SELECT a$b$ AS c$b$, $1",
        "SELECT $1, 1$$;$$, $2$$;$$",
        "SELECT 1 /* a;b /* ; */ ; */ + 2",
        "SELECT 1 -- a;b\n + 2",
        "SELECT 1 +--;\n 2",
        "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b;)",
        "CREATE OR REPLACE RULE r AS ON DELETE TO t DO INSTEAD (SELECT 1; SELECT 2)",
        "CREATE FUNCTION f(a int) RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN a > 1 THEN 2 ELSE 3 END; END",
        "create or replace procedure p() begin atomic insert into t(v) select t.end AS case; end",
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $f$ BEGIN RETURN 1; END; $f$",
        "DO $$ BEGIN PERFORM 1; END $$",
        "CREATE TABLE begin_atomic (a int)"
      })
  void leavesSemicolonsInside(String statement) {
    assertThat(statements(statement + ";\nSELECT 'next'"))
        .containsExactly(statement, "SELECT 'next'");
  }

  @Test
  void aMissingParenthesisCostsOneStatementOnly() {
    assertThat(statements("CREATE TABLE t (a int;\nSELECT 1;"))
        .containsExactly("CREATE TABLE t (a int", "SELECT 1");
  }

  @Test
  void keepsCommentsApart() {
    String script =
        """
        -- header
        /* query: SELECT 1 */ DROP TABLE a /* inner */ CASCADE -- before the end
        ; -- pgreview:ignore drop-table gone
        -- next
        DROP TABLE b; /* leads c */ DROP TABLE c; -- c's
        -- the end
        """;

    SplitScript split = StatementSplitter.split(script);

    assertThat(split.statements())
        .extracting(s -> texts(s.leadingComments()))
        .containsExactly(
            List.of(
                "header", "query: SELECT 1", "before the end", "pgreview:ignore drop-table gone"),
            List.of("next"),
            List.of("leads c", "c's"));
    assertThat(split.statements().getFirst().innerComments())
        .extracting(SqlComment::text)
        .containsExactly("inner");
    assertThat(texts(split.looseComments())).containsExactly("the end");
    SqlComment comment = split.statements().getFirst().leadingComments().getFirst();
    assertThat(script.substring(comment.range().start(), comment.range().end()))
        .isEqualTo("-- header");
  }

  @Test
  void readsWindowsLineEndsAndAByteOrderMark() {
    assertThat(statements("\uFEFF-- a\r\nSELECT 1;\r\n-- b\rSELECT 2;\r\n"))
        .containsExactly("SELECT 1", "SELECT 2");
  }

  @Test
  void recognisesPsqlCommands() {
    String script =
        """
        -- set-up
        \\set ON_ERROR_STOP on
        \\connect app
        SELECT 1 \\gset
        SELECT 2 \\; SELECT 3;
        \\if :x
        SELECT 4;
        \\endif""";

    SplitScript split = StatementSplitter.split(script);

    assertThat(split.items())
        .extracting(item -> item.getClass().getSimpleName() + " " + text(script, item))
        .containsExactly(
            "MetaCommand \\set ON_ERROR_STOP on",
            "MetaCommand \\connect app",
            "Statement SELECT 1",
            "MetaCommand \\gset",
            "Statement SELECT 2",
            "MetaCommand \\;",
            "Statement SELECT 3",
            "MetaCommand \\if :x",
            "Statement SELECT 4",
            "MetaCommand \\endif");
    assertThat(((ScriptItem.MetaCommand) split.items().get(1)).name()).isEqualTo("\\connect");
    assertThat(texts(split.looseComments())).containsExactly("set-up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY public.t (a, b) FROM stdin;",
        "copy t FROM STDIN WITH (FORMAT csv); -- rows",
        "\\copy t FROM stdin"
      })
  void reportsTheRowsOfACopy(String copy) {
    String rows = "1\tit's\r\n2\t$$;\n\\.";
    String script = copy + "\n" + rows + "\nSELECT 1;";

    SplitScript split = StatementSplitter.split(script);

    assertThat(split.items()).hasSize(3);
    assertThat(split.items().get(1)).isInstanceOf(ScriptItem.CopyData.class);
    assertThat(text(script, split.items().get(1))).isEqualTo(rows);
    assertThat(text(script, split.items().get(2))).isEqualTo("SELECT 1");
  }

  @Test
  void copyWithoutRowsIsFollowedByStatements() {
    assertThat(statements("COPY t FROM stdin;\nSELECT 1;\nCOPY t FROM stdin;\nSELECT 2"))
        .containsExactly("COPY t FROM stdin", "SELECT 1", "COPY t FROM stdin", "SELECT 2");
    assertThat(statements("COPY t FROM stdin;\n\\.\nSELECT 2"))
        .containsExactly("COPY t FROM stdin", "SELECT 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'abc; ''",
        "E'abc\\'",
        "\"abc;",
        "$$ abc; $ $",
        "$a$ $$ $A$",
        "/* abc; /* */",
        "E'a'\n'b"
      })
  void tellsWhereSomethingIsOpenedAndNeverClosed(String opened) {
    String script = "SELECT 1;\nSELECT " + opened;

    SplitScript split = StatementSplitter.split(script);

    assertThat(text(script, split.items().getFirst())).isEqualTo("SELECT 1");
    ScriptItem.Unterminated item = (ScriptItem.Unterminated) split.items().getLast();
    assertThat(item.openedAt())
        .isBetween(script.length() - opened.length(), script.length() - opened.length() + 1);
    assertThat(text(script, item)).isEqualTo("SELECT " + opened);
    assertThat(item.what()).startsWith("a ");
  }

  @Test
  void anEmptyScriptHasNoItems() {
    assertThat(StatementSplitter.split("").items()).isEmpty();
    assertThat(StatementSplitter.split(" ;\n;; -- nothing\n").items()).isEmpty();
  }

  private static List<String> statements(String script) {
    return StatementSplitter.split(script).statements().stream().map(s -> text(script, s)).toList();
  }

  private static List<String> texts(List<SqlComment> comments) {
    return comments.stream().map(SqlComment::text).toList();
  }

  private static String text(String script, ScriptItem item) {
    return script.substring(item.range().start(), item.range().end());
  }
}
