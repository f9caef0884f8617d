package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.migration.LineIndex;
import dev.pgreview.migration.SourceSpan;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TextRange;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.RoutineChange;
import dev.pgreview.schema.RoutineChange.RoutineBody;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SchemaChange.Unreadable;
import dev.pgreview.schema.SqlComment;
import dev.pgreview.schema.SqlProblem;
import dev.pgreview.schema.SqlStatement;
import dev.pgreview.schema.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rest of the program relies on: nothing is lost, and everything is where it is said. */
class SqlParserTest {

  @Test
  void aStatementStandsFromItsFirstToItsLastToken() {
    assertThat(places("-- first\n\n  CREATE TABLE t (\n    a int\n  ) ; -- one\nDROP TABLE t;"))
        .containsExactly("3:3-5:4 CreateTable", "6:1-6:13 Drop");
  }

  @Test
  void columnsCountUtf16CodeUnits() {
    // An umlaut is one, an emoji two; in UTF-8 they are two and four.
    assertThat(places("SELECT 'ä', '😀'; DROP TABLE t; SELECT \"ß😀\""))
        .containsExactly("1:1-1:17 Select", "1:19-1:31 Drop", "1:33-1:45 Select");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesEndInAnyWay(String end) {
    String sql = String.join(end, "-- ü", "SELECT 1;", "", "  SELECT", "  2;", "SELECT FROM WHERE");

    assertThat(places(sql))
        .containsExactly(
            "2:1-2:9 Select", "4:3-5:4 Select", "6:13-6:18 syntax error at or near \"WHERE\"");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstStatement() {
    assertThat(places("\uFEFFSELECT 1;\nSELECT 2"))
        .containsExactly("1:2-1:10 Select", "2:1-2:9 Select");
  }

  @Test
  void aSectionKnowsItsPlaceInTheFile() {
    String file = "-- +goose Up\nCREATE TABLE ${schema}.t (a int);\nDROP TABL x;\n";
    String sql = "CREATE TABLE application.t (a int);\nDROP TABL x;\n";
    TextRange inSql = new TextRange(13, 24);
    TextRange inFile = new TextRange(26, 35);
    SqlSection section =
        new SqlSection(
            sql,
            13,
            List.of(new SqlSection.Substitution(inSql, inFile)),
            TransactionMode.WRAPPED,
            true);

    assertThat(places(file, section))
        .containsExactly("2:1-2:33 CreateTable", "3:6-3:12 syntax error at or near \"TABL\"");
  }

  @Test
  void eachSubcommandOfAlterTableHasItsPlace() {
    String sql =
        """
        ALTER TABLE ONLY "Ä".t
          ADD COLUMN "ü,(" text DEFAULT 'a,b', -- ALTER
          ADD CONSTRAINT c CHECK (a IN (1, 2)) /* , */ NOT VALID,
          ALTER COLUMN b TYPE numeric(10, 2) USING round(b, 2)""";

    SchemaChange change = parse(sql).statements().getFirst().change();

    assertThat(change)
        .isInstanceOfSatisfying(
            TableChange.AlterTable.class,
            alter ->
                assertThat(alter.commands())
                    .extracting(command -> sql.substring(start(command), end(command)))
                    .containsExactly(
                        "ADD COLUMN \"ü,(\" text DEFAULT 'a,b'",
                        "ADD CONSTRAINT c CHECK (a IN (1, 2)) /* , */ NOT VALID",
                        "ALTER COLUMN b TYPE numeric(10, 2) USING round(b, 2)"));
  }

  private static int start(TableChange.Command command) {
    return command.range().start();
  }

  private static int end(TableChange.Command command) {
    return command.range().end();
  }

  @Test
  void statementsOfADoBlockHaveTheirPlaces() {
    String sql =
        """
        SELECT 'ü';
        DO $body$
        DECLARE r record;
        BEGIN
          -- DROP TABLE no;
          ALTER TABLE a ADD COLUMN "ä" int;
          FOR r IN SELECT id FROM b LOOP
            EXECUTE 'DROP TABLE c';
          END LOOP;
        END
        $body$;
        """;
    SqlStatement block = parse(sql).statements().get(1);

    assertThat(inside(sql, block, ((RoutineChange.DoBlock) block.change()).body()))
        .containsExactly(
            "6:3-6:35 AlterTable ALTER TABLE a ADD COLUMN \"ä\" int",
            "7:12-7:28 Select SELECT id FROM b",
            "8:14-8:26 Drop DROP TABLE c");
  }

  @Test
  void statementsOfAFunctionHaveTheirPlacesHoweverTheBodyIsQuoted() {
    String sql =
        """
        CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'SELECT ''ü'';
          DELETE FROM t WHERE a = ''x''';
        """;
    SqlStatement function = parse(sql).statements().getFirst();

    assertThat(inside(sql, function, ((RoutineChange.CreateFunction) function.change()).body()))
        .containsExactly(
            "1:51-1:63 Select SELECT 'ü'", "2:3-2:32 Delete DELETE FROM t WHERE a = 'x'");
  }

  @Test
  void rowsOfCopyAreNoStatements() {
    String sql = "COPY t (a, b) FROM stdin;\n1\tDROP TABLE t;\n2\t\\N\n\\.\n\nDROP TABLE u;\n";

    assertThat(places(sql))
        .containsExactly("1:1-1:25 Copy", "2:1-4:3 rows for COPY", "6:1-6:13 Drop");
    assertThat(parse(sql).problems())
        .extracting(SqlProblem::kind)
        .containsExactly(SqlProblem.Kind.COPY_DATA);
  }

  @Test
  void commandsOfPsqlAreTold() {
    assertThat(places("\\set ON_ERROR_STOP on\nSELECT 1 \\gset\n\\i other.sql  \nSELECT 2;"))
        .containsExactly(
            "1:1-1:22 \\set is a command of psql; PostgreSQL does not know it",
            "2:1-2:9 Select",
            "2:10-2:15 \\gset is a command of psql; PostgreSQL does not know it",
            "3:1-3:13 \\i is a command of psql; PostgreSQL does not know it",
            "4:1-4:9 Select");
  }

  @Test
  void commentsMayBeNested() {
    String sql =
        "/* a /* b; */ c; */ SELECT 1 /* /* ; */ */ + 2; -- own\n/* next */ SELECT 3; /* open /* */";

    assertThat(places(sql))
        .containsExactly(
            "1:21-1:47 Select",
            "2:12-2:20 Select",
            "2:22-2:35 a comment is opened here and never closed");
    assertThat(parse(sql).statements())
        .extracting(one -> one.leadingComments().stream().map(SqlComment::text).toList())
        .containsExactly(List.of("a /* b; */ c;", "own"), List.of("next"));
  }

  @Test
  void anErrorCostsItsStatementOnly() {
    assertThat(places("CREATE TABLE a (x int);\nCREATE TABEL b (x int);\nDROP TABLE c;"))
        .containsExactly(
            "1:1-1:23 CreateTable", "2:8-2:23 syntax error at or near \"TABEL\"", "3:1-3:13 Drop");
  }

  @Test
  void whatIsNeverClosedIsToldAtItsBeginning() {
    assertThat(places("SELECT 1;\nSELECT 2, 'open;\nSELECT 3;\n"))
        .containsExactly("1:1-1:9 Select", "2:11-4:1 a string is opened here and never closed");
  }

  /** Half a character and NUL cannot be sent to PostgreSQL. */
  @Test
  void whatIsNoTextIsRefusedWhereItStands() {
    assertThat(places("SELECT 1;\nSELECT 'a\0b';"))
        .containsExactly(
            "1:1-1:9 Select", "2:10-2:13 PostgreSQL accepts no NUL character (U+0000) in SQL");
    assertThat(places("SELECT '\uD83D'"))
        .containsExactly("1:9-1:11 the text is no valid Unicode: half of a surrogate pair");
  }

  /** The splitter takes the parameter "begin" of the type "atomic" for the start of a body. */
  @Test
  void whatTheSplitterTakesForOneAndTheGrammarForSeveralIsSeveral() {
    String sql =
        """
        -- leads
        CREATE FUNCTION f(begin atomic) RETURNS int LANGUAGE sql AS 'SELECT 1'; -- ü
        /* of the drop */ DROP TABLE orders /* ; */ ;
          ALTER TABLE orders ADD COLUMN a int;
        """;

    assertThat(StatementSplitter.split(sql).statements()).hasSize(1);
    assertThat(places(sql))
        .containsExactly("2:1-2:71 CreateFunction", "3:19-3:36 Drop", "4:3-4:38 AlterTable");
  }

  @Test
  void deepNestingIsAnalysedOrToldAsUnreadable() {
    String parentheses = "(".repeat(4_000) + "a > 0" + ")".repeat(4_000);
    assertThat(kinds("CREATE TABLE t (a int CHECK " + parentheses + ");"))
        .containsExactly("CreateTable");
    assertThat(kinds("DELETE FROM t WHERE a = 1" + " OR b = a".repeat(100_000) + ";"))
        .containsExactly("Delete");

    String types = "SELECT a" + "::int::text".repeat(50_000) + ";\nDROP TABLE t;";
    assertThat(kinds(types)).containsExactly("Unreadable", "Drop");
    assertThat(parse(types).problems()).isEmpty();
  }

  @Test
  void whatIsTooLargeIsThereAndUnknown() {
    String names =
        IntStream.range(0, 400_000)
            .mapToObj(i -> "c" + i)
            .collect(java.util.stream.Collectors.joining(","));
    ParsedSection section = parse("SELECT 1;\nSELECT " + names + " FROM t;\nSELECT 2;");

    assertThat(section.problems()).isEmpty();
    assertThat(section.statements())
        .extracting(SqlStatement::change)
        .element(1)
        .isEqualTo(new Unreadable("the statement is too large to be analysed"));
    assertThat(section.statements()).hasSize(3);
  }

  @Test
  void seedDataOfAnySizeIsAnalysed() {
    String rows =
        IntStream.range(0, 150_000)
            .mapToObj(i -> "(" + i + ", 'name " + i + "', now())")
            .collect(java.util.stream.Collectors.joining(",\n"));

    SchemaChange change =
        parse("INSERT INTO t (id, name, at) VALUES\n" + rows + ";")
            .statements()
            .getFirst()
            .change();

    assertThat(change)
        .isInstanceOfSatisfying(
            DataChange.Insert.class,
            insert -> {
              assertThat(insert.columns()).containsExactly("id", "name", "at");
              assertThat(insert.source().orElseThrow().valuesRows()).isEqualTo(150_000);
              assertThat(insert.source().orElseThrow().functions())
                  .extracting(function -> function.name())
                  .containsExactly("now");
            });
  }

  @Test
  void twoThreadsGiveWhatOneGives() {
    List<SqlSection> sections = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      sections.add(section("CREATE TABLE t" + i + " (a int);\nSELEC " + i + ";\nDROP TABLE u" + i));
    }
    SqlParser one = new SqlParser(new PgQueryPool(1));
    SqlParser two = new SqlParser(new PgQueryPool(2));

    List<ParsedSection> expected = sections.stream().map(one::parse).toList();

    assertThat(sections.parallelStream().map(two::parse).toList()).isEqualTo(expected);
  }

  // ---- how the answers are written

  private static SqlSection section(String sql) {
    return SqlSection.verbatim(sql, 0, TransactionMode.AUTOCOMMIT);
  }

  private static ParsedSection parse(String sql) {
    return new SqlParser().parse(section(sql));
  }

  private static List<String> kinds(String sql) {
    return parse(sql).statements().stream().map(one -> one.change().statementKind()).toList();
  }

  private static List<String> places(String sql) {
    return places(sql, section(sql));
  }

  private record Placed(TextRange range, String what) {}

  /** Each statement with its kind and each problem with its message, in the order of the text. */
  private static List<String> places(String file, SqlSection section) {
    ParsedSection parsed = new SqlParser().parse(section);
    List<Placed> all = new ArrayList<>();
    for (SqlStatement statement : parsed.statements()) {
      assertThat(statement.sql())
          .isEqualTo(section.sql().substring(statement.range().start(), statement.range().end()));
      all.add(
          new Placed(section.toFileRange(statement.range()), statement.change().statementKind()));
    }
    for (SqlProblem problem : parsed.problems()) {
      all.add(new Placed(section.toFileRange(problem.range()), problem.message()));
    }
    return all.stream()
        .sorted(java.util.Comparator.comparingInt(one -> one.range().start()))
        .map(one -> span(file, one.range()) + " " + one.what())
        .toList();
  }

  private static List<String> inside(String sql, SqlStatement outer, RoutineBody body) {
    return body.statements().stream()
        .map(
            one ->
                span(sql, one.range().shift(outer.range().start()))
                    + " "
                    + one.change().statementKind()
                    + " "
                    + one.sql())
        .toList();
  }

  private static String span(String text, TextRange range) {
    SourceSpan span = new LineIndex(text).span(range);
    return String.format(
        Locale.ROOT, "%d:%d-%d:%d", span.line(), span.column(), span.endLine(), span.endColumn());
  }
}
