package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.SchemaChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementCondenserTest {
  private static final Path GOLDENS = Path.of("src/test/resources/dev/pgreview/sql/translation");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (NULL, 'c') | INSERT INTO t VALUES (1, 'a')",
        "INSERT INTO t VALUES (1), (f(2)), (f(3)), (4) RETURNING a"
            + " | INSERT INTO t VALUES (1), (f(2)) RETURNING a",
        "INSERT INTO t VALUES (1), (DEFAULT), (2), (DEFAULT)"
            + " | INSERT INTO t VALUES (1), (DEFAULT)",
        "INSERT INTO t VALUES (-1), (- 1), (-2) | INSERT INTO t VALUES (-1), (- 1)",
        "DELETE FROM t WHERE a IN (1, 2, 3) AND b = 1 | DELETE FROM t WHERE a IN (1) AND b = 1",
        "DELETE FROM t WHERE a IN (SELECT 1, 1, 1) | DELETE FROM t WHERE a IN (SELECT 1, 1, 1)",
        "SELECT ARRAY[1, 2, 3], f(1, 2, 3) | SELECT ARRAY[1], f(1, 2, 3)",
        "DELETE FROM t WHERE a = 1 OR a = 2 OR a = 3 OR b = 4 OR a = 5"
            + " | DELETE FROM t WHERE a = 1 OR a = 2 OR b = 4 OR a = 5",
        "SELECT 1, 'a' UNION ALL SELECT 2, 'b' UNION ALL SELECT 3, 'c'"
            + " | SELECT 1, 'a' UNION ALL SELECT 2, 'b'",
        "UPDATE t SET a = CASE b WHEN 1 THEN 2 WHEN 3 THEN 4 WHEN 5 THEN 6 ELSE 7 END"
            + " | UPDATE t SET a = CASE b WHEN 1 THEN 2 WHEN 5 THEN 6 ELSE 7 END",
        "INSERT INTO t SELECT a FROM (VALUES (1), (2)) v (a), (VALUES (f()), (g())) w"
            + " | INSERT INTO t SELECT a FROM (VALUES (1)) v (a), (VALUES (f()), (g())) w",
        "INSERT INTO t VALUES (ARRAY[1]), (ARRAY[1, 2, 3]), (ARRAY[]::int[])"
            + " | INSERT INTO t VALUES (ARRAY[1]), (ARRAY[]::int[])",
        "INSERT INTO t VALUES (E'\\x41'), (E'\\xff') | INSERT INTO t VALUES (E'\\x41'), (E'\\xff')",
        "INSERT INTO t VALUES (99999999999), (1) | INSERT INTO t VALUES (99999999999)",
        "INSERT INTO t VALUES (1.5), (2.5), (3 .5) | INSERT INTO t VALUES (1.5), (3 .5)",
        "MERGE INTO t USING (VALUES (1), (2)) v ON true WHEN NOT MATCHED THEN INSERT VALUES (1), (2)"
            + " | MERGE INTO t USING (VALUES (1)) v ON true WHEN NOT MATCHED THEN INSERT VALUES (1), (2)",
        "CREATE TYPE e AS ENUM ('a', 'b', 'c') | CREATE TYPE e AS ENUM ('a', 'b', 'c')",
        "SELECT * INTO t FROM (VALUES (1), (2.5)) v | SELECT * INTO t FROM (VALUES (1), (2.5)) v",
        "WITH v AS (VALUES (1), (2)) INSERT INTO t SELECT * FROM v"
            + " | WITH v AS (VALUES (1)) INSERT INTO t SELECT * FROM v",
        "INSERT INTO t VALUES (1), ('open), (2) | INSERT INTO t VALUES (1), ('open), (2)"
      })
  void leavesOutWhatOnlyRepeats(String sql, String left) {
    assertThat(tidy(StatementCondenser.condense(sql, 0).text())).isEqualTo(left);
  }

  /** Without the spaces that stand for what is left out. */
  private static String tidy(String sql) {
    return sql.replaceAll(" +", " ").replaceAll(" ([,)\\]])", "$1").strip();
  }

  @Test
  void knowsWhereWhatIsLeftStands() {
    String sql = "INSERT INTO t VALUES (1), (2), (3), (f(4)), (5) RETURNING id";

    CondensedSql condensed = StatementCondenser.condense(sql, 0);

    for (String word : List.of("INSERT", "(1)", "(f(4))", "RETURNING", "id")) {
      int at = condensed.toWhole(condensed.text().indexOf(word));
      assertThat(sql.substring(at)).startsWith(word);
    }
    assertThat(condensed.rowsLeftOut(new dev.pgreview.migration.TextRange(0, sql.length())))
        .isEqualTo(3);
  }

  @Test
  void shortStatementsStayWhole() {
    assertThat(StatementCondenser.condense("INSERT INTO t VALUES (1), (2)").isWhole()).isTrue();
  }

  /** The analysis does not notice. */
  @Test
  void whatIsLeftOfEveryGoldenIsTranslatedAsTheWhole() throws Exception {
    int condensed = 0;
    for (String sql : goldens()) {
      condensed += assertSameAnswer(sql) ? 1 : 0;
    }
    assertThat(condensed).isGreaterThan(1);
  }

  @Test
  void countsTheRowsOfALargeInsert() throws Exception {
    String rows =
        IntStream.range(0, 20_000)
            .mapToObj(i -> i % 1000 == 7 ? "(nextval('s'), 'x')" : "(" + i + ", 'näme " + i + "')")
            .collect(Collectors.joining(",\n"));
    String sql = "INSERT INTO t (id, name) VALUES\n" + rows + "\nON CONFLICT DO NOTHING";

    SchemaChange change = translate(sql, StatementCondenser.condense(sql));

    assertThat(change)
        .isInstanceOfSatisfying(
            DataChange.Insert.class,
            insert -> {
              assertThat(insert.source().orElseThrow().valuesRows()).isEqualTo(20_000);
              assertThat(insert.source().orElseThrow().functions()).hasSize(1);
              assertThat(insert.source().orElseThrow().sql()).startsWith("VALUES").endsWith("')");
              assertThat(insert.onConflict()).isTrue();
            });
    assertThat(change).isEqualTo(translate(sql, CondensedSql.whole(sql)));
  }

  @Test
  void aMistakeAmongTheRowsIsToldWhereItIs() {
    String sql = "INSERT INTO t VALUES " + "(1, 'a'), ".repeat(10_000) + "(2 'b'), (3, 'c')";

    SqlSyntaxException error =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            SqlSyntaxException.class, () -> PgQueryPool.shared().run(p -> p.parse(sql)));

    assertThat(error.message()).isEqualTo("syntax error at or near \"'b'\"");
    assertThat(sql.substring(error.position())).isEqualTo("'b'), (3, 'c')");
  }

  private static List<String> goldens() throws IOException {
    try (var files = Files.list(GOLDENS)) {
      return files
          .sorted()
          .flatMap(
              file -> {
                try {
                  String script = Files.readString(file);
                  return StatementSplitter.split(script).statements().stream()
                      .map(item -> script.substring(item.range().start(), item.range().end()));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              })
          .toList();
    }
  }

  /** Returns whether something was left out. */
  static boolean assertSameAnswer(String sql) {
    CondensedSql condensed = StatementCondenser.condense(sql, 0);
    if (condensed.isWhole()) {
      return false;
    }
    try {
      assertThat(translate(sql, condensed))
          .as(sql)
          .isEqualTo(translate(sql, CondensedSql.whole(sql)));
      return true;
    } catch (SqlSyntaxException e) {
      // The whole is parsed instead. What must not be: the part parses, and the whole does not.
      assertThat(parses(condensed)).as("%s%n%s", sql, condensed.text()).isFalse();
      return false;
    }
  }

  private static boolean parses(CondensedSql sql) {
    try {
      PgQueryPool.shared().<ParseTree, SqlSyntaxException>run(parser -> parser.parse(sql));
      return true;
    } catch (SqlSyntaxException e) {
      return false;
    }
  }

  private static SchemaChange translate(String sql, CondensedSql condensed)
      throws SqlSyntaxException {
    return PgQueryPool.shared()
        .run(parser -> new StatementTranslator(parser).translate(sql, parser.parse(condensed)));
  }
}
