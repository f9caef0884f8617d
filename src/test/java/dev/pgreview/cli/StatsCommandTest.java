package dev.pgreview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pgreview stats} as its user calls it, on real servers. */
class StatsCommandTest {
  private static final String WORD = "n0t/for:eyes";

  private static final String TABLES =
      """
      CREATE TABLE orders (id bigint PRIMARY KEY, note text);
      INSERT INTO orders SELECT g, repeat('x', 100) FROM generate_series(1, 5000) g;
      UPDATE orders SET note = 'y' WHERE id <= 1000;
      DELETE FROM orders WHERE id > 4500;
      CREATE TABLE events (id bigint, at date) PARTITION BY RANGE (at);
      CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
      CREATE TABLE events_new PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')
        PARTITION BY RANGE (at);
      CREATE TABLE events_new_1 PARTITION OF events_new FOR VALUES FROM ('2021-01-01') TO ('2021-07-01');
      INSERT INTO events SELECT g, '2020-03-03' FROM generate_series(1, 700) g;
      INSERT INTO events SELECT g, '2021-03-03' FROM generate_series(1, 300) g;
      CREATE SCHEMA "Odd";
      CREATE TABLE "Odd"."a ""b"".c" (x int);
      CREATE TABLE "select" (x int);
      CREATE MATERIALIZED VIEW sums AS SELECT 1 AS x;
      CREATE VIEW seen AS SELECT 1 AS x;
      CREATE TEMPORARY TABLE passing (x int);
      CREATE TABLE parent (x int);
      CREATE TABLE child () INHERITS (parent);
      INSERT INTO child SELECT generate_series(1, 10);
      ANALYZE;
      """;

  private final Path folder;

  StatsCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void anOrdinaryRoleReadsSizesAndRatesOnEveryMajor(int major) throws Exception {
    try (TestDatabase database = TestPostgres.major(major).freshDatabase()) {
      String role = reader(database);
      for (String statement : TABLES.split(";\n")) {
        database.execute(statement);
      }
      JsonNode stats = written(database, role);
      assertThat(stats.propertyNames())
          .containsExactly(
              "\"Odd\".\"a \"\"b\"\".c\"",
              "public.child",
              "public.events",
              "public.events_new",
              "public.events_new_1",
              "public.events_old",
              "public.orders",
              "public.parent",
              "public.\"select\"",
              "public.sums");
      JsonNode orders = stats.get("public.orders");
      assertThat(orders.get("rows").asLong()).isEqualTo(4500);
      assertThat(orders.get("bytes").asLong())
          .isEqualTo(size(database, "pg_total_relation_size('orders')"));
      assertThat(stats.at("/public.events/rows").asLong()).isEqualTo(1000);
      assertThat(stats.at("/public.events_new/rows").asLong()).isEqualTo(300);
      assertThat(stats.at("/public.events/bytes").asLong())
          .isEqualTo(
              size(
                  database,
                  "pg_total_relation_size('events_old') + pg_total_relation_size('events_new_1')"));
      assertThat(stats.at("/public.parent/rows").asLong()).isZero();
      assertThat(stats.at("/public.child/rows").asLong()).isEqualTo(10);
      double rate = orders.get("writes_per_second").asDouble();
      assertThat(rate).isPositive();
      // 6,500 rows of orders and 1,000 of events were written in the same time.
      assertThat(stats.at("/public.events/writes_per_second").asDouble() / rate)
          .isBetween(1000 / 6500.0 * 0.9, 1000 / 6500.0 * 1.1);
    } finally {
      drop(major);
    }
  }

  @Test
  void whatStatsWritesChangesTheEstimateOfAReview() throws Exception {
    write("db/migration/V1__a.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, a integer);\n");
    write("db/migration/V2__b.sql", "ALTER TABLE orders ALTER COLUMN a TYPE bigint;\n");
    try (TestDatabase database = TestPostgres.major(17).freshDatabase()) {
      String role = reader(database);
      database.execute(
          "CREATE TABLE orders (id bigint PRIMARY KEY, a integer)",
          "INSERT INTO orders SELECT g, g FROM generate_series(1, 20000) g",
          "ANALYZE");
      CommandRun run =
          CommandRun.setup(folder)
              .environment("PGUSER", role)
              .environment("PGPASSWORD", WORD)
              .run("stats", "--url", url(database), "--output", "stats.json");
      assertThat(run.code()).isZero();
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .startsWith("pgreview: wrote " + folder.resolve("stats.json") + ", 1 table\n")
          .contains("writes were counted for ");
    } finally {
      drop(17);
    }
    JsonNode assumed = estimate();
    assertThat(assumed.get("rows").asLong()).isEqualTo(1_000_000);
    assertThat(assumed.get("basis").asString()).isEqualTo("assumed");
    JsonNode measured = estimate("--stats", "stats.json");
    assertThat(measured.get("rows").asLong()).isEqualTo(20_000);
    assertThat(measured.get("basis").asString()).isEqualTo("stats");
    assertThat(measured.get("seconds").asDouble()).isLessThan(assumed.get("seconds").asDouble());
  }

  @Test
  void tablesThatWereNeverAnalysedLeaveTheirRowsOpen() throws Exception {
    try (TestDatabase database = TestPostgres.major(16).freshDatabase()) {
      String role = reader(database);
      database.execute(
          "CREATE TABLE t AS SELECT generate_series(1, 1000) AS x", "CREATE TABLE empty (x int)");
      database.execute("SELECT pg_stat_reset()");
      CommandRun run = stats(database, role);
      JsonNode stats = JsonMapper.shared().readTree(run.out());
      assertThat(stats.at("/public.t").propertyNames())
          .containsExactly("bytes", "writes_per_second");
      assertThat(stats.at("/public.empty/rows").asLong()).isZero();
      assertThat(run.err()).contains("1 table never analysed").contains("counted for 0 min only");
    } finally {
      drop(16);
    }
  }

  @Test
  void aTableThatSomebodyLocksIsNotWaitedForLong() throws Exception {
    try (TestDatabase database = TestPostgres.major(17).freshDatabase()) {
      String role = reader(database);
      database.execute("CREATE TABLE t (x int)", "BEGIN", "LOCK TABLE t");
      CommandRun run = stats(database, role);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("another session has locked a table; run it again");
      assertThat(run.err().lines()).hasSize(1);
      database.execute("ROLLBACK");
    } finally {
      drop(17);
    }
  }

  @Test
  void withoutADatabaseOneSentenceSaysSoAndNoSecretIsPrinted() throws Exception {
    try (TestDatabase database = TestPostgres.major(17).freshDatabase()) {
      String server = url(database).replace("/" + database.name(), "/");
      int port = portWithoutServer();
      for (String url :
          List.of(
              "postgresql://reader:n0t%2Ffor:eyes@127.0.0.1:" + port + "/shop",
              "postgresql://reader:n0t%2Ffor:eyes@no-such-host.invalid/shop",
              "postgresql://reader:" + WORD + "@127.0.0.1/shop",
              server + database.name() + "?user=nobody&password=" + WORD,
              server + "missing?user=postgres&password=" + WORD,
              "jdbc:oracle:thin:reader/" + WORD + "@db")) {
        CommandRun run = CommandRun.in(folder, "stats", "--url", url, "--verbose");
        assertThat(run.code()).as(url).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("pgreview: ").doesNotContain("eyes");
        CommandRun quiet = CommandRun.in(folder, "stats", "--url", url);
        assertThat(quiet.err().lines()).as(url).hasSize(1);
      }
    }
    assertThat(CommandRun.in(folder, "stats").err())
        .startsWith("pgreview: missing required option: '--url=JDBC_URL'\n");
  }

  private static int portWithoutServer() throws IOException {
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return nobody.getLocalPort();
    }
  }

  /** A role with no rights but to connect. */
  private static String reader(TestDatabase database) throws SQLException {
    database.execute(
        "DROP ROLE IF EXISTS stats_reader",
        "CREATE ROLE stats_reader LOGIN PASSWORD '" + WORD + "'",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC");
    return "stats_reader";
  }

  private static void drop(int major) throws SQLException {
    try (TestDatabase database = TestPostgres.major(major).freshDatabase()) {
      database.execute("DROP ROLE stats_reader");
    }
  }

  private static String url(TestDatabase database) throws SQLException {
    return "jdbc:postgresql://127.0.0.1:"
        + database.column("SHOW port").getFirst()
        + "/"
        + database.name();
  }

  private CommandRun stats(TestDatabase database, String role) throws SQLException {
    return CommandRun.setup(folder)
        .environment("PGUSER", role)
        .environment("PGPASSWORD", WORD)
        .run("stats", "--url", url(database));
  }

  /** Counts of writes reach the statistics a moment after their transaction. */
  private JsonNode written(TestDatabase database, String role) throws Exception {
    for (int tries = 0; ; tries++) {
      CommandRun run = stats(database, role);
      assertThat(run.err()).doesNotContain("never analysed");
      assertThat(run.code()).isZero();
      JsonNode stats = JsonMapper.shared().readTree(run.out());
      boolean counted =
          "6500"
              .equals(
                  database
                      .column(
                          "SELECT n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables WHERE relname = 'orders'")
                      .getFirst());
      if ((counted && stats.at("/public.events/writes_per_second").asDouble() > 0) || tries > 40) {
        return stats;
      }
      Thread.sleep(100);
    }
  }

  private static long size(TestDatabase database, String expression) throws SQLException {
    return Long.parseLong(String.valueOf(database.column("SELECT " + expression).getFirst()));
  }

  private JsonNode estimate(String... more) {
    String[] args = new String[more.length + 7];
    List<String> first = List.of("review", ".", "--since", "1", "--no-dry-run", "--format", "json");
    System.arraycopy(first.toArray(), 0, args, 0, 7);
    System.arraycopy(more, 0, args, 7, more.length);
    return JsonMapper.shared()
        .readTree(CommandRun.in(folder, args).out())
        .at("/statements/0/estimate");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
