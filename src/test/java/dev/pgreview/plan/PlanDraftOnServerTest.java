package dev.pgreview.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.SqlStatement;
import dev.pgreview.sql.SqlParser;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafted SQL on a real server: it applies, and it does what its section says. */
class PlanDraftOnServerTest {
  private static final String BASE =
      """
      CREATE TYPE status AS ENUM ('new', 'paid');
      CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail text);
      CREATE TABLE orders (id int PRIMARY KEY, customer_id bigint REFERENCES customers ON DELETE SET NULL,
        state status DEFAULT 'new', note varchar(20) COLLATE "C" UNIQUE, amount int NOT NULL CHECK (amount >= 0),
        "Mixed Case" text);
      CREATE TABLE lines (order_id int, nr int, text text NOT NULL DEFAULT 'x', PRIMARY KEY (order_id, nr));
      CREATE INDEX orders_customer_idx ON orders (customer_id DESC) INCLUDE (amount) WHERE amount > 3;
      CREATE INDEX orders_lower_idx ON orders (lower("Mixed Case") text_pattern_ops);
      CREATE VIEW open_orders AS SELECT id FROM orders WHERE state = 'new';
      """;

  private static final String ROWS =
      """
      INSERT INTO customers (mail) SELECT 'mail' || g FROM generate_series(1, 5) g;
      INSERT INTO orders SELECT g, 1 + g % 5, 'new', 'note' || g, g, 'T' || g FROM generate_series(1, 12000) g;
      """;

  /** Everything that the statements here can change, by name. */
  private static final String SNAPSHOT =
      """
      SELECT concat_ws(' ', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               a.attidentity, a.attcollation, pg_get_expr(d.adbin, d.adrelid))
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')
      UNION ALL
      SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace
      UNION ALL
      SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
      WHERE relnamespace = 'public'::regnamespace
      UNION ALL
      SELECT viewname || ' ' || definition FROM pg_views WHERE schemaname = 'public'
      UNION ALL
      SELECT enumtypid::regtype || ' ' || string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum GROUP BY enumtypid
      UNION ALL
      SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      UNION ALL
      SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL
      SELECT relname || ' ' || relrowsecurity FROM pg_class WHERE relrowsecurity
      ORDER BY 1
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE orders ADD COLUMN x int CHECK (x > 0), ADD CHECK (amount < 100000), ADD FOREIGN KEY (id) REFERENCES customers NOT VALID",
        "ALTER TABLE orders DROP COLUMN note, DROP COLUMN \"Mixed Case\"",
        "ALTER TABLE orders DROP COLUMN customer_id",
        "ALTER TABLE lines DROP COLUMN nr",
        "ALTER TABLE orders ALTER amount TYPE bigint, ALTER state SET NOT NULL, ALTER amount DROP NOT NULL, ALTER state DROP DEFAULT",
        "ALTER TABLE orders ALTER note TYPE text; ALTER TABLE orders ALTER note SET DEFAULT 'n'",
        "CREATE INDEX ON orders (state); CREATE UNIQUE INDEX u ON orders (amount)",
        "DROP INDEX orders_customer_idx, orders_lower_idx",
        "ALTER TABLE lines RENAME TO rows; ALTER TABLE rows RENAME COLUMN text TO body",
        "ALTER TABLE orders RENAME CONSTRAINT orders_pkey TO p; ALTER INDEX orders_lower_idx RENAME TO i",
        "ALTER TYPE status RENAME VALUE 'new' TO 'open'; ALTER TYPE status RENAME TO order_status",
        "DROP VIEW open_orders; DROP TABLE lines",
        "DROP VIEW open_orders; CREATE VIEW open_orders AS SELECT 1 AS one",
        "CREATE OR REPLACE VIEW open_orders AS SELECT id FROM orders",
        "DROP VIEW open_orders; DROP TABLE orders",
        "CREATE TABLE n (a int PRIMARY KEY); CREATE SEQUENCE s; CREATE TYPE t AS ENUM ('a'); CREATE TABLE m AS SELECT 1 AS x",
        "CREATE FUNCTION f(int, text[]) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE PROCEDURE p() LANGUAGE sql AS ''",
        "ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey, DROP CONSTRAINT orders_amount_check, DROP CONSTRAINT orders_note_key",
        "ALTER TABLE orders ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON orders USING (amount > 1)",
        "ALTER TABLE lines ADD CONSTRAINT o FOREIGN KEY (order_id) REFERENCES orders; ALTER TABLE customers ALTER mail SET NOT NULL"
      })
  void rollbackRestoresTheCatalog(String sql) throws SQLException {
    PlanRequest request = Change.on(BASE).sql(sql).request();
    List<AnalyzedStatement> statements = request.analysis().statements();
    List<String> rollback =
        new Rollback(request.analysis().after())
            .of(statements).stream().flatMap(inverse -> inverse.sql().stream()).toList();
    try (TestDatabase database = TestPostgres.major(17).freshDatabase()) {
      database.execute(BASE);
      List<String> before = database.column(SNAPSHOT);
      database.execute(sql);
      assertThat(database.column(SNAPSHOT)).isNotEqualTo(before);
      for (String statement : rollback) {
        database.execute(statement);
      }
      assertThat(database.column(SNAPSHOT)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE orders ALTER amount TYPE bigint",
        "ALTER TABLE orders ALTER amount TYPE numeric(12,2) USING amount / 100.0",
        "ALTER TABLE orders RENAME COLUMN \"Mixed Case\" TO title",
        "ALTER TABLE orders RENAME TO purchases",
        "ALTER TABLE orders ALTER state SET NOT NULL",
        "ALTER TABLE orders ADD UNIQUE (amount), ADD CHECK (amount > -1), ADD CONSTRAINT f FOREIGN KEY (customer_id) REFERENCES customers",
        "ALTER TABLE lines RENAME COLUMN text TO body",
        "ALTER TABLE orders ADD COLUMN x int NOT NULL DEFAULT (random() * 0)",
        "UPDATE orders SET note = NULL WHERE amount > 5 OR amount < 2",
        "UPDATE orders SET note = NULL",
        "DELETE FROM orders WHERE amount > 5",
        "CREATE INDEX ON orders (state); DROP INDEX orders_customer_idx",
        "ALTER TABLE orders ADD COLUMN y text DEFAULT 'y', DROP COLUMN note"
      })
  void thePhasesLeadToTheSameColumnsAndRows(String sql) throws SQLException {
    PlanRequest request = Change.on(BASE).stats("orders", 12_000, 1).sql(sql).request();
    PhasedSteps steps = SafeSteps.of(request);
    assertThat(apply(List.of(sql))).isEqualTo(apply(phases(steps)));
  }

  @Test
  void bothReleasesMayWriteWhileAColumnIsRenamed() throws SQLException {
    PlanRequest request =
        Change.on(BASE).sql("ALTER TABLE orders RENAME COLUMN \"Mixed Case\" TO title").request();
    try (TestDatabase database = TestPostgres.major(17).freshDatabase()) {
      database.execute(BASE, ROWS);
      for (String statement : split(SafeSteps.of(request).sql(Phase.EXPAND))) {
        database.execute(statement);
      }
      database.execute(
          "INSERT INTO orders (id, amount, \"Mixed Case\") VALUES (-1, 1, 'old writes')",
          "INSERT INTO orders (id, amount, title) VALUES (-2, 1, 'new writes')",
          "UPDATE orders SET \"Mixed Case\" = 'old changes' WHERE id = 1",
          "UPDATE orders SET title = 'new changes' WHERE id = 2");
      assertThat(
              database.column(
                  "SELECT title || '=' || \"Mixed Case\" FROM orders WHERE id < 3 ORDER BY id"))
          .containsExactly(
              "new writes=new writes",
              "old writes=old writes",
              "old changes=old changes",
              "new changes=new changes");
    }
  }

  private static List<String> phases(PhasedSteps steps) {
    List<String> all = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      all.addAll(split(steps.sql(phase)));
    }
    return all;
  }

  private static List<String> split(String sql) {
    return new SqlParser()
        .parse(SqlSection.verbatim(sql, 0, TransactionMode.AUTOCOMMIT)).statements().stream()
            .map(SqlStatement::sql)
            .toList();
  }

  /** Columns with types, and the rows of the largest table, after the statements. */
  private static List<String> apply(List<String> statements) throws SQLException {
    try (TestDatabase database = TestPostgres.major(17).freshDatabase()) {
      database.execute(BASE, ROWS);
      for (String statement : statements) {
        database.execute(statement);
      }
      List<String> seen = new ArrayList<>();
      seen.addAll(
          database.column(
              "SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable)"
                  + " FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)"
                  + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1"));
      seen.addAll(
          database.column(
              "SELECT conname || convalidated FROM pg_constraint WHERE contype IN ('c', 'f', 'u') AND connamespace = 'public'::regnamespace"
                  + " AND conname <> 'orders_amount_check' ORDER BY 1"));
      String table =
          String.valueOf(
              database
                  .column("SELECT coalesce(to_regclass('purchases'), to_regclass('orders'))::text")
                  .getFirst());
      seen.addAll(
          database.column(
              "SELECT md5(string_agg(j.key || j.value, ',' ORDER BY id, j.key)) FROM "
                  + table
                  + " t, jsonb_each_text(to_jsonb(t)) j"));
      return seen;
    }
  }
}
