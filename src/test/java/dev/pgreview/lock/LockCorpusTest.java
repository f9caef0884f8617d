package dev.pgreview.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.lock.measure.Corpus;
import dev.pgreview.lock.measure.Effect;
import dev.pgreview.lock.measure.LockObserver;
import dev.pgreview.lock.measure.Predictor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is predicted is what real servers show, for every statement of the corpus. */
class LockCorpusTest {
  static Stream<Arguments> corpora() {
    return Corpus.all().stream()
        .flatMap(corpus -> TestPostgres.majors().map(major -> Arguments.of(corpus, major)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("corpora")
  void predictionIsObservation(Corpus corpus, int major) throws SQLException {
    List<String> wrong = new ArrayList<>();
    Predictor predictor = new Predictor(corpus.setUp(), major);
    try (TestDatabase database = TestPostgres.major(major).freshDatabase()) {
      database.execute(corpus.setUp());
      for (Corpus.Case statements : corpus.cases()) {
        if (statements.runsOn(major)) {
          compare(statements, predictor, database, wrong);
        }
      }
    }
    assertThat(wrong).as("%s on PostgreSQL %d", corpus.name(), major).isEmpty();
  }

  private static void compare(
      Corpus.Case statements, Predictor predictor, TestDatabase database, List<String> wrong)
      throws SQLException {
    Effect observed;
    try (LockObserver observer = new LockObserver(database)) {
      observed = observer.observe(statements);
    } catch (SQLException e) {
      wrong.add(statements + "\n  fails: " + e.getMessage());
      return;
    }
    LockPrediction prediction = predictor.predict(statements);
    Effect predicted = Effect.of(prediction);
    if (!predicted.toString().equals(observed.toString())) {
      wrong.add(
          statements
              + "\n  predicted "
              + predicted
              + "  ("
              + prediction.confidence()
              + ")\n  observed  "
              + observed);
    }
  }
}
