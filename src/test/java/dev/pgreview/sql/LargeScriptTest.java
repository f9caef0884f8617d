package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TextRange;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SqlComment;
import dev.pgreview.schema.SqlStatement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of very many statements. */
class LargeScriptTest {
  private static final int MANY = InsertRuns.MANY;

  @Test
  void insertsThatDifferInConstantsOnlyAreOne() {
    List<String> values = List.of("1", "-1", "1.5", "- 0.5", ".5", "99999999999", "NULL", "'a'");
    String dump = inserts(MANY, i -> "(" + i + ", " + values.get(i % values.size()) + ")");

    List<SqlStatement> statements = statements("CREATE TABLE t ();\n" + dump + "DROP TABLE t;");

    assertThat(kinds(statements)).containsExactly("CreateTable", "Insert", "Drop");
    assertThat(rows(statements.get(1).change())).isEqualTo(MANY);
    assertThat(statements.get(1).range()).isEqualTo(new TextRange(19, 19 + dump.length() - 2));
    assertThat(statements.get(1).sql()).isEqualTo(dump.substring(0, dump.length() - 2));
  }

  @Test
  void rowsOfEachCount() {
    List<SqlStatement> statements = statements(inserts(MANY, i -> "(" + i + "), (0), (1)"));

    assertThat(kinds(statements)).containsExactly("Insert");
    assertThat(rows(statements.getFirst().change())).isEqualTo(3 * MANY);
  }

  @Test
  void fewerStayWhatTheyAre() {
    assertThat(statements(inserts(MANY - 1, i -> "(" + i + ")"))).hasSize(MANY - 1);
  }

  /** Another table, a function, an escape that may be refused, a comment, another command. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO u VALUES (1);",
        "INSERT INTO t (a) VALUES (1);",
        "INSERT INTO t VALUES (f(1));",
        "INSERT INTO t VALUES (E'\\x41');",
        "INSERT INTO t VALUES (1, 2);",
        "INSERT INTO t VALUES (1) RETURNING a;",
        "-- pgreview:ignore x y\nINSERT INTO t VALUES (1);",
        "INSERT INTO t /* no */ VALUES (1);",
        "DELETE FROM t;",
      })
  void whatIsDifferentStandsByItself(String other) {
    String dump = inserts(MANY, i -> "(" + i + ")");

    List<SqlStatement> statements = statements(dump + other + "\n" + dump);

    assertThat(statements).hasSize(3);
    assertThat(statements.get(1).sql())
        .isEqualTo(other.substring(other.lastIndexOf('\n') + 1, other.length() - 1));
  }

  @Test
  void aMistakeInAllOfThemIsToldOnce() {
    ParsedSection section = parse(inserts(MANY, i -> "(" + i + " " + i + ")"));

    assertThat(section.statements()).isEmpty();
    assertThat(section.problems()).hasSize(1);
  }

  @Test
  void statementsBeyondTheMostAreThereAndUnknown() {
    String script =
        "DROP TABLE t;\n".repeat(SqlParser.MOST_ITEMS)
            + "-- above the rest\n"
            + "DROP TABLE t;\n".repeat(1000);

    List<SqlStatement> statements = statements(script);

    assertThat(statements).hasSize(SqlParser.MOST_ITEMS + 1);
    SqlStatement rest = statements.getLast();
    assertThat(rest.sql()).isEqualTo("DROP TABLE t;\n".repeat(1000).strip());
    assertThat(rest.leadingComments())
        .extracting(SqlComment::text)
        .containsExactly("above the rest");
    assertThat(rest.change())
        .isEqualTo(
            new SchemaChange.Unreadable(
                "the script has more than 20,000 statements: from here on they are not analysed"));
  }

  @Test
  void aScriptInAnotherLanguageIsGivenUp() {
    ParsedSection section = parse("This is no SQL;\n".repeat(10_000) + "DROP TABLE t;");

    assertThat(section.problems()).hasSize(SqlParser.MOST_ERRORS + 1);
    assertThat(section.statements()).hasSize(1);
    assertThat(section.statements().getFirst().sql()).endsWith("DROP TABLE t;");
    assertThat(section.statements().getFirst().change())
        .isInstanceOfSatisfying(
            SchemaChange.Unreadable.class,
            rest -> assertThat(rest.why()).startsWith("there are more than 100 syntax errors"));
  }

  @Test
  void ofVeryManyCommentsTheFirstAreKept() {
    List<SqlStatement> statements =
        statements(
            "-- pgreview:ignore drop-table it is empty\n" + "--\n".repeat(1 << 20) + "SELECT 1");

    assertThat(statements.getFirst().leadingComments().getFirst().text())
        .startsWith("pgreview:ignore");
    assertThat(statements.getFirst().leadingComments()).hasSizeLessThan(1 << 20);
  }

  private static String inserts(int count, java.util.function.IntFunction<String> rows) {
    return IntStream.range(0, count)
        .mapToObj(i -> "INSERT INTO t VALUES " + rows.apply(i) + ";\n")
        .collect(Collectors.joining());
  }

  private static int rows(SchemaChange change) {
    return ((DataChange.Insert) change).source().orElseThrow().valuesRows();
  }

  private static List<String> kinds(List<SqlStatement> statements) {
    return statements.stream().map(one -> one.change().statementKind()).toList();
  }

  private static List<SqlStatement> statements(String sql) {
    ParsedSection section = parse(sql);
    assertThat(section.problems()).isEmpty();
    return section.statements();
  }

  private static ParsedSection parse(String sql) {
    return new SqlParser().parse(SqlSection.verbatim(sql, 0, TransactionMode.AUTOCOMMIT));
  }
}
