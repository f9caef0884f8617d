package dev.pgreview.lint.page;

import dev.pgreview.dryrun.SharedServerRunner;
import dev.pgreview.dryrun.testing.RowFiller;
import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.lint.RuleDescription;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Runs examples on servers as they are in production: with rows in every table, and with a
 * tablespace and an access method that no migration makes.
 */
final class PageRuns {
  private static final List<String> ACCESS_METHOD =
      List.of("CREATE ACCESS METHOD columnar TYPE TABLE HANDLER heap_tableam_handler");

  private static final List<String> TABLESPACE =
      List.of(
          "SET allow_in_place_tablespaces = on",
          "CREATE TABLESPACE fast_disks LOCATION ''",
          "GRANT CREATE ON TABLESPACE fast_disks TO PUBLIC");

  private PageRuns() {}

  /** All examples on these majors, by major; the majors side by side. */
  static Map<Integer, List<PageRun>> of(List<RuleDescription> rules, List<Integer> majors)
      throws InterruptedException, ExecutionException {
    Map<Integer, Future<List<PageRun>>> lanes = new TreeMap<>();
    Map<Integer, List<PageRun>> runs = new TreeMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(majors.size())) {
      majors.forEach(major -> lanes.put(major, threads.submit(() -> lane(rules, major))));
      for (Map.Entry<Integer, Future<List<PageRun>>> lane : lanes.entrySet()) {
        runs.put(lane.getKey(), lane.getValue().get());
      }
    }
    return runs;
  }

  private static List<PageRun> lane(List<RuleDescription> rules, int major) throws SQLException {
    List<PageRun> runs = new ArrayList<>();
    try (SharedServerRunner filled = new SharedServerRunner(PageRuns::prepare);
        SharedServerRunner empty = new SharedServerRunner(RowFiller::empty)) {
      PageReview onRows = PageReview.with(filled);
      PageReview onNoRows = PageReview.with(empty);
      for (RuleDescription rule : rules) {
        RulePage page = RulePages.page(rule);
        for (Example example : examples(rule, page, major)) {
          PageReview review = example.rows() ? onRows : onNoRows;
          runs.add(new PageRun(rule, example, major, review.review(rule, page, example, major)));
        }
      }
    } finally {
      onServer(major, "DROP TABLESPACE IF EXISTS fast_disks");
    }
    return runs;
  }

  private static List<Example> examples(RuleDescription rule, RulePage page, int major) {
    return Stream.concat(page.unsafe().stream(), page.safer().stream())
        .flatMap(example -> Stream.concat(Stream.of(example), example.withoutRows().stream()))
        .filter(example -> example.runsOn(rule, major))
        .toList();
  }

  private static void prepare(Connection superuser) throws SQLException {
    execute(superuser, ACCESS_METHOD);
    if (!hasTablespace(superuser)) {
      execute(superuser, TABLESPACE);
    }
    RowFiller.fill(superuser);
  }

  private static boolean hasTablespace(Connection superuser) throws SQLException {
    try (Statement statement = superuser.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT FROM pg_tablespace WHERE spcname = 'fast_disks'")) {
      return rows.next();
    }
  }

  private static void onServer(int major, String sql) throws SQLException {
    try (Connection superuser =
        TestPostgres.major(major).server().connectAsSuperuser(TestPostgres.ADMINISTRATION)) {
      execute(superuser, List.of(sql));
    }
  }

  private static void execute(Connection session, List<String> texts) throws SQLException {
    try (Statement statement = session.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }
}
