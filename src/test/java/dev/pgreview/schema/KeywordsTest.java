package dev.pgreview.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The generated list of keywords. {@code -Dpgreview.generate=true} writes it anew from the servers.
 */
class KeywordsTest {
  private static final Path RESOURCE =
      Path.of("src/main/resources/dev/pgreview/schema/quoted-keywords.txt");

  @Test
  void theListIsWhatTheServersSay() throws Exception {
    NavigableSet<String> keywords = new TreeSet<>();
    for (int major : TestPostgres.majors().toList()) {
      try (TestDatabase database = TestPostgres.major(major).freshDatabase()) {
        keywords.addAll(
            database.column("SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'").stream()
                .map(String::valueOf)
                .toList());
      }
    }
    if (Boolean.getBoolean("pgreview.generate")) {
      Files.write(RESOURCE, keywords);
    }
    assertThat(Files.readAllLines(RESOURCE)).containsExactlyElementsOf(keywords);
  }

  @Test
  void namesAreQuotedAsTheNewestServerQuotesThem() throws Exception {
    List<String> names =
        List.of(
            "t",
            "T",
            "user",
            "order",
            "a b",
            "a\"b",
            "1a",
            "_x",
            "a1",
            "ä",
            "interval",
            "name",
            "between",
            "value",
            "a$b",
            "json",
            "year",
            "");
    try (TestDatabase database = TestPostgres.major(18).freshDatabase()) {
      for (String name : names) {
        String quoted = database.column("SELECT quote_ident('" + name + "')").getFirst();
        assertThat(Identifiers.quote(name)).isEqualTo(quoted);
      }
    }
  }
}
