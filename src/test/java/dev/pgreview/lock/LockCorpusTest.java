package dev.pgreview.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.lock.measure.Corpus;
import dev.pgreview.lock.measure.Effect;
import dev.pgreview.lock.measure.Observer;
import dev.pgreview.lock.measure.Predictor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is predicted is what real servers show, for every statement of the corpus: exactly so when
 * the prediction is certain, at least so when it is likely.
 */
class LockCorpusTest {
  static Stream<Corpus> corpora() {
    return Corpus.all().stream();
  }

  static Stream<Corpus> inTransactions() {
    return corpora().filter(corpus -> !corpus.outside());
  }

  @ParameterizedTest
  @MethodSource("corpora")
  void predictionIsObservationOnEveryMajor(Corpus corpus) throws InterruptedException {
    List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    List<Callable<Void>> majors =
        TestPostgres.majors()
            .map(
                major ->
                    (Callable<Void>)
                        () -> {
                          compareAll(corpus, major, wrong);
                          return null;
                        })
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(majors.size())) {
      for (Future<Void> major : threads.invokeAll(majors)) {
        assertThat(major).succeedsWithin(Duration.ofHours(1));
      }
    }
    assertThat(wrong).as(corpus.name()).isEmpty();
  }

  private static void compareAll(Corpus corpus, int major, List<String> wrong) throws SQLException {
    Predictor predictor = new Predictor(corpus, major);
    List<String> here = new ArrayList<>();
    try (Observer observer = Observer.of(corpus, major)) {
      for (Corpus.Case statements : corpus.cases()) {
        if (statements.runsOn(major)) {
          compare(statements, predictor, observer, here);
        }
      }
    }
    here.forEach(text -> wrong.add("PostgreSQL " + major + ": " + text));
  }

  private static void compare(
      Corpus.Case statements, Predictor predictor, Observer observer, List<String> wrong) {
    Effect observed;
    try {
      observed = observer.observe(statements);
    } catch (SQLException e) {
      wrong.add(statements + "\n  fails: " + e.getMessage());
      return;
    }
    LockPrediction prediction = predictor.predict(statements);
    observed = observed.without(prediction);
    Effect predicted = Effect.of(prediction);
    boolean right =
        switch (prediction.confidence()) {
          case CERTAIN -> predicted.toString().equals(observed.toString());
          case LIKELY -> predicted.covers(observed);
          case UNKNOWN -> true;
        };
    if (!right) {
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

  /** Without rows nothing more is seen than with them, and nothing less than what is certain. */
  @ParameterizedTest
  @MethodSource("inTransactions")
  void onEmptyTablesAllButTheConditionalIsObserved(Corpus corpus) throws SQLException {
    int major = 17;
    Predictor predictor = new Predictor(corpus, major);
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    try (Observer observer = Observer.of(corpus.emptied(), major)) {
      for (Corpus.Case statements : corpus.cases()) {
        LockPrediction prediction = predictor.predict(statements);
        if (!statements.runsOn(major) || prediction.confidence() != Confidence.CERTAIN) {
          continue;
        }
        try {
          Effect observed = observer.observe(statements);
          compared++;
          if (!Effect.possible(prediction).covers(observed)
              || !observed.covers(Effect.sure(prediction))) {
            wrong.add(statements + "\n  predicted " + prediction + "\n  observed  " + observed);
          }
        } catch (SQLException failure) {
          // Some need a row that is gone now.
          assertThat(failure.getSQLState()).as("%s: %s", statements, failure).startsWith("23");
        }
      }
    }
    assertThat(wrong).as(corpus.name()).isEmpty();
    assertThat(compared).isPositive();
  }

  /** A prediction may not hide behind doubt: nearly all are certain, and hence exact. */
  @Test
  void nearlyAllPredictionsAreCertain() {
    int certain = 0;
    int all = 0;
    for (Corpus corpus : Corpus.all()) {
      Predictor predictor = new Predictor(corpus, 18);
      for (Corpus.Case statements : corpus.cases()) {
        if (statements.runsOn(18)) {
          all++;
          if (predictor.predict(statements).confidence() == Confidence.CERTAIN) {
            certain++;
          }
        }
      }
    }
    assertThat(all).isGreaterThan(750);
    assertThat((double) certain / all).isGreaterThan(0.9);
  }
}
