package dev.pgreview.dryrun;

import dev.pgreview.lock.SqlError;
import dev.pgreview.review.DryRunRequest.Query;
import dev.pgreview.review.QueryTrial;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server whether the application's queries can be prepared before and after the change,
 * and how it would run them after it. They are never run: PREPARE and EXPLAIN in a transaction that
 * reads only and is rolled back, by the role of the migrations.
 */
final class QueryTrials {
  private static final String NAME = "pgreview_query";
  private static final int MOST_CHARACTERS = 4000;

  private static final Pattern INDEX_NODE =
      Pattern.compile(
          "(?m)^\\s*(?:->\\s+)?(?:Parallel )?(?:Index (?:Only )?Scan|Bitmap Index Scan)\\b");
  private static final Pattern TABLE_NODE =
      Pattern.compile("(?m)^\\s*(?:->\\s+)?(?:Parallel )?Seq Scan\\b");

  private final DryRunServer server;
  private final String database;
  private final List<Query> queries;
  private final List<Optional<SqlError>> before = new ArrayList<>();
  private final List<QueryTrial> trials = new ArrayList<>();
  private @Nullable String problem;

  QueryTrials(DryRunServer server, String database, List<Query> queries) {
    this.server = server;
    this.database = database;
    this.queries = queries;
  }

  /** With the base applied. What goes wrong is no failure of the migration: see {@link #note}. */
  void beforeChange() {
    each((session, query) -> before.add(attempt(session, query, false).after()));
  }

  /** With the change applied. What goes wrong is no failure of the migration: see {@link #note}. */
  void afterChange() {
    each(
        (session, query) -> {
          QueryTrial trial = attempt(session, query, true);
          trials.add(
              new QueryTrial(
                  before.get(trials.size()), trial.after(), trial.usesIndex(), trial.plan()));
        });
  }

  /** In the order of the queries; none before {@link #afterChange}, and none without answers. */
  List<QueryTrial> trials() {
    return problem == null ? Collections.unmodifiableList(trials) : List.of();
  }

  /** Why there are no answers, one sentence; empty when there are, or nothing was asked. */
  Optional<String> note() {
    return Optional.ofNullable(problem).map(why -> "The stated queries were not tried: " + why);
  }

  @FunctionalInterface
  private interface Question {
    void ask(Statement session, Query query) throws SQLException;
  }

  private void each(Question question) {
    if (queries.isEmpty() || problem != null) {
      return;
    }
    try (Connection connection = server.connectAsMigrator(database);
        Statement session = connection.createStatement()) {
      session.setEscapeProcessing(false);
      // Tables of a dry run have few rows: reading them whole would always be the cheapest.
      session.execute("SET enable_seqscan = off");
      session.execute("SET plan_cache_mode = force_generic_plan");
      for (Query query : queries) {
        question.ask(session, query);
      }
    } catch (SQLException lost) {
      problem = SqlErrors.of(lost).message();
    }
  }

  private static QueryTrial attempt(Statement session, Query query, boolean explain)
      throws SQLException {
    session.execute("BEGIN READ ONLY");
    try {
      session.execute("SET LOCAL statement_timeout = '10s'");
      session.execute("PREPARE " + NAME + " AS " + query.sql());
    } catch (SQLException refused) {
      rollBack(session, refused);
      return new QueryTrial(
          Optional.empty(), Optional.of(SqlErrors.of(refused)), null, Optional.empty());
    }
    QueryTrial trial =
        explain
            ? explain(session)
            : new QueryTrial(Optional.empty(), Optional.empty(), null, Optional.empty());
    session.execute("ROLLBACK");
    // What was prepared outlives its transaction.
    session.execute("DEALLOCATE " + NAME);
    return trial;
  }

  private static QueryTrial explain(Statement session) throws SQLException {
    try {
      String plan = plan(session, parameters(session));
      return new QueryTrial(Optional.empty(), Optional.empty(), usesIndex(plan), Optional.of(plan));
    } catch (SQLException refused) {
      rollBack(session, refused);
      session.execute("BEGIN READ ONLY");
      String said = "EXPLAIN: " + SqlErrors.of(refused).message();
      return new QueryTrial(Optional.empty(), Optional.empty(), null, Optional.of(said));
    }
  }

  private static int parameters(Statement session) throws SQLException {
    String sql =
        "SELECT pg_catalog.cardinality(parameter_types) FROM pg_catalog.pg_prepared_statements"
            + " WHERE name OPERATOR(pg_catalog.=) '"
            + NAME
            + "'";
    try (ResultSet rows = session.executeQuery(sql)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  /** The plan for whatever parameters; their values are not known. */
  private static String plan(Statement session, int parameters) throws SQLException {
    String values =
        parameters == 0
            ? ""
            : "(" + String.join(", ", Collections.nCopies(parameters, "NULL")) + ")";
    StringBuilder plan = new StringBuilder();
    try (ResultSet rows = session.executeQuery("EXPLAIN (COSTS false) EXECUTE " + NAME + values)) {
      while (rows.next()) {
        if (plan.length() < MOST_CHARACTERS) {
          plan.append(plan.isEmpty() ? "" : "\n").append(rows.getString(1));
        }
      }
    }
    return plan.length() <= MOST_CHARACTERS
        ? plan.toString()
        : plan.substring(0, MOST_CHARACTERS) + " …";
  }

  private static @Nullable Boolean usesIndex(String plan) {
    if (TABLE_NODE.matcher(plan).find()) {
      return false;
    }
    return INDEX_NODE.matcher(plan).find() ? true : null;
  }

  private static void rollBack(Statement session, SQLException refused) throws SQLException {
    if (SqlErrors.isConnectionLost(refused)) {
      throw refused;
    }
    session.execute("ROLLBACK");
  }
}
