package dev.pgreview.schema.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.SqlStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The replay knows what real servers have after the examples of the rules' pages. What a server
 * refuses, because the example shows it or it is for another major, is left out.
 */
class PageExamplesTest {
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^## (Setup|Unsafe|Safer)$(.*?)(?=^## |\\z)");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sql\\n(.*?)^```$");

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(Path.of("docs/rules"))) {
      return pages
          .filter(page -> !examples(Script.text(page)).isEmpty())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theReplayKnowsWhatExamplesLeave(Path page) throws SQLException {
    List<String> wrong = new ArrayList<>();
    for (String example : examples(Script.text(page))) {
      run(PostgresVersion.NEWEST, example, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  /** Every block of a page behind the page's set-up. */
  private static List<String> examples(String page) {
    StringBuilder setup = new StringBuilder();
    List<String> examples = new ArrayList<>();
    Matcher section = SECTION.matcher(page);
    while (section.find()) {
      Matcher block = BLOCK.matcher(section.group(2));
      while (block.find()) {
        if (section.group(1).equals("Setup")) {
          setup.append(block.group(1)).append(";\n");
        } else {
          examples.add(setup + block.group(1));
        }
      }
    }
    return examples;
  }

  private static void run(int major, String example, List<String> wrong) throws SQLException {
    try (Lockstep both = new Lockstep(major)) {
      for (SqlStatement statement : Lockstep.parse(example).statements()) {
        both.run(statement.sql());
      }
      if (both.inTransaction()) {
        both.run("COMMIT");
      }
      for (String difference : both.differences()) {
        wrong.add(major + ", after " + example + "\n  " + difference);
      }
    }
  }
}
