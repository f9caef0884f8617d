package dev.pgreview.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.measure.Effect;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks of statements that commit by themselves are read, not caught by luck. */
class WatchedExecutionTest {
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE t (id int PRIMARY KEY, a int)",
          "INSERT INTO t SELECT n, n FROM generate_series(1, 100) AS n",
          "CREATE TABLE p (k int NOT NULL) PARTITION BY RANGE (k)",
          "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)",
          "CREATE INDEX t_a ON t (a)");

  /** The statements last for microseconds, and between two looks of the observer are 45 ms. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aSlowObserverMissesNothing(int major) throws Exception {
    assertThat(observe(major, "REINDEX TABLE CONCURRENTLY t"))
        .isEqualTo("t=SUE t_a=AX t_pkey=AX scan t");
    assertThat(observe(major, "VACUUM t")).isEqualTo("t=SUE t_a=RX t_pkey=RX");
    assertThat(
            observe(
                major,
                "DO $$ BEGIN UPDATE t SET a = 0; COMMIT; DROP INDEX t_a; COMMIT;"
                    + " INSERT INTO p VALUES (1); END $$"))
        .isEqualTo("p=RX p1=RX t=AX t_a=AX t_pkey=RX scan t");
  }

  @Test
  void aShortLockTimeoutIsNotForTheObserversLocks() throws Exception {
    assertThat(observe(17, "SET lock_timeout = '1ms'", "DROP INDEX CONCURRENTLY t_a"))
        .isEqualTo("t=SUE t_a=AX");
  }

  private static String observe(int major, String... statements) throws Exception {
    EmbeddedServer server = TestPostgres.major(major).server();
    try (ScratchDatabases databases = ScratchDatabases.on(server);
        ScratchDatabases.Scratch database = databases.copyOf(ClusterTemplate.DATABASE)) {
      MigrationRun run =
          new MigrationRun(
              new SlowlyObserved(server),
              database.name(),
              new PostgresVersion(major),
              List.of(),
              line -> {});
      run.applyBase(List.of(script("V1.sql", TABLES)));
      run.trace(List.of(script("V2.sql", List.of(statements))));
      Observation observation =
          Objects.requireNonNull(run.observations().get(statements.length - 1));
      return Effect.of(observation).toString();
    }
  }

  private static DryRunRequest.Script script(String path, List<String> statements) {
    List<DryRunRequest.Statement> list =
        statements.stream()
            .map(sql -> new DryRunRequest.Statement(index(statements, sql), sql, 1, ""))
            .toList();
    return new DryRunRequest.Script(
        path, List.of(new DryRunRequest.Section(TransactionMode.AUTOCOMMIT, list)));
  }

  private static OptionalInt index(List<String> statements, String sql) {
    return OptionalInt.of(statements.indexOf(sql));
  }

  /** A server whose observing sessions think for a while before each statement. */
  private record SlowlyObserved(DryRunServer server) implements DryRunServer {
    @Override
    public String kind() {
      return server.kind();
    }

    @Override
    public Connection connectAsObserver(String database) throws SQLException {
      return slow(server.connectAsObserver(database));
    }

    @Override
    public Connection connectAsSuperuser(String database) throws SQLException {
      return server.connectAsSuperuser(database);
    }

    @Override
    public Connection connectAsMigrator(String database) throws SQLException {
      return server.connectAsMigrator(database);
    }

    @Override
    public RoomLimit roomLimit() throws IOException {
      return server.roomLimit();
    }

    @Override
    public void kill() {
      server.kill();
    }

    @Override
    public String dataPlace() {
      return server.dataPlace();
    }

    @Override
    public String noSpace() {
      return server.noSpace();
    }

    @Override
    public String log() {
      return server.log();
    }

    @Override
    public void close() {
      // It is not ours.
    }

    private static Connection slow(Connection connection) {
      Object proxy =
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (self, method, arguments) -> {
                if (method.getName().equals("createStatement")) {
                  Thread.sleep(15);
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException failure) {
                  throw failure.getCause();
                }
              });
      return (Connection) proxy;
    }
  }
}
