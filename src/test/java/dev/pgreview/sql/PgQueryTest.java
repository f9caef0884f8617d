package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PgQueryTest {
  private final PgQueryPool pool = PgQueryPool.shared();

  @Test
  void parsesAStatementAsPostgresDoes() throws Exception {
    ParseTree tree =
        pool.run(parser -> parser.parse("ALTER TABLE orders ADD COLUMN note text NOT NULL"));

    JsonNode alter = tree.statements().getFirst().path("AlterTableStmt");
    assertThat(alter.at("/relation/relname").asString()).isEqualTo("orders");
    assertThat(alter.at("/cmds/0/AlterTableCmd/subtype").asString()).isEqualTo("AT_AddColumn");
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
        tree.statements().getFirst().at("/SelectStmt/targetList/1/ResTarget/location").asInt();
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
    JsonNode functions =
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

  @Test
  void survivesNestingThatIsTooDeep() throws Exception {
    String sum = "SELECT 1" + "+1".repeat(50_000);
    assertThat(failure(sum).message()).contains("nested too deeply");
    assertThat(failure("SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000)).message())
        .isNotBlank();

    assertThat(
            pool.<ParseTree, SqlSyntaxException>run(parser -> parser.parse("SELECT 1"))
                .statements())
        .hasSize(1);
  }

  private SqlSyntaxException failure(String sql) {
    return catchThrowableOfType(
        SqlSyntaxException.class, () -> pool.run(parser -> parser.parse(sql)));
  }
}
