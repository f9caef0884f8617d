package dev.pgreview.lock.measure;

import dev.pgreview.dryrun.SharedServerRunner;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.review.DryRunResult;
import dev.pgreview.schema.PostgresVersion;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Runs each statement of a case by itself in a copy of the set-up's database, under the tracer of
 * dry runs: what commits by itself cannot be rolled back.
 */
final class TracedObserver implements Observer {
  private final SharedServerRunner runner = new SharedServerRunner(database -> {});
  private final String setUp;
  private final PostgresVersion version;

  TracedObserver(String setUp, int major) {
    this.setUp = setUp;
    this.version = new PostgresVersion(major);
  }

  @Override
  public Effect observe(Corpus.Case statements) throws SQLException {
    DryRunResult result =
        runner.run(
            new DryRunRequest(
                version,
                List.of(script("set-up.sql", List.of(setUp))),
                List.of(script("case.sql", statements.statements())),
                List.of(),
                Duration.ofMinutes(1),
                line -> {}));
    if (result.report().error() != null) {
      throw new SQLException(result.report().error());
    }
    int measured = statements.statements().size() - 1;
    return Effect.of(Objects.requireNonNull(result.observations().get(measured)));
  }

  private static DryRunRequest.Script script(String path, List<String> texts) {
    List<DryRunRequest.Statement> statements = new ArrayList<>();
    for (String text : texts) {
      OptionalInt index = OptionalInt.of(statements.size());
      statements.add(new DryRunRequest.Statement(index, text, 1, ""));
    }
    return new DryRunRequest.Script(
        path, List.of(new DryRunRequest.Section(TransactionMode.AUTOCOMMIT, statements)));
  }

  @Override
  public void close() throws SQLException {
    runner.close();
  }
}
