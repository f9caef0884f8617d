package dev.pgreview.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The phases of a draft, run one after the other, lead to where the migration leads. */
class PlanDraftOnServerTest {
  private static final String BASE =
      """
      CREATE TYPE status AS ENUM ('new', 'paid');
      CREATE TABLE customers (id bigint PRIMARY KEY, mail text);
      CREATE TABLE orders (id int PRIMARY KEY, customer_id bigint REFERENCES customers,
        state status DEFAULT 'new', note varchar(20) UNIQUE,
        amount int NOT NULL DEFAULT 1 CHECK (amount >= 0));
      CREATE INDEX orders_customer_idx ON orders (customer_id);
      CREATE INDEX orders_amount_idx ON orders (amount DESC, id) WHERE amount > 3;
      CREATE VIEW open_orders AS SELECT id, note AS remark FROM orders WHERE state = 'new';
      """;

  private static final String ROWS =
      """
      INSERT INTO customers SELECT g, 'm' || g FROM generate_series(1, 50) g;
      INSERT INTO orders SELECT g * 7, 1 + g % 50, 'new', 'n' || g, g FROM generate_series(1, 12000) g;
      """;

  /** What a schema is made of, without the order of columns and the names of NOT NULLs. */
  private static final String SCHEMA =
      """
      SELECT 'column ' || attrelid::regclass || '.' || attname || ' '
          || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
          || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '')
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid IN ('customers'::regclass, 'orders'::regclass)
          AND attnum > 0 AND NOT attisdropped
      UNION ALL
      SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE conrelid IN ('customers'::regclass, 'orders'::regclass)
          AND contype <> 'n'
      UNION ALL
      SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL
      SELECT 'invalid ' || indexrelid::regclass FROM pg_index WHERE NOT indisvalid
      UNION ALL
      SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL
      SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      UNION ALL
      SELECT 'view ' || viewname || ' ' || definition FROM pg_views WHERE schemaname = 'public'
      """;

  private static final Pattern STEP =
      Pattern.compile(
          "(?ms)^\\*\\*[^\\n]*\\*\\*, (in|outside) [^\\n]*\\n\\n(`{3,})sql\\n(.*?)^\\2$");

  static Stream<String> changes() {
    return Stream.of(
        "ALTER TABLE orders ALTER COLUMN amount TYPE bigint",
        "ALTER TABLE orders ALTER COLUMN note TYPE int USING substr(note, 2)::int",
        "ALTER TABLE orders RENAME COLUMN customer_id TO customer",
        "ALTER TABLE orders RENAME COLUMN amount TO total",
        "ALTER TABLE orders ALTER state SET NOT NULL, ADD CONSTRAINT few CHECK (amount < 100000)",
        "ALTER TABLE orders ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid()",
        "ALTER TABLE orders ADD CONSTRAINT once UNIQUE (amount)",
        "ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (customer_id) REFERENCES customers",
        "CREATE UNIQUE INDEX u ON orders (amount) WHERE amount > 5",
        "UPDATE orders SET state = 'paid' WHERE amount < 9000");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void thePhasesLeadToTheSameSchemaAndRows(String change) throws SQLException {
    String draft =
        PlanDraft.of(Change.on(BASE).stats("orders", 12_000_000, 140).sql(change).request())
            .orElseThrow()
            .text();
    for (int major : new int[] {14, 18}) {
      try (TestDatabase direct = TestPostgres.major(major).freshDatabase();
          TestDatabase phased = TestPostgres.major(major).freshDatabase()) {
        boolean views = change.contains("TYPE int USING");
        for (TestDatabase database : List.of(direct, phased)) {
          database.execute(BASE + ROWS);
          if (views) {
            // The direct way is refused while a view reads the column; the draft asks about it.
            database.execute("DROP VIEW open_orders");
          }
        }
        direct.execute(change);
        int steps = run(draft, phased.connection());

        assertThat(steps).as(draft).isPositive();
        assertThat(lines(phased.connection(), SCHEMA))
            .as("PostgreSQL %s\n%s", major, draft)
            .isEqualTo(lines(direct.connection(), SCHEMA));
        assertThat(rows(phased.connection())).isEqualTo(rows(direct.connection()));
      }
    }
  }

  private static int run(String draft, Connection connection) throws SQLException {
    String phases = draft.substring(draft.indexOf("## Phases"));
    int end = phases.indexOf("### Deploy order");
    Matcher step = STEP.matcher(phases.substring(0, end));
    int steps = 0;
    while (step.find()) {
      boolean transaction = step.group(1).equals("in");
      String sql = step.group(3);
      try (Statement statement = connection.createStatement()) {
        statement.execute(transaction ? "BEGIN;\n" + sql + "\nCOMMIT" : sql);
      } catch (SQLException failure) {
        throw new SQLException(sql, failure);
      }
      steps++;
    }
    return steps;
  }

  /** Every table's rows, whatever the order of the columns; random values are left out. */
  private static List<String> rows(Connection connection) throws SQLException {
    return new ArrayList<>(
        lines(
            connection,
            """
            SELECT (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(o))
                    WHERE key <> 'token')::text
              || (to_jsonb(o) ? 'token' AND to_jsonb(o) ->> 'token' IS NULL)::text
            FROM orders o"""));
  }

  private static Set<String> lines(Connection connection, String query) throws SQLException {
    Set<String> lines = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        lines.add(String.valueOf(rows.getString(1)));
      }
    }
    return lines;
  }
}
