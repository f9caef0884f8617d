package dev.pgreview.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.lock.LockMode;
import dev.pgreview.report.PlanReport;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggersTest {
  /** orders is large and written to, settings is small and quiet, nothing is known of the rest. */
  private static final String BASE =
      """
      CREATE TYPE status AS ENUM ('new', 'paid');
      CREATE TYPE address AS (street text, city text);
      CREATE DOMAIN email AS text;
      CREATE SCHEMA app;
      CREATE TABLE customers (id bigint PRIMARY KEY, mail email, home address, name text NOT NULL);
      CREATE TABLE orders (id int PRIMARY KEY, customer_id bigint REFERENCES customers, state status,
        note text, code varchar(10), region int, UNIQUE (region, code));
      CREATE TABLE settings (key text PRIMARY KEY, value text);
      CREATE TABLE app.events (id bigint PRIMARY KEY, kind text);
      CREATE INDEX orders_customer_idx ON orders (customer_id);
      CREATE UNIQUE INDEX orders_note_key ON orders (note);
      CREATE VIEW open_orders AS SELECT id FROM orders;
      CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM orders;
      CREATE FUNCTION total(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE SEQUENCE numbers;
      """;

  private static Change change(String sql) {
    return Change.on(BASE)
        .stats("orders", 12_000_000, 140)
        .stats("settings", 40, 0)
        .stats("customers", 850_000, 0.2)
        .sql(sql);
  }

  @Nested
  class A {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            ALTER TABLE orders ALTER COLUMN id TYPE bigint          | type change of orders.id, which exists at the base
            ALTER TABLE orders DROP COLUMN note                     | drop of orders.note, which exists at the base
            ALTER TABLE app.events DROP kind                        | drop of app.events.kind, which exists at the base
            ALTER TABLE orders ALTER note SET NOT NULL              | NOT NULL for orders.note, which exists at the base
            ALTER TABLE orders ADD COLUMN x int NOT NULL            | new column orders.x is NOT NULL without a default, and the table exists at the base
            ALTER TABLE orders ADD COLUMN x int DEFAULT NULL NOT NULL | new column orders.x is NOT NULL without a default, and the table exists at the base
            DROP TABLE orders CASCADE                               | drop of table orders, which exists at the base
            DROP TABLE elsewhere                                    | drop of table elsewhere, which exists at the base
            ALTER TABLE elsewhere DROP COLUMN x                     | drop of elsewhere.x, which exists at the base
            DROP SCHEMA app CASCADE                                 | drop of schema app with app.events, which exists at the base
            DROP TYPE status CASCADE                                | drop of type status with its columns in orders, which exists at the base
            ALTER TYPE address DROP ATTRIBUTE city                  | drop of attribute city of type address, which customers has
            ALTER TYPE address ALTER ATTRIBUTE city TYPE varchar(9) | type change of attribute city of type address, which customers has
            ALTER DOMAIN email SET NOT NULL                         | NOT NULL for domain email, which customers has
            ALTER TABLE settings DROP CONSTRAINT settings_pkey, ADD PRIMARY KEY (value) | NOT NULL for settings.value, which exists at the base
            ALTER TABLE orders RENAME COLUMN note TO remark; ALTER TABLE orders DROP COLUMN remark | drop of orders.remark, which exists at the base
            ALTER TABLE orders ADD COLUMN x int; UPDATE settings SET value = 'a' WHERE key = 'b'; ALTER TABLE orders ALTER x SET NOT NULL | NOT NULL for orders.x, whose table exists at the base
            """)
    void fires(String sql, String reason) {
      assertThat(change(sql).check().triggers())
          .filteredOn(trigger -> trigger.trigger().equals("a"))
          .singleElement()
          .extracting(PlanReport.Trigger::reason)
          .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "CREATE TABLE n (id int, x int); ALTER TABLE n DROP COLUMN x",
          "CREATE TABLE n (id int); ALTER TABLE n ALTER id TYPE bigint, ALTER id SET NOT NULL; DROP TABLE n",
          "ALTER TABLE orders ADD COLUMN x int; ALTER TABLE orders DROP COLUMN x",
          "ALTER TABLE orders ADD COLUMN x int; ALTER TABLE orders ALTER x TYPE bigint",
          "ALTER TABLE orders ADD COLUMN x int NOT NULL DEFAULT 0",
          "ALTER TABLE settings ADD COLUMN x int GENERATED ALWAYS AS IDENTITY",
          "ALTER TABLE orders ADD COLUMN x int",
          "ALTER TABLE customers ALTER name SET NOT NULL",
          "ALTER TABLE orders ALTER note DROP NOT NULL",
          "ALTER TABLE orders ALTER code TYPE varchar(10)",
          "ALTER TABLE orders DROP COLUMN IF EXISTS never_was",
          "DROP TABLE IF EXISTS never_was",
          "DROP VIEW open_orders",
          "DROP INDEX orders_customer_idx",
          "DROP TYPE status",
          "DROP SCHEMA app",
          "CREATE TEMP TABLE orders (x int); ALTER TABLE orders DROP COLUMN x",
          "ALTER TABLE orders ADD CONSTRAINT c CHECK (note IS NOT NULL) NOT VALID"
        })
    void staysSilent(String sql) {
      assertThat(change(sql).letters()).noneMatch(letter -> letter.startsWith("a"));
    }

    @Test
    void oneEntryForAStatement() {
      assertThat(
              change("ALTER TABLE orders DROP COLUMN note, ALTER state TYPE text, DROP COLUMN code")
                  .fired())
          .startsWith(
              "a0 drop of orders.note, which exists at the base;"
                  + " type change of orders.state, which exists at the base;"
                  + " drop of orders.code, which exists at the base");
    }

    @Test
    void entersBodiesThatRun() {
      assertThat(change("DO $$ BEGIN ALTER TABLE orders DROP COLUMN note; END $$").letters())
          .containsExactly("a1");
      assertThat(
              change(
                      """
                      CREATE FUNCTION tidy() RETURNS void LANGUAGE plpgsql
                        AS $$ BEGIN DROP TABLE orders; END $$;
                      SELECT tidy();
                      """)
                  .letters())
          .containsExactly("a2");
    }
  }

  @Nested
  class B {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '¬',
        textBlock =
            """
            UPDATE orders SET note = ''                                    | UPDATE touches up to 12,000,000 rows of orders
            UPDATE orders SET note = '' WHERE note IS NULL                 | UPDATE touches up to 12,000,000 rows of orders
            UPDATE app.events SET kind = 'x'                               | UPDATE touches an assumed 1,000,000 rows of app.events
            UPDATE orders SET note = '' WHERE id = 1 OR region = 2         | UPDATE touches up to 12,000,000 rows of orders
            UPDATE orders SET note = '' WHERE region = 2                   | UPDATE touches up to 12,000,000 rows of orders
            UPDATE orders SET note = '' WHERE id = customer_id             | UPDATE touches up to 12,000,000 rows of orders
            UPDATE orders SET note = '' WHERE id BETWEEN 1 AND 20000       | UPDATE touches up to 20,000 rows of orders
            DELETE FROM orders WHERE state = 'new'                         | DELETE touches up to 12,000,000 rows of orders
            INSERT INTO settings SELECT id::text, note FROM orders         | INSERT touches up to 12,000,000 rows of settings
            INSERT INTO settings SELECT id::text, '' FROM open_orders      | INSERT touches up to 12,000,000 rows of settings
            INSERT INTO settings SELECT g::text, '' FROM generate_series(1, 20000) g | INSERT touches up to 20,000 rows of settings
            INSERT INTO settings SELECT id::text, '' FROM orders LIMIT 50000 | INSERT touches up to 50,000 rows of settings
            CREATE TABLE copy AS SELECT * FROM orders                      | CREATE TABLE AS puts up to 12,000,000 rows into copy
            MERGE INTO settings s USING orders o ON s.key = o.note WHEN MATCHED THEN DELETE | MERGE touches up to 12,000,000 rows of settings
            WITH gone AS (DELETE FROM orders RETURNING id) SELECT count(*) FROM gone | DELETE touches up to 12,000,000 rows of orders
            """)
    void fires(String sql, String reason) {
      assertThat(change(sql).check().triggers())
          .filteredOn(trigger -> trigger.trigger().equals("b"))
          .singleElement()
          .extracting(PlanReport.Trigger::reason)
          .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "UPDATE settings SET value = 'x'",
          "UPDATE orders SET note = '' WHERE id = 7",
          "UPDATE orders SET note = '' WHERE (id = 7)",
          "UPDATE orders o SET note = '' WHERE o.\"id\" = 7::int AND o.note = 'a and b or c'",
          "UPDATE orders SET note = '' WHERE id IN (1, 2, 3)",
          "UPDATE orders SET note = '' WHERE id = ANY (ARRAY[1, 2])",
          "UPDATE orders SET note = '' WHERE id = ANY ('{1,2}')",
          "UPDATE orders SET note = '' WHERE code = 'x' AND region = 5",
          "UPDATE orders SET note = '' WHERE note = 'unique'",
          "UPDATE orders SET note = '' WHERE id >= 1 AND id < 5000",
          "DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE note IS NULL LIMIT 5000)",
          "DELETE FROM orders WHERE ctid = ANY (ARRAY(SELECT ctid FROM orders WHERE note IS NULL LIMIT 5000))",
          "WITH batch AS (SELECT id FROM orders LIMIT 1000 FOR UPDATE SKIP LOCKED) UPDATE orders SET note = '' FROM batch WHERE orders.id = batch.id",
          "INSERT INTO orders (id) VALUES (1), (2)",
          "INSERT INTO settings SELECT note, '' FROM orders WHERE id = 5",
          "INSERT INTO settings SELECT key || '2', value FROM settings",
          "INSERT INTO settings SELECT id::text, '' FROM orders ORDER BY id LIMIT 500",
          "CREATE TABLE copy AS SELECT * FROM orders WITH NO DATA",
          "CREATE TEMP TABLE copy AS SELECT * FROM orders",
          "CREATE TABLE n (id int); INSERT INTO n VALUES (1); UPDATE n SET id = 2",
          "EXPLAIN UPDATE orders SET note = ''"
        })
    void staysSilent(String sql) {
      assertThat(change(sql).letters()).noneMatch(letter -> letter.startsWith("b"));
    }

    @Test
    void aBatchInALoopGoesOverTheTable() {
      assertThat(
              change(
                      """
                      DO $$ BEGIN LOOP
                        UPDATE orders SET note = '' WHERE id IN (SELECT id FROM orders WHERE note IS NULL LIMIT 100);
                        EXIT WHEN NOT FOUND;
                      END LOOP; END $$;
                      """)
                  .letters())
          .containsExactly("b1");
    }

    @Test
    void aTableMadeAndFilledInTheChangeCountsByItsRows() {
      assertThat(
              change(
                      """
                      CREATE TABLE n AS SELECT id FROM settings;
                      UPDATE n SET id = 1;
                      CREATE TABLE m AS SELECT id FROM orders;
                      UPDATE m SET id = 1;
                      """)
                  .letters())
          .containsExactly("b2", "b3");
    }

    @Test
    void theThresholdIsConfigured() {
      assertThat(
              change("UPDATE settings SET value = ''")
                  .config("plan: {triggers: {b: {rows: 39}}}")
                  .letters())
          .containsExactly("b0");
      assertThat(
              change("UPDATE settings SET value = ''")
                  .config("plan: {triggers: {b: {rows: 40}}}")
                  .letters())
          .isEmpty();
    }
  }

  @Nested
  class C {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '¬',
        textBlock =
            """
            CREATE INDEX i ON orders (note)                       | index i on orders, which takes 140 writes per second
            CREATE INDEX CONCURRENTLY i ON orders (note)          | index i on orders, which takes 140 writes per second
            CREATE INDEX ON app.events (kind)                     | a new index on app.events, which takes an assumed 10 writes per second
            ALTER TABLE orders ADD UNIQUE (code)                  | the index of a unique constraint on orders, which takes 140 writes per second
            ALTER TABLE orders ADD COLUMN x int UNIQUE            | the index of a unique constraint on orders, which takes 140 writes per second
            ALTER TABLE elsewhere ADD PRIMARY KEY (id)            | the index of a primary key on elsewhere, which takes an assumed 10 writes per second
            ALTER TABLE orders ADD EXCLUDE USING btree (note WITH =) | the index of an exclusion constraint on orders, which takes 140 writes per second
            """)
    void fires(String sql, String reason) {
      assertThat(change(sql).check().triggers())
          .filteredOn(trigger -> trigger.trigger().equals("c"))
          .singleElement()
          .extracting(PlanReport.Trigger::reason)
          .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "CREATE INDEX i ON settings (value)",
          "CREATE INDEX i ON customers (name)",
          "CREATE TABLE n (id int PRIMARY KEY); CREATE INDEX ON n (id)",
          "CREATE INDEX IF NOT EXISTS orders_customer_idx ON orders (customer_id)",
          "CREATE UNIQUE INDEX ON totals (n)",
          "ALTER TABLE orders ADD UNIQUE USING INDEX orders_note_key",
          "ALTER TABLE orders ADD CHECK (id > 0) NOT VALID",
          "REINDEX INDEX orders_customer_idx"
        })
    void staysSilent(String sql) {
      assertThat(change(sql).letters()).noneMatch(letter -> letter.startsWith("c"));
    }

    @Test
    void writesOfPartitionsAddUp() {
      assertThat(
              Change.on(
                      """
                      CREATE TABLE log (at date) PARTITION BY RANGE (at);
                      CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                      CREATE TABLE log_2 PARTITION OF log DEFAULT;
                      """)
                  .stats("log_1", 100, 0.6)
                  .stats("log_2", 100, 0.6)
                  .sql("CREATE INDEX ON log (at)")
                  .fired())
          .containsExactly("c0 a new index on log, which takes 1.2 writes per second");
    }
  }

  @Nested
  class D {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '¬',
        textBlock =
            """
            ALTER TABLE orders RENAME TO purchases         | rename of orders to purchases
            ALTER TABLE orders RENAME note TO "Remark"     | rename of orders.note to "Remark"
            ALTER VIEW open_orders RENAME TO x             | rename of open_orders to x
            ALTER MATERIALIZED VIEW totals RENAME TO x     | rename of totals to x
            ALTER SCHEMA app RENAME TO application         | rename of schema app to application
            ALTER TABLE orders SET SCHEMA app              | rename of orders by moving it to schema app
            ALTER TYPE status RENAME TO order_status       | rename of type status to order_status
            ALTER TYPE status RENAME VALUE 'new' TO 'open' | rename of 'new' of status to 'open'
            ALTER TYPE address RENAME ATTRIBUTE city TO town | rename of attribute city of type address to town
            ALTER DOMAIN email RENAME TO mail              | rename of type email to mail
            ALTER FUNCTION total(int) RENAME TO sum_up     | rename of function total to sum_up
            ALTER SEQUENCE numbers RENAME TO n             | rename of numbers to n
            ALTER TABLE elsewhere RENAME COLUMN a TO b     | rename of elsewhere.a to b
            """)
    void fires(String sql, String reason) {
      assertThat(change(sql).fired()).containsExactly("d0 " + reason);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "ALTER INDEX orders_customer_idx RENAME TO i",
          "ALTER TABLE orders_customer_idx RENAME TO i",
          "ALTER TABLE orders RENAME CONSTRAINT orders_pkey TO p",
          "CREATE TABLE n (id int); ALTER TABLE n RENAME TO m; ALTER TABLE m RENAME id TO x",
          "ALTER TABLE orders ADD x int; ALTER TABLE orders RENAME x TO y",
          "CREATE TYPE t AS ENUM ('a'); ALTER TYPE t RENAME VALUE 'a' TO 'b'; ALTER TYPE t RENAME TO u",
          "ALTER TYPE status ADD VALUE 'late'; ALTER TYPE status RENAME VALUE 'late' TO 'overdue'",
          "CREATE SCHEMA s; ALTER SCHEMA s RENAME TO t",
          "ALTER TABLE IF EXISTS never_was RENAME TO x"
        })
    void staysSilent(String sql) {
      assertThat(change(sql).letters()).isEmpty();
    }
  }

  @Nested
  class E {
    @Test
    void aRewriteOfATableWithRows() {
      assertThat(
              change("ALTER TABLE orders ALTER id TYPE bigint")
                  .locks(0, "orders", LockMode.ACCESS_EXCLUSIVE, "orders", "orders_pkey")
                  .fired())
          .contains("e0 rewrite of orders");
    }

    @Test
    void notOfAnEmptyOneAndNotByTruncate() {
      assertThat(
              change("ALTER TABLE settings ADD COLUMN x uuid DEFAULT gen_random_uuid()")
                  .stats("settings", 0, 0)
                  .locks(0, "settings", LockMode.ACCESS_EXCLUSIVE, "settings")
                  .letters())
          .isEmpty();
      assertThat(
              change("TRUNCATE orders")
                  .locks(0, "orders", LockMode.ACCESS_EXCLUSIVE, "orders")
                  .letters())
          .isEmpty();
    }

    @Test
    void aTableOfTheChangeCountsByItsRows() {
      String sql = "ALTER TABLE n ADD COLUMN x uuid DEFAULT gen_random_uuid()";
      assertThat(
              change("CREATE TABLE n AS SELECT * FROM settings")
                  .sql(sql)
                  .locks(1, "n", LockMode.ACCESS_EXCLUSIVE, "n")
                  .letters())
          .isEmpty();
      assertThat(
              change("CREATE TABLE n AS SELECT * FROM orders")
                  .sql(sql)
                  .locks(1, "n", LockMode.ACCESS_EXCLUSIVE, "n")
                  .letters())
          .contains("e1");
    }
  }

  @Nested
  class F {
    @Test
    void aLockThatIsHeldForLong() {
      assertThat(
              change("CREATE INDEX i ON settings (value)")
                  .locks(0, "settings", LockMode.SHARE)
                  .seconds(0, 41)
                  .fired())
          .containsExactly("f0 SHARE on settings stops writes for about 41 s");
    }

    @Test
    void heldUntilTheEndOfItsTransaction() {
      Change change =
          change(
                  "ALTER TABLE settings ADD x int; SELECT 1; UPDATE customers SET name = ''; SELECT 2")
              .locks(0, "settings", LockMode.ACCESS_EXCLUSIVE)
              .locks(2, "customers", LockMode.ROW_EXCLUSIVE)
              .seconds(2, 17);
      assertThat(change.fired())
          .contains(
              "f0 ACCESS EXCLUSIVE on settings stops reads and writes for about 17 s, because later"
                  + " statements of the transaction take their time");
      assertThat(change.letters()).doesNotContain("f2");
    }

    @Test
    void theNextTransactionDoesNotCount() {
      assertThat(
              change("ALTER TABLE settings ADD x int")
                  .sql("UPDATE settings SET x = 1")
                  .locks(0, "settings", LockMode.ACCESS_EXCLUSIVE)
                  .seconds(1, 17)
                  .letters())
          .isEmpty();
    }

    @Test
    void aLockThatIsAlreadyHeldIsSaidOnce() {
      assertThat(
              change("ALTER TABLE settings ADD x int; ALTER TABLE settings ADD y int; SELECT 1")
                  .locks(0, "settings", LockMode.ACCESS_EXCLUSIVE)
                  .locks(1, "settings", LockMode.ACCESS_EXCLUSIVE)
                  .seconds(2, 17)
                  .letters())
          .containsExactly("f0");
    }

    @Test
    void weakLocksAndShortOnesDoNotCount() {
      assertThat(
              change("ALTER TABLE settings VALIDATE CONSTRAINT c")
                  .locks(0, "settings", LockMode.SHARE_UPDATE_EXCLUSIVE)
                  .seconds(0, 41)
                  .letters())
          .isEmpty();
      assertThat(
              change("ALTER TABLE settings ADD x int")
                  .locks(0, "settings", LockMode.ACCESS_EXCLUSIVE)
                  .seconds(0, 1)
                  .letters())
          .isEmpty();
    }

    @Test
    void anUpdateByKeyTakesNoTime() {
      assertThat(
              change("ALTER TABLE settings ADD x int; UPDATE orders SET note = '' WHERE id = 4")
                  .locks(0, "settings", LockMode.ACCESS_EXCLUSIVE)
                  .seconds(1, 200)
                  .letters())
          .isEmpty();
    }
  }

  @Test
  void theFirstMigrationNeedsNoPlan() {
    assertThat(
            Change.on("")
                .sql(
                    """
                    CREATE TABLE a (id int PRIMARY KEY);
                    INSERT INTO a SELECT g FROM generate_series(1, 1000000) g;
                    ALTER TABLE a ALTER id TYPE bigint;
                    ALTER TABLE a RENAME TO b;
                    CREATE INDEX ON b (id);
                    """)
                .check())
        .isEqualTo(PlanReport.NOT_REQUIRED);
  }

  @Test
  void eachTriggerCanBeSwitchedOff() {
    for (String letter : List.of("a", "b", "c", "d", "e", "f")) {
      List<String> fired =
          change(
                  """
                  ALTER TABLE orders ALTER id TYPE bigint;
                  UPDATE orders SET note = '';
                  CREATE INDEX ON orders (note);
                  ALTER TABLE orders RENAME TO o;
                  """)
              .locks(0, "orders", LockMode.ACCESS_EXCLUSIVE, "orders")
              .config("plan: {triggers: {" + letter + ": off}}")
              .letters();
      assertThat(fired).noneMatch(one -> one.startsWith(letter));
      assertThat(fired.stream().map(one -> one.charAt(0)).distinct()).hasSize(5);
    }
  }

  @Test
  void thePlanAsAWholeCanBeSwitchedOff() {
    PlanReport report = change("DROP TABLE orders").config("plan: {required: false}").check();
    assertThat(report.required()).isFalse();
    assertThat(report.status()).isEqualTo(PlanReport.Status.NOT_REQUIRED);
  }
}
