package dev.pgreview.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.report.PlanReport;
import dev.pgreview.report.PlanReport.Problem;
import dev.pgreview.report.PlanReport.Status;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanDraftTest {
  private static final String BASE =
      """
      CREATE TYPE status AS ENUM ('new', 'paid');
      CREATE TABLE customers (id bigint PRIMARY KEY, mail text);
      CREATE TABLE orders (id int PRIMARY KEY, customer_id bigint REFERENCES customers,
        state status DEFAULT 'new', note varchar(20) UNIQUE, amount int NOT NULL CHECK (amount >= 0));
      CREATE TABLE "Odd `name` | x<b>" ("a ``` b" int);
      CREATE INDEX orders_customer_idx ON orders (customer_id);
      CREATE VIEW open_orders AS SELECT id FROM orders WHERE state = 'new';
      """;

  static Stream<String> changes() {
    return Stream.of(
        "ALTER TABLE orders ALTER COLUMN id TYPE bigint",
        "ALTER TABLE orders ALTER COLUMN amount TYPE numeric(12,2) USING amount / 100.0",
        "ALTER TABLE orders DROP COLUMN note, ALTER state SET NOT NULL, ADD CHECK (amount < 100)",
        "ALTER TABLE orders ADD COLUMN x int NOT NULL, ADD COLUMN y text DEFAULT 'y'",
        "UPDATE orders SET note = '' WHERE note IS NULL",
        "UPDATE orders SET note = mail FROM customers c WHERE c.id = customer_id",
        "DELETE FROM orders",
        "INSERT INTO customers SELECT id, note FROM orders",
        "CREATE INDEX ON orders (state); CREATE UNIQUE INDEX u ON orders (amount) WHERE amount > 5",
        "ALTER TABLE orders ADD UNIQUE (amount), ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES customers",
        "ALTER TABLE orders RENAME TO purchases",
        "ALTER TABLE orders RENAME COLUMN note TO remark",
        "ALTER TABLE orders RENAME COLUMN amount TO total",
        "ALTER TABLE orders RENAME CONSTRAINT orders_pkey TO p; ALTER TABLE orders RENAME note TO n",
        "ALTER TYPE status RENAME VALUE 'new' TO 'open'; ALTER TYPE status ADD VALUE 'gone'",
        "DROP TABLE orders CASCADE",
        "DROP TABLE elsewhere; ALTER TABLE nowhere ALTER COLUMN a TYPE text",
        "DROP VIEW open_orders; DROP INDEX orders_customer_idx; ALTER TABLE orders DROP COLUMN state",
        "DO $$ BEGIN ALTER TABLE orders DROP COLUMN note; END $$",
        "ALTER TABLE \"Odd `name` | x<b>\" DROP COLUMN \"a ``` b\"",
        "CREATE TABLE n AS SELECT * FROM orders; TRUNCATE customers; VACUUM FULL orders",
        "CREATE MATERIALIZED VIEW m AS SELECT 1; ALTER TABLE orders SET SCHEMA other",
        "SET lock_timeout = '2s'; GRANT SELECT ON orders TO public; ALTER TABLE orders DROP note");
  }

  private static Change change(String sql) {
    return Change.on(BASE).stats("orders", 12_000_000, 140).stats("customers", 850_000, 3).sql(sql);
  }

  private static String draft(String sql) {
    return PlanDraft.of(change(sql).request()).orElseThrow().text();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void anUntouchedDraftDoesNotPass(String sql) {
    PlanReport report = change(sql).plan(draft(sql)).check();
    assertThat(report.status()).isEqualTo(Status.INCOMPLETE);
    assertThat(report.problems())
        .extracting(Problem::message)
        .anyMatch(message -> message.startsWith("not answered: "))
        .noneMatch(message -> message.contains("there is no heading"))
        .noneMatch(message -> message.contains("does not parse"))
        .noneMatch(message -> message.contains("but "));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aDraftWithAllQuestionsAnsweredPasses(String sql) {
    PlanReport report = change(sql).plan(answered(draft(sql))).check();
    assertThat(report.problems()).isEmpty();
    assertThat(report.status()).isEqualTo(Status.COMPLETE);
  }

  /** A question for SQL is answered with some. */
  private static String answered(String draft) {
    return draft
        .replaceAll(
            "(?m)^- \\[ ] \\? .*\\(SQL\\).*$|^- \\[ ] \\? Which SQL .*$|^- \\[ ] \\? .*come back.*$",
            "- With `INSERT INTO t SELECT 1`, from the dump of the night before.")
        .replaceAll("(?m)^- \\[ ] \\? .*$", "- The team of the shop has decided that in May.");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void allSqlOfADraftParses(String sql) {
    Matcher fence = Pattern.compile("(?ms)^(`{3,})sql\n(.*?)^\\1$").matcher(draft(sql));
    int blocks = 0;
    while (fence.find()) {
      assertThat(Change.problems(fence.group(2))).as(fence.group(2)).isEmpty();
      blocks++;
    }
    assertThat(blocks).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aChangeThatNeedsNoPlanHasNoDraft() {
    assertThat(PlanDraft.of(change("CREATE TABLE n (id int)").request())).isEmpty();
  }

  @Test
  void aSkippedDryRunStandsUnderDeferredRisks() {
    PlanRequest request =
        change("DROP TABLE orders").request().withDryRunSkipped("no server to be had");
    assertThat(PlanDraft.of(request).orElseThrow().text())
        .contains("- There was no dry run (`no server to be had`): the locks above are predicted.");
  }

  @Test
  void theDraftOfATypeChange() {
    assertThat(draft("ALTER TABLE orders ALTER COLUMN amount TYPE bigint"))
        .contains("# Migration plan for `db/V2__change.sql`")
        .contains(
            "- `db/V2__change.sql:1` `ALTER TABLE orders ALTER COLUMN amount TYPE bigint`\n  - (a) `type change of orders.amount, which exists at the base`\n")
        .contains("ALTER TABLE public.orders ADD COLUMN amount_new bigint;")
        .contains("NEW.amount_new := (SELECT amount::bigint FROM (SELECT NEW.*) AS r);")
        .contains(
            "UPDATE public.orders SET amount_new = amount::bigint WHERE id > done_up_to AND id <= batch_end")
        .contains("ALTER TABLE public.orders RENAME COLUMN amount_new TO amount;")
        .contains("RENAME CONSTRAINT orders_amount_check_new TO orders_amount_check;")
        .contains(
            "| `db/V2__change.sql:1` | `orders` | ACCESS EXCLUSIVE | reads and writes | about ")
        .contains(
            "ALTER TABLE public.orders ALTER COLUMN amount TYPE integer USING amount::integer;")
        .contains("`orders`: 12,000,000 rows, 140 writes per second; read by `open_orders`");
  }

  @Test
  void textFromMigrationsStaysData() {
    List<String> lines =
        draft("ALTER TABLE \"Odd `name` | x<b>\" DROP COLUMN \"a ``` b\"").lines().toList();
    assertThat(lines).noneMatch(line -> line.startsWith("#") && line.contains("Odd"));
    MigrationPlan plan =
        PlanParser.parse(new dev.pgreview.migration.SourceFile("x.md", String.join("\n", lines)));
    assertThat(plan.sections()).extracting(s -> s.title()).contains("Blast radius", "Monitoring");
    assertThat(plan.visibleText()).contains("<b>");
  }

  @Test
  void whatIsSafeAlreadyIsDraftedAsItIs() {
    String draft =
        draft(
            "ALTER TABLE customers ADD CONSTRAINT mail_present CHECK (mail IS NOT NULL) NOT VALID;"
                + " ALTER TABLE customers VALIDATE CONSTRAINT mail_present;"
                + " ALTER TABLE customers ALTER COLUMN mail SET NOT NULL;"
                + " ALTER TABLE customers DROP CONSTRAINT mail_present");
    assertThat(draft)
        .containsOnlyOnce("NOT VALID")
        .containsOnlyOnce("VALIDATE CONSTRAINT")
        .contains("DROP CONSTRAINT mail_present;")
        .doesNotContain("How is `ADD CONSTRAINT`");
  }
}
