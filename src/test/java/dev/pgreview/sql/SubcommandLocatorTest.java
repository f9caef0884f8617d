package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.migration.TextRange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubcommandLocatorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t",
        "ALTER TABLE IF EXISTS ONLY public.\"T,1\" *",
        "alter /* , */ table only (a.b)",
        "ALTER TABLE U&\"d!0061t\" UESCAPE '!' . u",
        "ALTER MATERIALIZED VIEW IF EXISTS m",
        "ALTER FOREIGN TABLE f",
        "ALTER TYPE composite",
        "ALTER INDEX i -- ,\n"
      })
  void findsSubcommandsAfterAnyHead(String head) {
    String alter =
        head
            + " ADD COLUMN a numeric(10,2) DEFAULT f(1, 2) /* , */,\n  DROP COLUMN \"b,\" CASCADE -- x\n , ALTER c SET DEFAULT ARRAY[1,2]";

    assertThat(texts(alter, SubcommandLocator.subcommands(alter)))
        .containsExactly(
            "ADD COLUMN a numeric(10,2) DEFAULT f(1, 2)",
            "DROP COLUMN \"b,\" CASCADE",
            "ALTER c SET DEFAULT ARRAY[1,2]");
  }

  @Test
  void findsTheElementThatBeginsAtALocationOfTheTree() {
    String create =
        "CREATE TABLE t (id int PRIMARY KEY, price numeric(10, 2) CHECK (price > 0), note text) WITH (fillfactor = 70)";

    TextRange price = SubcommandLocator.element(create, create.indexOf("price"));
    assertThat(create.substring(price.start(), price.end()))
        .isEqualTo("price numeric(10, 2) CHECK (price > 0)");
    assertThat(texts(create, SubcommandLocator.elements(create, create.indexOf("id int"))))
        .containsExactly(
            "id int PRIMARY KEY", "price numeric(10, 2) CHECK (price > 0)", "note text");
  }

  private static List<String> texts(String sql, List<TextRange> ranges) {
    return ranges.stream().map(range -> sql.substring(range.start(), range.end())).toList();
  }
}
