package dev.pgreview.lock.measure;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints what every statement of the corpus does on every major; majors that agree share a line.
 */
public final class Measure {
  private Measure() {}

  public static void main(String[] arguments) throws SQLException {
    for (Corpus corpus : Corpus.all()) {
      if (arguments.length > 0 && !List.of(arguments).contains(corpus.name())) {
        continue;
      }
      System.out.println("== " + corpus.name());
      Map<Corpus.Case, Map<String, String>> seen = new LinkedHashMap<>();
      for (int major = 14; major <= 18; major++) {
        measure(corpus, major, seen);
      }
      seen.forEach(
          (statements, effects) -> {
            System.out.println(statements);
            effects.forEach(
                (effect, majors) ->
                    System.out.println(
                        "    " + (effects.size() == 1 ? "" : majors + ": ") + effect));
          });
    }
  }

  private static void measure(Corpus corpus, int major, Map<Corpus.Case, Map<String, String>> seen)
      throws SQLException {
    try (TestDatabase database = TestPostgres.major(major).freshDatabase()) {
      database.execute(corpus.setUp());
      for (Corpus.Case statements : corpus.cases()) {
        if (!statements.runsOn(major)) {
          continue;
        }
        String effect;
        try (LockObserver observer = new LockObserver(database)) {
          effect = observer.observe(statements).toString();
        } catch (SQLException e) {
          effect = "ERROR " + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
        seen.computeIfAbsent(statements, s -> new LinkedHashMap<>())
            .merge(effect, String.valueOf(major), (a, b) -> a + "," + b);
      }
    }
  }
}
