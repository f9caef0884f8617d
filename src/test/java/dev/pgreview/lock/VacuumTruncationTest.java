package dev.pgreview.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.lock.measure.Corpus;
import dev.pgreview.lock.measure.Effect;
import dev.pgreview.lock.measure.Observer;
import dev.pgreview.lock.measure.Predictor;
import dev.pgreview.schema.RelationName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * VACUUM cuts empty pages off the end of a table under ACCESS EXCLUSIVE, which it holds for a
 * moment and only if it need not wait (src/backend/access/heap/vacuumlazy.c, lazy_truncate_heap).
 */
class VacuumTruncationTest {
  private static final RelationName TABLE = RelationName.of("public", "t");
  private static final String ROWS =
      "CREATE TABLE t (id int, x text);"
          + " INSERT INTO t SELECT n, repeat('x', 900) FROM generate_series(1, 30000) n";

  private static final int MOST_TRIES = 100;

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void theLockIsSeenAndWasForetold(int major) throws SQLException {
    Corpus corpus = corpus("DELETE FROM t WHERE id > 100", "VACUUM t");
    LockPrediction prediction = predict(corpus, major);
    assertThat(prediction.confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(prediction.modeOn(TABLE)).contains(LockMode.SHARE_UPDATE_EXCLUSIVE);
    assertThat(prediction.conditional().ifFree())
        .containsExactly(new RelationLock(TABLE, LockMode.ACCESS_EXCLUSIVE));
    assertThat(prediction.note()).hasValueSatisfying(note -> assertThat(note).contains("TRUNCATE"));

    boolean seen = false;
    try (Observer observer = Observer.of(corpus, major)) {
      for (int i = 0; i < MOST_TRIES && !seen; i++) {
        Effect observed = observer.observe(corpus.cases().getFirst());
        assertThat(observed.without(prediction)).isEqualTo(Effect.of(prediction));
        seen = observed.locks().get(TABLE) == LockMode.ACCESS_EXCLUSIVE;
      }
    }
    assertThat(seen).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void switchedOffItIsNeverTaken(int major) throws SQLException {
    for (String off : List.of("VACUUM (TRUNCATE false) t", "VACUUM (ANALYZE, TRUNCATE 0) t")) {
      Corpus corpus = corpus("DELETE FROM t WHERE id > 100", off);
      LockPrediction prediction = predict(corpus, major);
      assertThat(prediction.conditional().ifFree()).isEmpty();
      assertThat(prediction.note()).isEmpty();
      try (Observer observer = Observer.of(corpus, major)) {
        assertThat(observer.observe(corpus.cases().getFirst())).isEqualTo(Effect.of(prediction));
      }
    }
  }

  /** Relations that are written whole are made longer than they have to be (hio.c, since 16). */
  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void alsoOfWhatNobodyDeletedFrom(int major) throws SQLException {
    try (TestDatabase database = TestPostgres.major(major).freshDatabase()) {
      database.execute("CREATE TABLE made AS SELECT n FROM generate_series(1, 1000) n");
      database.execute("CREATE MATERIALIZED VIEW v AS SELECT n, n AS m FROM made");
      database.execute("REFRESH MATERIALIZED VIEW v");
      long before = pages(database);
      database.execute("VACUUM (TRUNCATE false) v");
      assertThat(pages(database)).isEqualTo(before);
      database.execute("VACUUM v");
      assertThat(pages(database) < before).isEqualTo(major >= 16);
    }
  }

  private static Corpus corpus(String... statements) {
    return new Corpus(
        "truncation", ROWS, List.of(new Corpus.Case(List.of(statements), 14, 18)), true);
  }

  private static LockPrediction predict(Corpus corpus, int major) {
    return new Predictor(corpus, major).predict(corpus.cases().getFirst());
  }

  private static long pages(TestDatabase database) throws SQLException {
    try (Statement statement = database.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT pg_relation_size('v') / 8192")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
