package dev.pgreview.detect.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementScannerTest {
  private static List<String> statements(String sql) {
    return StatementScanner.statements(sql).stream()
        .map(range -> sql.substring(range.start(), range.end()).strip())
        .toList();
  }

  @Test
  void splitsAtSemicolonsAndLeavesOutComments() {
    assertThat(statements("-- first\nSELECT 1; /* ; /* nested ; */ */ SELECT 2 ;; -- end"))
        .containsExactly("SELECT 1", "SELECT 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ';'",
        "SELECT 'it''s; fine'",
        "SELECT E'\\';'",
        "SELECT \"a;b\"",
        "SELECT $$ a; b $$",
        "SELECT $x$ a; $$ b; $x$",
        "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE 1 WHEN 1 THEN 2 END; END",
        "SELECT 'unclosed; ",
        "SELECT $unclosed$ ; ",
      })
  void isOneStatement(String sql) {
    assertThat(StatementScanner.statements(sql)).hasSize(1);
  }

  @Test
  void aParameterIsNoDollarQuote() {
    assertThat(statements("PREPARE p AS SELECT $1; SELECT a$b$ FROM t; SELECT 3")).hasSize(3);
  }

  @Test
  void skipsTheDataOfCopy() {
    String sql = "COPY t (a) FROM stdin;\nit's; $$ \"data\n\\.\nSELECT 1;";
    assertThat(statements(sql)).containsExactly("COPY t (a) FROM stdin", "SELECT 1");
  }

  @Test
  void givesTheWordsOutsideParentheses() {
    assertThat(
            StatementScanner.words("create unique index concurrently i2 on t (lower(a)); VACUUM"))
        .containsExactly(
            List.of("CREATE", "UNIQUE", "INDEX", "CONCURRENTLY", "ON", "T"), List.of("VACUUM"));
  }

  @Test
  void knowsWhatIsBlank() {
    assertThat(StatementScanner.isBlank(" ; -- a\n/* b */;")).isTrue();
    assertThat(StatementScanner.isBlank("-- a\nSELECT")).isFalse();
  }

  @Property
  void endsOnAnyTextWithRangesInside(@ForAll String sql) {
    int last = 0;
    for (var range : StatementScanner.statements(sql)) {
      assertThat(range.start()).isGreaterThanOrEqualTo(last);
      last = range.end();
    }
    assertThat(last).isLessThanOrEqualTo(sql.length());
  }
}
