package dev.pgreview.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The generated list of types. {@code -Dpgreview.generate=true} writes it anew from the servers.
 */
class BuiltInTypesTest {
  private static final Path RESOURCE =
      Path.of("src/main/resources/dev/pgreview/schema/builtin-types.txt");

  @Test
  void theListIsWhatTheServersSay() throws Exception {
    NavigableSet<String> types = new TreeSet<>();
    for (int major : TestPostgres.majors().toList()) {
      try (TestDatabase database = TestPostgres.major(major).freshDatabase()) {
        database
            .column(
                "SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace"
                    + " AND typtype IN ('b', 'p', 'r', 'm') AND typname NOT LIKE '\\_%'")
            .forEach(name -> types.add(String.valueOf(name)));
      }
    }
    if (Boolean.getBoolean("pgreview.generate")) {
      Files.write(RESOURCE, types);
    }
    assertThat(Files.readAllLines(RESOURCE)).containsExactlyElementsOf(types);
  }
}
