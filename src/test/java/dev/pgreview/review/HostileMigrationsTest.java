package dev.pgreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.ChangeDetection;
import dev.pgreview.detect.Detectors;
import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.lint.Linter;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.report.Report;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.sql.SqlParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Anybody may open a pull request. What it holds may be nonsense that PostgreSQL would refuse, or
 * made to keep the reviewer busy: it still gets its report, soon.
 */
class HostileMigrationsTest {
  /** Most take a fraction of a second; without the limits they take hours, or all of the stack. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final DryRunner NO_SERVER =
      request -> {
        throw new AssertionError("no dry run was asked for");
      };

  @ParameterizedTest(name = "{0}")
  @MethodSource("migrations")
  void everyMigrationGetsItsReport(String name, String sql) {
    Report report = Assertions.assertTimeoutPreemptively(LIMIT, () -> review(sql));

    assertThat(report.statements().size() + report.findings().size()).isPositive();
  }

  static List<Arguments> migrations() {
    return List.of(
        Arguments.of(
            "a view that reads itself",
            """
            CREATE VIEW v AS SELECT 1 AS a; CREATE OR REPLACE VIEW v AS SELECT * FROM v;
            CREATE TABLE t AS SELECT * FROM v; CREATE VIEW w AS SELECT a FROM v;
            INSERT INTO t SELECT * FROM v; DROP VIEW v CASCADE;
            """),
        Arguments.of(
            "views that double their columns",
            "CREATE VIEW v0 AS SELECT 1 AS a, 2 AS b;"
                + times(60, "CREATE VIEW v%d AS SELECT *, x.* FROM v%d, v%d x;")),
        Arguments.of(
            "queries in one statement that double their columns",
            "CREATE VIEW v AS WITH w0 AS (SELECT 1 AS a, 2 AS b)"
                + times(60, ", w%d AS (SELECT *, x.* FROM w%d, w%d x)")
                + " SELECT * FROM w60;"),
        Arguments.of(
            "joins that double their columns",
            "CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT 1 FROM "
                + "(".repeat(30)
                + "t"
                + ") JOIN t USING (a)".repeat(30)
                + "; CREATE VIEW w AS SELECT * FROM "
                + "v, ".repeat(2_000)
                + "v;"),
        Arguments.of(
            "views that name each column",
            "CREATE VIEW v0 AS SELECT 1 AS a, 2 AS b, 3 AS c;"
                + times(60, "CREATE VIEW v%d AS SELECT a, b, c FROM v%d;")),
        Arguments.of(
            "views upon views",
            "CREATE VIEW v0 AS SELECT 1 AS a;"
                + times(1_500, "CREATE VIEW v%d AS SELECT a FROM v%d;")
                + "DROP VIEW v0 CASCADE;"),
        Arguments.of(
            "functions that call functions",
            "CREATE FUNCTION f0() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                + times(
                    8,
                    "CREATE FUNCTION f%d() RETURNS int LANGUAGE sql AS $$"
                        + "SELECT f%2$d();".repeat(30)
                        + "$$;")
                + "SELECT f8(); DO $$ BEGIN PERFORM f8(); END $$;"),
        Arguments.of(
            "a function that calls itself",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$"
                + "SELECT f();".repeat(12)
                + "$$; SELECT f();"),
        Arguments.of(
            "a trigger that fires itself",
            """
            CREATE TABLE t (id int);
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              INSERT INTO t VALUES (1); INSERT INTO t VALUES (2); INSERT INTO t VALUES (3);
              INSERT INTO t VALUES (4); INSERT INTO t VALUES (5); INSERT INTO t VALUES (6);
              RETURN NULL; END $$;
            CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
            INSERT INTO t VALUES (0);
            """),
        Arguments.of(
            "domains over domains",
            "CREATE DOMAIN d0 AS int;"
                + times(3_000, "CREATE DOMAIN d%d AS d%d;")
                + "CREATE TABLE t (a d2999); ALTER DOMAIN d0 ADD CHECK (VALUE > 0);"),
        Arguments.of(
            "a domain over itself",
            """
            CREATE DOMAIN d AS d; CREATE TABLE t (a d); ALTER TABLE t ALTER COLUMN a TYPE d;
            ALTER DOMAIN d ADD CONSTRAINT x CHECK (VALUE > 1);
            """),
        Arguments.of(
            "a table that inherits from itself",
            """
            CREATE TABLE t (a int); ALTER TABLE t INHERIT t; CREATE TABLE u () INHERITS (t);
            ALTER TABLE t INHERIT u; ALTER TABLE t ADD COLUMN z int; DROP TABLE t CASCADE;
            """),
        Arguments.of(
            "a partition of itself",
            """
            CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE INDEX i ON p (a);
            ALTER TABLE p ATTACH PARTITION p FOR VALUES IN (1); ALTER TABLE p ADD COLUMN x int;
            ALTER INDEX i ATTACH PARTITION i; DROP INDEX i; INSERT INTO p VALUES (1); DROP TABLE p;
            """),
        Arguments.of(
            "tables that nothing made", times(3_000, "ALTER TABLE t%d ADD COLUMN c%d int;")));
  }

  /** Texts with a number from 1, and with the one before it, in the places of %d. */
  private static String times(int count, String template) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> template.formatted(i, i - 1, i - 1))
        .collect(Collectors.joining());
  }

  private static Report review(String sql) {
    var detected =
        Detectors.detect(
            SourceTree.of(new TreeMap<>(Map.of("db/migration/V1__x.sql", sql))),
            DetectionSettings.DEFAULT);
    var history = ChangeDetection.everything(detected).histories().getFirst();
    ReviewRequest request =
        new ReviewRequest(
            "hostile",
            PostgresVersion.DEFAULT,
            Optional.empty(),
            history.base(),
            history.changed(),
            List.of(),
            List.of(),
            Map.of(),
            ReviewConfig.DEFAULT,
            false);
    return new Reviewer(new SqlParser(), new Linter(BuiltInRules.all()), NO_SERVER)
        .review(request, line -> {});
  }
}
