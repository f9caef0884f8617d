package dev.pgreview.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lock model is PostgreSQL's: measured on every major, pair by pair. */
class LockModeTest {
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  static Stream<Integer> majors() {
    return TestPostgres.majors();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void conflictsAreThoseOfTheServer(int major) throws SQLException {
    try (TestDatabase database = TestPostgres.major(major).freshDatabase();
        Connection other = database.connect()) {
      database.execute("CREATE TABLE t (a int)");
      for (LockMode held : LockMode.values()) {
        for (LockMode wanted : LockMode.values()) {
          database.execute("BEGIN", "LOCK TABLE t IN " + held.sql() + " MODE");
          boolean blocked = !succeeds(other, "LOCK TABLE t IN " + wanted.sql() + " MODE NOWAIT");
          database.execute("ROLLBACK");
          assertThat(held.conflictsWith(wanted)).as(held + " and " + wanted).isEqualTo(blocked);
          assertThat(held.conflicts().contains(wanted)).isEqualTo(blocked);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void modesAreSpelledAsTheServerSpellsThem(int major) throws SQLException {
    try (TestDatabase database = TestPostgres.major(major).freshDatabase()) {
      database.execute("CREATE TABLE t (a int)");
      for (LockMode mode : LockMode.values()) {
        database.execute("BEGIN", "LOCK TABLE t IN " + mode.sql() + " MODE");
        List<String> seen =
            database
                .column(
                    "SELECT mode FROM pg_locks WHERE pid = pg_backend_pid()"
                        + " AND relation = 't'::regclass")
                .stream()
                .map(String::valueOf)
                .toList();
        database.execute("ROLLBACK");
        assertThat(seen.stream().map(LockMode::byCatalogName))
            .containsExactly(LockMode.bySql(mode.sql()));
        assertThat(LockMode.bySql(mode.sql())).contains(mode);
      }
      assertThat(LockMode.byCatalogName("SIReadLock")).isEmpty();
      assertThat(LockMode.bySql("access share")).isEmpty();
    }
  }

  /** What somebody else wants to do meanwhile. */
  private enum Deed {
    READ("SELECT count(*) FROM t"),
    LOCK_A_ROW("SELECT * FROM t FOR UPDATE"),
    INSERT("INSERT INTO t VALUES (1)"),
    UPDATE("UPDATE t SET a = 2"),
    DELETE("DELETE FROM t"),
    SET_OPTION("ALTER TABLE t SET (fillfactor = 80)"),
    ANALYZE("ANALYZE t"),
    INDEX("CREATE INDEX ON t (a)"),
    TRUNCATE("TRUNCATE t");

    private final String sql;

    Deed(String sql) {
      this.sql = sql;
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void whatAModeBlocksIsWhatTheServerBlocks(int major) throws SQLException {
    try (TestDatabase database = TestPostgres.major(major).freshDatabase();
        Connection other = database.connect()) {
      database.execute("CREATE TABLE t (a int)", "INSERT INTO t VALUES (0)");
      for (LockMode held : LockMode.values()) {
        database.execute("BEGIN", "LOCK TABLE t IN " + held.sql() + " MODE");
        Set<Deed> blocked = EnumSet.noneOf(Deed.class);
        for (Deed deed : Deed.values()) {
          if (!succeeds(other, deed.sql)) {
            blocked.add(deed);
          }
        }
        boolean vacuumSkips = vacuumSkips(other);
        database.execute("ROLLBACK");
        assertThat(blocked).as(held + " on " + major).isEqualTo(expected(held));
        assertThat(vacuumSkips).as("vacuum under " + held).isEqualTo(held.blocksMaintenance());
      }
    }
  }

  private static Set<Deed> expected(LockMode held) {
    Set<Deed> blocked = EnumSet.noneOf(Deed.class);
    if (held.blocksReads()) {
      blocked.add(Deed.READ);
    }
    if (held.conflictsWith(LockMode.ROW_SHARE)) {
      blocked.add(Deed.LOCK_A_ROW);
    }
    if (held.blocksWrites()) {
      blocked.addAll(EnumSet.of(Deed.INSERT, Deed.UPDATE, Deed.DELETE));
    }
    if (held.blocksMaintenance()) {
      blocked.addAll(EnumSet.of(Deed.SET_OPTION, Deed.ANALYZE));
    }
    if (held.conflictsWith(LockMode.SHARE)) {
      blocked.add(Deed.INDEX);
    }
    blocked.add(Deed.TRUNCATE);
    return blocked;
  }

  /** In a transaction that is rolled back. */
  private static boolean succeeds(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("BEGIN");
      statement.execute("SET LOCAL lock_timeout = '30ms'");
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(sql + ": " + e.getMessage()).isEqualTo(LOCK_NOT_AVAILABLE);
      return false;
    } finally {
      try (Statement statement = session.createStatement()) {
        statement.execute("ROLLBACK");
      }
    }
  }

  /** VACUUM with SKIP_LOCKED takes its lock as autovacuum does: at once or not at all. */
  private static boolean vacuumSkips(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("VACUUM (SKIP_LOCKED) t");
      return statement.getWarnings() != null;
    }
  }

  @Test
  void conflictsAreMutual() {
    for (LockMode a : LockMode.values()) {
      for (LockMode b : LockMode.values()) {
        assertThat(a.conflictsWith(b)).isEqualTo(b.conflictsWith(a));
      }
    }
  }

  /**
   * Of two locks the stronger one stands for both. Only SHARE blocks less than a weaker mode, and
   * only other SHARE locks.
   */
  @Test
  void aStrongerModeBlocksWhatAWeakerOneBlocks() {
    for (LockMode weaker : LockMode.values()) {
      for (LockMode stronger : LockMode.values()) {
        assertThat(weaker.stronger(stronger)).isEqualTo(stronger.stronger(weaker));
        if (weaker.compareTo(stronger) < 0) {
          assertThat(weaker.stronger(stronger)).isEqualTo(stronger);
          Set<LockMode> lost = EnumSet.noneOf(LockMode.class);
          lost.addAll(weaker.conflicts());
          lost.removeAll(stronger.conflicts());
          assertThat(lost)
              .as(weaker + " and " + stronger)
              .isSubsetOf(stronger == LockMode.SHARE ? Set.of(LockMode.SHARE) : Set.of());
        }
      }
    }
  }

  /** LOCKMODE numbers (src/include/storage/lockdefs.h), which the parser's tree shows. */
  @Test
  void theOrderIsThatOfTheDocumentation() {
    assertThat(Arrays.stream(LockMode.values()).map(LockMode::sql))
        .containsExactly(
            "ACCESS SHARE",
            "ROW SHARE",
            "ROW EXCLUSIVE",
            "SHARE UPDATE EXCLUSIVE",
            "SHARE",
            "SHARE ROW EXCLUSIVE",
            "EXCLUSIVE",
            "ACCESS EXCLUSIVE");
  }
}
