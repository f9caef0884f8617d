package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgQueryTest {
  private final PgQueryPool pool = PgQueryPool.shared();

  @Test
  void parsesAStatementAsPostgresDoes() throws Exception {
    ParseTree tree =
        pool.run(parser -> parser.parse("ALTER TABLE orders ADD COLUMN note text NOT NULL"));

    ParseNode alter = tree.statements().getFirst().path("AlterTableStmt");
    assertThat(Nodes.text(alter.path("relation"), "relname")).isEqualTo("orders");
    assertThat(Nodes.text(alter.path("cmds").path(0).path("AlterTableCmd"), "subtype"))
        .isEqualTo("AT_AddColumn");
  }

  @Test
  void givesPostgresMessageAndTheOffsetOfASyntaxError() {
    SqlSyntaxException error = failure("SELECT 'ä😀', FROM t");

    assertThat(error.message()).isEqualTo("syntax error at or near \"FROM\"");
    assertThat("SELECT 'ä😀', FROM t".substring(error.position())).isEqualTo("FROM t");
  }

  @Test
  void stillParsesAfterASyntaxError() throws Exception {
    failure("SELEC 1");

    assertThat(
            pool.<ParseTree, SqlSyntaxException>run(parser -> parser.parse("SELECT 1"))
                .statements())
        .hasSize(1);
  }

  @Test
  void translatesLocationsToUtf16() throws Exception {
    String sql = "SELECT 'ä😀', missing FROM t";
    ParseTree tree = pool.run(parser -> parser.parse(sql));

    int location =
        tree.statements()
            .getFirst()
            .path("SelectStmt")
            .path("targetList")
            .path(1)
            .path("ResTarget")
            .path("location")
            .asInt();
    assertThat(sql.substring(tree.offset(location))).startsWith("missing");
  }

  @Test
  void scansTokensWithCommentsAndKeywordClasses() throws Exception {
    String sql = "/* ü */ ALTER TABLE \"Ä\" -- end";
    List<Token> tokens = pool.run(parser -> parser.scan(sql));

    assertThat(tokens)
        .extracting(Token::kind)
        .containsExactly("C_COMMENT", "ALTER", "TABLE", "IDENT", "SQL_COMMENT");
    assertThat(tokens)
        .extracting(t -> sql.substring(t.start(), t.end()))
        .containsExactly("/* ü */", "ALTER", "TABLE", "\"Ä\"", "-- end");
    assertThat(tokens.get(1).keyword()).isEqualTo(Token.Keyword.UNRESERVED);
    assertThat(tokens.get(2).keyword()).isEqualTo(Token.Keyword.RESERVED);
  }

  @Test
  void parsesPlpgsqlBodies() throws Exception {
    ParseNode functions =
        pool.run(parser -> parser.parsePlpgsql("DO $$ BEGIN EXECUTE 'DROP TABLE t'; END $$"));

    assertThat(functions.toString()).contains("PLpgSQL_stmt_dynexecute").contains("DROP TABLE t");
  }

  @Test
  void rejectsTextThatIsNoSql() {
    assertThat(failure("").message()).isEqualTo("there is no statement");
    assertThat(failure("-- nothing").message()).isEqualTo("there is no statement");
    assertThat(failure("SELECT '\0'").message()).contains("NUL");
    assertThat(failure("SELECT '\0'").position()).isEqualTo(8);
    String halfPair = "SELECT '" + Character.highSurrogate(0x1F600) + "'";
    assertThat(failure(halfPair).message()).contains("surrogate");
    assertThat(failure(halfPair).position()).isEqualTo(8);
  }

  /** Beyond the grammar's own limit, Java's stack, the tree's limit. */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "SELECT 1,+1",
        "SELECT ,(",
        "SELECT ,NOT ",
        "SELECT * FROM t, JOIN u USING (a)",
        "SELECT 1,::int"
      })
  void survivesNestingThatIsTooDeep(String start, String repeated) throws Exception {
    String deep = start + repeated.repeat(100_000);

    assertThat(failure(deep).message()).containsAnyOf("nested too deeply", "memory exhausted");
    assertThat(statements("SELECT 1")).isEqualTo(1);
  }

  @Test
  void parsesNestingThatPostgresWouldRun() throws Exception {
    assertThat(statements("SELECT 1" + "+1".repeat(10_000))).isEqualTo(1);
    assertThat(statements("SELECT " + "(".repeat(3_000) + "1" + ")".repeat(3_000))).isEqualTo(1);
  }

  @Test
  void holdsNoMoreMemoryAfterManyAndLargeStatements() throws Exception {
    long held =
        new PgQueryPool(1)
            .<Long, SqlSyntaxException>run(
                parser -> {
                  parser.parse("SELECT 1");
                  long before = parser.memoryBytes();
                  parser.parse("INSERT INTO t VALUES (1)" + ", (1)".repeat(200_000));
                  for (int i = 0; i < 5_000; i++) {
                    parser.parse(
                        "ALTER TABLE t" + i + " ADD COLUMN c" + i + " text DEFAULT '" + i + "'");
                  }
                  return parser.memoryBytes() - before;
                });

    assertThat(held).isLessThan(1 << 20);
  }

  /** The tree alone would take a gigabyte. */
  @Test
  void refusesWhatWouldTakeTooMuchMemory() throws Exception {
    String names = "SELECT " + "a,".repeat(3_000_000) + "a";

    SqlSyntaxException error = failure(names);

    assertThat(error.isRefusal()).isFalse();
    assertThat(error.message()).isEqualTo("the statement is too large to be analysed");
    assertThat(statements("SELECT 1")).isEqualTo(1);
    assertThat(pool.<Long, SqlSyntaxException>run(PgQuery::memoryBytes)).isLessThan(32L << 20);
  }

  @Test
  void aQuestionThatTakesTooLongCanBeStopped() throws Exception {
    String names = "SELECT " + "a,".repeat(400_000) + "a";
    PgQueryPool single = new PgQueryPool(1);
    PgQuery parser = single.run(own -> own);
    Thread stopper =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (parser.question() == 0) {
                    Thread.onSpinWait();
                  }
                  parser.stop();
                });

    SqlSyntaxException error =
        catchThrowableOfType(SqlSyntaxException.class, () -> single.run(own -> own.parse(names)));
    stopper.join();

    assertThat(error.isRefusal()).isFalse();
    assertThat(error.message()).isEqualTo("the statement takes too long to parse");
    assertThat(single.<ParseTree, SqlSyntaxException>run(own -> own.parse("SELECT 1")).statements())
        .hasSize(1);
  }

  @Test
  void parsesInManyThreadsAtOnce() {
    List<Integer> results =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(
                i -> {
                  try {
                    return statements("SELECT " + i + "; SELECT 'x'");
                  } catch (SqlSyntaxException e) {
                    return -1;
                  }
                })
            .toList();

    assertThat(results).hasSize(200).containsOnly(2);
  }

  @Test
  void aTaskMayAskThePoolAgain() throws Exception {
    PgQueryPool single = new PgQueryPool(1);

    int count =
        single.<Integer, SqlSyntaxException>run(
            outer ->
                single.<Integer, SqlSyntaxException>run(
                    inner -> inner.parse("SELECT 1").statements().size()));

    assertThat(count).isEqualTo(1);
  }

  @Test
  void passesOnWhatATaskThrows() {
    assertThatThrownBy(
            () ->
                pool.run(
                    parser -> {
                      throw new IllegalStateException("mine");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
  }

  private int statements(String sql) throws SqlSyntaxException {
    return pool.<Integer, SqlSyntaxException>run(parser -> parser.parse(sql).statements().size());
  }

  private SqlSyntaxException failure(String sql) {
    return catchThrowableOfType(
        SqlSyntaxException.class, () -> pool.run(parser -> parser.parse(sql)));
  }
}
