package dev.pgreview.lock.measure;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import java.sql.SQLException;

/** Asks a server what the cases of a set-up do. */
public interface Observer extends AutoCloseable {
  /**
   * Runs a case and takes back what it did.
   *
   * @throws SQLException when one of its statements fails
   */
  Effect observe(Corpus.Case statements) throws SQLException;

  @Override
  void close() throws SQLException;

  /** For the cases of the corpus, on the server that all tests share. */
  static Observer of(Corpus corpus, int major) throws SQLException {
    if (corpus.outside()) {
      return new TracedObserver(corpus.setUp(), major);
    }
    TestDatabase database = TestPostgres.major(major).freshDatabase();
    database.execute(corpus.setUp());
    return new Observer() {
      @Override
      public Effect observe(Corpus.Case statements) throws SQLException {
        try (LockObserver observer = new LockObserver(database)) {
          return observer.observe(statements);
        }
      }

      @Override
      public void close() throws SQLException {
        database.close();
      }
    };
  }
}
