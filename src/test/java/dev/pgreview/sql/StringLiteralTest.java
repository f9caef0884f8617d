package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.migration.TextRange;
import org.junit.jupiter.api.Test;

class StringLiteralTest {
  @Test
  void followsADoubledQuote() {
    assertThat(placeOf("b", "SELECT 'a''b'", "a'b")).isEqualTo("b");
    assertThat(placeOf("'b", "SELECT 'a''b'", "a'b")).isEqualTo("''b");
  }

  @Test
  void followsADollarQuote() {
    assertThat(placeOf("it's", "DO $x$ it's $x$", " it's ")).isEqualTo("it's");
  }

  @Test
  void followsBackslashesInAnEscapeStringOnly() {
    assertThat(placeOf("\nb", "SELECT E'a\\nb'", "a\nb")).isEqualTo("\\nb");
    assertThat(placeOf("b", "SELECT 'a\\b'", "a\\b")).isEqualTo("b");
  }

  @Test
  void followsAStringThatGoesOnOnAnotherLine() {
    assertThat(placeOf("ab", "SELECT 'xa'\n  'by'", "xaby")).isEqualTo("a'\n  'b");
    assertThat(placeOf("a", "SELECT 'xa'\n  'by'", "xaby")).isEqualTo("a");
  }

  @Test
  void answersWithTheWholeConstantWhereItCannotFollow() {
    assertThat(placeOf("b", "SELECT E'\\u00fcb'", "üb")).isEqualTo("'\\u00fcb'");
  }

  @Test
  void skipsWhatIsNoString() {
    assertThat(placeOf("b", "SELECT \"a b\", 1 /* 'b' */, 'a b'", "a b")).isEqualTo("b");
  }

  @Test
  void placesAnEmptyRange() {
    TextRange range = StringLiteral.find("SELECT 'ab'", 0, "ab").range(new TextRange(1, 1));

    assertThat(range).isEqualTo(new TextRange(9, 9));
  }

  /** The text that stands for a part of the value. */
  private static String placeOf(String part, String sql, String value) {
    int start = value.indexOf(part);
    TextRange range =
        StringLiteral.find(sql, 0, value).range(new TextRange(start, start + part.length()));
    return sql.substring(range.start(), range.end());
  }
}
