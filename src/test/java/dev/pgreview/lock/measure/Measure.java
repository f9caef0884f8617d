package dev.pgreview.lock.measure;

import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.lock.LockPrediction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints what every statement of the corpus does on every major; majors that agree share a line.
 */
public final class Measure {
  private Measure() {}

  public static void main(String[] arguments) throws SQLException {
    List<String> names = new ArrayList<>(List.of(arguments));
    boolean onlyDifferences = names.remove("-d");
    for (Corpus corpus : Corpus.all()) {
      if (names.isEmpty() || names.contains(corpus.name())) {
        System.out.println("== " + corpus.name());
        Map<Corpus.Case, Map<String, String>> seen = new LinkedHashMap<>();
        for (int major : TestPostgres.majors().toList()) {
          measure(corpus, major, seen, onlyDifferences);
        }
        seen.forEach(
            (statements, effects) -> {
              System.out.println(statements);
              effects.forEach(
                  (effect, majors) -> System.out.println("    " + majors + ": " + effect));
            });
      }
    }
  }

  private static void measure(
      Corpus corpus, int major, Map<Corpus.Case, Map<String, String>> seen, boolean onlyDifferences)
      throws SQLException {
    Predictor predictor = new Predictor(corpus, major);
    try (Observer observer = Observer.of(corpus, major)) {
      for (Corpus.Case statements : corpus.cases()) {
        if (!statements.runsOn(major)) {
          continue;
        }
        LockPrediction prediction = predictor.predict(statements);
        String predicted = Effect.of(prediction).toString();
        String observed = observed(observer, statements);
        if (!predicted.equals(observed)) {
          observed += "\n        predicted " + predicted + " " + prediction.confidence();
        } else if (onlyDifferences) {
          continue;
        }
        seen.computeIfAbsent(statements, s -> new LinkedHashMap<>())
            .merge(observed, String.valueOf(major), (a, b) -> a + "," + b);
      }
    }
  }

  private static String observed(Observer observer, Corpus.Case statements) {
    try {
      return observer.observe(statements).toString();
    } catch (SQLException e) {
      return "ERROR " + String.valueOf(e.getMessage()).replace('\n', ' ');
    }
  }
}
