package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TextRange;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SqlComment;
import dev.pgreview.schema.SqlProblem;
import dev.pgreview.schema.SqlStatement;
import dev.pgreview.schema.TableChange;
import org.junit.jupiter.api.Test;

class SqlParserTest {
  private final SqlParser parser = new SqlParser();

  @Test
  void givesStatementsWithTheirPlaceAndComments() {
    String sql =
        """
        -- why
        ALTER TABLE "ä😀" ADD COLUMN a int; -- behind
        /* last */ DROP TABLE b;
        """;

    ParsedSection section = parse(sql);

    assertThat(section.problems()).isEmpty();
    assertThat(section.statements())
        .extracting(SqlStatement::sql)
        .containsExactly("ALTER TABLE \"ä😀\" ADD COLUMN a int", "DROP TABLE b");
    assertThat(section.statements())
        .allSatisfy(s -> assertThat(slice(sql, s.range())).isEqualTo(s.sql()));
    assertThat(section.statements().getFirst().leadingComments())
        .extracting(SqlComment::text)
        .containsExactly("why", "behind");
  }

  @Test
  void placesASubcommandBehindCharactersOfSeveralBytes() {
    String sql = "ALTER TABLE \"ä😀\" ADD COLUMN \"ü\" int DEFAULT 1, DROP COLUMN c";

    var alter = (TableChange.AlterTable) parse(sql).statements().getFirst().change();

    assertThat(alter.commands())
        .extracting(command -> slice(sql, command.range()))
        .containsExactly("ADD COLUMN \"ü\" int DEFAULT 1", "DROP COLUMN c");
  }

  @Test
  void aMistakeCostsOnlyItsStatement() {
    String sql = "DROP TABLE a;\nDROP TABEL b;\nDROP TABLE c;";

    ParsedSection section = parse(sql);

    assertThat(section.statements())
        .extracting(SqlStatement::sql)
        .containsExactly("DROP TABLE a", "DROP TABLE c");
    assertThat(section.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(SqlProblem.Kind.SYNTAX);
              assertThat(problem.message()).isEqualTo("syntax error at or near \"TABEL\"");
              assertThat(slice(sql, problem.range())).isEqualTo("TABEL b");
              assertThat(slice(sql, problem.whole())).isEqualTo("DROP TABEL b");
            });
  }

  @Test
  void namesWhatIsNoStatement() {
    String sql = "COPY t FROM stdin;\n1\tx\n\\.\n\\connect other\nSELECT 1;\nDROP TABLE \"open";

    assertThat(parse(sql).problems())
        .extracting(SqlProblem::kind)
        .containsExactly(
            SqlProblem.Kind.COPY_DATA, SqlProblem.Kind.META_COMMAND, SqlProblem.Kind.UNTERMINATED);
  }

  @Test
  void splitsASectionThatTheToolTakesForOneStatement() {
    SqlSection section =
        new SqlSection(
            "DROP TABLE a; DROP TABLE b",
            0,
            java.util.List.of(),
            TransactionMode.AUTOCOMMIT,
            false);

    assertThat(parser.parse(section).statements()).hasSize(2);
  }

  @Test
  void anEmptySectionHasNothing() {
    ParsedSection section = parse(" \n-- only a comment\n;;");

    assertThat(section.statements()).isEmpty();
    assertThat(section.problems()).isEmpty();
  }

  @Test
  void deepNestingIsAProblemAndNoCrash() {
    for (int depth : new int[] {500, 5_000, 200_000}) {
      String sql = "SELECT " + "(".repeat(depth) + "1" + ")".repeat(depth) + "; DROP TABLE a";

      ParsedSection section = parse(sql);

      assertThat(section.statements().size() + section.problems().size()).isEqualTo(2);
      assertThat(section.statements().getLast().change()).isInstanceOf(ObjectChange.Drop.class);
    }
  }

  @Test
  void longChainsOfOperatorsAreNoCrash() {
    String sql = "SELECT a" + " || a".repeat(20_000) + " FROM t; DROP TABLE a";

    ParsedSection section = parse(sql);

    assertThat(section.statements().size() + section.problems().size()).isEqualTo(2);
  }

  @Test
  void aNulCharacterIsAProblem() {
    assertThat(parse("DROP TABLE a\0b; DROP TABLE c").problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .isEqualTo("PostgreSQL accepts no NUL character (U+0000) in SQL"));
  }

  private ParsedSection parse(String sql) {
    return parser.parse(SqlSection.verbatim(sql, 0, TransactionMode.AUTOCOMMIT));
  }

  private static String slice(String sql, TextRange range) {
    return sql.substring(range.start(), range.end());
  }
}
