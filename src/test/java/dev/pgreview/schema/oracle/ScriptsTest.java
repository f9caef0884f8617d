package dev.pgreview.schema.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The replay knows what real servers have, after scripts of all kinds, on every major. */
class ScriptsTest {
  static Stream<Script> scripts() {
    return Script.all().stream();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void theReplayKnowsWhatTheServerHas(Script script) throws SQLException {
    List<String> wrong = new ArrayList<>();
    for (int major : TestPostgres.majors().filter(script::runsOn).toList()) {
      run(script, major, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> examples = Files.list(Path.of("examples"))) {
      return examples
          .map(e -> e.resolve("db/migration"))
          .filter(Files::isDirectory)
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void alsoAfterTheExamples(Path migrations) throws IOException, SQLException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(migrations)) {
      files
          .filter(file -> file.toString().endsWith(".sql"))
          .sorted(Comparator.comparingInt(ScriptsTest::version))
          .forEach(file -> text.append(Script.text(file)).append("\n;\n--# check\n"));
    }
    List<String> wrong = new ArrayList<>();
    for (int major : TestPostgres.majors().toList()) {
      run(Script.read(migrations.toString(), text.toString()), major, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private static int version(Path file) {
    return Integer.parseInt(file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
  }

  private static void run(Script script, int major, List<String> wrong) throws SQLException {
    try (Lockstep both = new Lockstep(major)) {
      String last = "";
      for (Script.Step step : script.steps()) {
        switch (step) {
          case Script.Step.Run(String sql, boolean refused) -> {
            Optional<String> message = both.run(sql);
            if (message.isPresent() != refused) {
              wrong.add(major + ": " + sql + "\n  " + message.orElse("was not refused"));
              return;
            }
            last = sql;
          }
          case Script.Step.Check() -> {
            for (String difference : both.differences()) {
              wrong.add(major + ", after " + last + "\n  " + difference);
            }
          }
        }
      }
    }
  }
}
