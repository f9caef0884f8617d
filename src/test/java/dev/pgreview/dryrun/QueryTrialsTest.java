package dev.pgreview.dryrun;

import static dev.pgreview.dryrun.Requests.on;
import static dev.pgreview.migration.TransactionMode.WRAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.lock.SqlError;
import dev.pgreview.report.DryRunReport.Status;
import dev.pgreview.review.DryRunResult;
import dev.pgreview.review.QueryTrial;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries of the application, asked before and after a change and never run. */
class QueryTrialsTest {
  private static final String ORDERS =
      "CREATE TABLE orders (id bigint PRIMARY KEY, total int, note text)";

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.TestServer#all")
  void eachIsPreparedOnBothSidesAndExplainedAfterwards(TestServer place) throws Exception {
    Requests requests =
        on(place.major())
            .base(
                ORDERS,
                "INSERT INTO orders SELECT n, n FROM generate_series(1, 10) n",
                "CREATE FUNCTION later() RETURNS int LANGUAGE plpgsql VOLATILE AS"
                    + " $$ BEGIN RAISE 'was run'; END $$",
                "CREATE FUNCTION folded() RETURNS int LANGUAGE plpgsql IMMUTABLE AS"
                    + " $$ BEGIN RAISE 'was folded'; END $$")
            .change(
                WRAPPED,
                "ALTER TABLE orders DROP COLUMN note, ADD COLUMN paid int",
                "CREATE INDEX orders_total ON orders (total)")
            .query("SELECT id FROM orders WHERE id = $1")
            .query("SELECT note FROM orders WHERE id = $1")
            .query("UPDATE orders SET paid = $2 WHERE total = $1")
            .query("DELETE FROM orders WHERE length(paid::text) > $1")
            .query("SELECT 1")
            .query("DROP TABLE orders")
            .query("SELECT later()")
            .query("SELECT folded()")
            .query("SELECT * FROM gone");

    DryRunResult result = run(place, requests);
    assertThat(result.report().status()).as("%s", result.report()).isEqualTo(Status.APPLIED);
    assertThat(result.report().notes()).isEmpty();

    List<QueryTrial> trials = result.queries();
    assertThat(trials).hasSize(9);
    assertThat(trials).extracting(QueryTrial::isBroken).containsOnlyOnce(true);
    assertThat(trials)
        .extracting(QueryTrial::usesIndex)
        .containsExactly(true, null, true, false, null, null, null, null, null);
    assertThat(trials.get(0).plan()).hasValueSatisfying(plan -> assertThat(plan).contains("$1"));
    assertThat(trials.get(1).isBroken()).isTrue();
    assertThat(trials.get(1).after().map(SqlError::message))
        .contains("column \"note\" does not exist");
    assertThat(trials.get(2).before().map(SqlError::state)).contains("42703");
    assertThat(trials.get(2).plan())
        .hasValueSatisfying(plan -> assertThat(plan).contains("orders_total"));
    assertThat(trials.get(5).before().map(SqlError::state)).contains("42601");
    assertThat(trials.get(5).after().map(SqlError::state)).contains("42601");
    assertThat(trials.get(6).plan()).contains("Result");
    assertThat(trials.get(7).plan()).contains("EXPLAIN: was folded");
    assertThat(trials.get(8).after().map(SqlError::state)).contains("42P01");
  }

  private static DryRunResult run(TestServer place, Requests requests) throws Exception {
    if (!place.container()) {
      return DryRuns.run(requests);
    }
    try (TestContainers containers = TestContainers.of(place.major());
        ServerDryRunner runner = containers.runner()) {
      return runner.run(requests.request());
    }
  }

  @Test
  void aChangeThatFailsLeavesThemUnanswered() {
    DryRunResult result =
        DryRuns.run(
            on(17)
                .base(ORDERS)
                .change(WRAPPED, "ALTER TABLE orders DROP COLUMN missing")
                .query("SELECT note FROM orders"));

    assertThat(result.report().status()).isEqualTo(Status.FAILED);
    assertThat(result.queries()).isEmpty();
  }

  @Test
  void aQueryThatEndsItsSessionIsNoFailureOfTheChange() {
    DryRunResult result =
        DryRuns.run(
            on(17)
                .base(
                    "CREATE FUNCTION ends() RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS"
                        + " $$ BEGIN RETURN pg_terminate_backend(pg_backend_pid()); END $$")
                .change(WRAPPED, "CREATE TABLE t (id int)")
                .query("SELECT ends()")
                .query("SELECT 1"));

    assertThat(result.report().status()).isEqualTo(Status.APPLIED);
    assertThat(result.queries()).isEmpty();
    assertThat(result.report().notes())
        .containsExactly(
            "The stated queries were not tried: terminating connection due to administrator"
                + " command");
  }
}
